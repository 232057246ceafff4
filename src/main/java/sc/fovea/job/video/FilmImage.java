package sc.fovea.job.video;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PlaneIndex;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Region;
import sc.fovea.video.Film;

/**
 * An image as a film: its frames, or its slices where it has no frames. Values between the darkest and the brightest thousandth of the film become 0 to 1; of a colour image by one range for all
 * colours, else for each channel by its own.
 */
public final class FilmImage implements Film {

	private static final double TAIL = 0.001;
	/** Frames and pixels of a frame that are looked at for the range. */
	private static final int SEEN_FRAMES = 16;
	private static final int SEEN_PIXELS = 10_000;

	private final ImagePlus image;
	private final Hyperstack stack;
	private final int slice;
	private final int[] channels;
	private final float[][] ranges;

	/**
	 * A film.
	 *
	 * @param slice which slice of a stack with slices and frames, from 1; 0 if there is only one
	 * @param channel by number, name or colour; 0 for all
	 * @throws IllegalArgumentException with a sentence, if it is a single image, or has slices of which none was chosen, or no such channel
	 */
	public FilmImage(ImagePlus image, int slice, String channel) {
		this.image = image;
		this.stack = Hyperstack.of(image);
		this.slice = slice;
		requireFilm();
		boolean isAll = channel.isBlank() || channel.strip().equals("0");
		this.channels = isAll ? IntStream.range(0, stack.channels()).toArray() : new int[] { ChannelChoice.of(channel, image) - 1 };
		this.ranges = ranges();
	}

	private void requireFilm() {
		String title = "\"" + image.getTitle() + "\"";
		if (stack.slices() * stack.frames() == 1) {
			throw new IllegalArgumentException(
				"A film of two frames or more is needed, but " + title + " is a single image; name a stack, or the folder of the frames.");
		}
		boolean hasBoth = stack.slices() > 1 && stack.frames() > 1;
		if (hasBoth && (slice < 1 || slice > stack.slices())) {
			throw new IllegalArgumentException(
				"\"slice\" must be 1 to " + stack.slices() + ", since " + title + " has " + stack.slices() + " slices and " + stack.frames()
					+ " frames and one slice is looked at, but is " + slice + ".");
		}
		if (!hasBoth && (slice < 0 || slice > 1)) {
			throw new IllegalArgumentException("\"slice\" is for stacks with slices and frames, but " + title + " is none; leave it at 0.");
		}
	}

	/** The image itself. */
	public ImagePlus image() {
		return image;
	}

	/** Where a frame lies in the image; the channel is the chosen one, or −1 for all. @param t from 0 */
	public PlaneIndex place(int t) {
		int channel = channels.length == 1 ? channels[0] : -1;
		return stack.frames() > 1 ? new PlaneIndex(channel, Math.max(0, slice - 1), t) : new PlaneIndex(channel, t, 0);
	}

	@Override
	public int width() {
		return stack.width();
	}

	@Override
	public int height() {
		return stack.height();
	}

	@Override
	public int frames() {
		return stack.frames() > 1 ? stack.frames() : stack.slices();
	}

	@Override
	public float[][] frame(int t) {
		float[][] planes = raw(t);
		for (int c = 0; c < planes.length; c++) {
			float low = ranges[c][0];
			float scale = ranges[c][1] > low ? 1 / (ranges[c][1] - low) : 0;
			for (int i = 0; i < planes[c].length; i++) {
				float value = (planes[c][i] - low) * scale;
				planes[c][i] = value > 0 ? Math.min(1, value) : 0;
			}
		}
		return planes;
	}

	private float[][] raw(int t) {
		PlaneIndex place = place(t);
		float[][] planes = new float[channels.length][];
		for (int c = 0; c < planes.length; c++) {
			planes[c] = new float[Math.multiplyExact(width(), height())];
			ImageSource.of(stack, channels[c], place.z(), place.t()).read(new Region(0, 0, width(), height()), planes[c]);
		}
		return planes;
	}

	private float[][] ranges() {
		int seen = Math.min(SEEN_FRAMES, frames());
		List<float[]> samples = new ArrayList<>();
		int step = Math.max(1, width() * height() / SEEN_PIXELS);
		int count = (width() * height() + step - 1) / step;
		for (int c = 0; c < channels.length; c++) {
			samples.add(new float[count * seen]);
		}
		for (int k = 0; k < seen; k++) {
			float[][] planes = raw((int) ((long) k * frames() / seen));
			for (int c = 0; c < planes.length; c++) {
				for (int i = 0; i < count; i++) {
					samples.get(c)[k * count + i] = planes[c][i * step];
				}
			}
		}
		return ranges(samples);
	}

	private float[][] ranges(List<float[]> samples) {
		boolean isColour = samples.size() == 3 && image.getNChannels() == 1;
		float[][] ranges = new float[samples.size()][];
		for (int c = 0; c < ranges.length; c++) {
			ranges[c] = range(samples.get(c));
		}
		if (isColour) {
			float low = Math.min(ranges[0][0], Math.min(ranges[1][0], ranges[2][0]));
			float high = Math.max(ranges[0][1], Math.max(ranges[1][1], ranges[2][1]));
			Arrays.fill(ranges, new float[] { low, high });
		}
		return ranges;
	}

	/** What is finite between both tails; 0 and 0 if nothing is. */
	private static float[] range(float[] values) {
		float[] sorted = values.clone();
		int count = 0;
		for (float value : values) {
			if (Float.isFinite(value)) sorted[count++] = value;
		}
		if (count == 0) return new float[2];
		Arrays.sort(sorted, 0, count);
		return new float[] { sorted[(int) (TAIL * (count - 1))], sorted[(int) Math.ceil((1 - TAIL) * (count - 1))] };
	}
}
