package sc.fovea.job.tracking;

import ij.ImagePlus;
import ij.measure.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.PixelSize;
import sc.fovea.image.ResultImages;
import sc.fovea.track.format.FilmScale;

/**
 * A film: a stack, of which each frame is looked at in turn, or a folder of single images in the natural order of their names (t2 before t10), of which one at a time
 * is in memory. For one thread.
 */
public final class Film {

	private final String title;
	private final int frames;
	private final Opener opener;
	private final List<String> notes;
	private int current = -1;
	private Frame frame;
	private Frame first;

	/** Opens a frame. */
	@FunctionalInterface
	private interface Opener {

		Frame open(int frame) throws IOException;
	}

	/**
	 * A frame.
	 *
	 * @param image in which it lies
	 * @param z slice, from 0
	 * @param t frame of the image, from 0
	 */
	public record Frame(ImagePlus image, int z, int t) {

		/** The image as models see it. */
		public Hyperstack pixels() {
			return Hyperstack.of(image);
		}

		/** The image with the stored numbers, which of labels are the ids. */
		public Hyperstack stored() {
			return Hyperstack.stored(image);
		}
	}

	private Film(String title, int frames, Opener opener, List<String> notes) {
		this.title = title;
		this.frames = frames;
		this.opener = opener;
		this.notes = List.copyOf(notes);
	}

	/**
	 * A film as it is named: a file that is a stack, a folder of single images, or several single images.
	 *
	 * @param slice which slice of a stack with slices and frames, from 1; 0 if there is only one
	 * @throws IOException with one sentence, if nothing can be read
	 * @throws IllegalArgumentException likewise, if it is no film
	 */
	public static Film of(List<Path> places, int slice) throws IOException {
		if (places.size() == 1) return of(places.get(0), slice);
		for (Path place : places) {
			if (Files.isDirectory(place))
				throw new IllegalArgumentException("A film is a stack, a folder of single images or several single images, but \"" + place
					+ "\" is a folder beside others; track one film at a time.");
		}
		requireNoSlice(slice, places.get(0).toString());
		return inOrder(places.get(0).toAbsolutePath().getParent(), places);
	}

	/**
	 * A file that is a stack, or a folder of single images. Of a folder in which are labels that Fovea wrote, NAME_labels.tif, only those are taken if there is nothing
	 * else but pictures of them.
	 *
	 * @param slice which slice of a stack with slices and frames, from 1; 0 if there is only one
	 * @throws IOException with one sentence, if nothing can be read
	 * @throws IllegalArgumentException likewise, if it is no film
	 */
	public static Film of(Path place, int slice) throws IOException {
		List<Path> files = new ArrayList<>(ImageFiles.list(place));
		if (files.size() > 1) files.removeIf(file -> ResultImages.has(file) && !ResultImages.isLabels(file));
		boolean areAllLabels = files.stream().allMatch(ResultImages::isLabels);
		if (!areAllLabels) files.removeIf(ResultImages::isLabels);
		if (files.isEmpty()) throw new IOException("The folder \"" + place + "\" holds no images.");
		if (files.size() == 1) return of(ImageFiles.open(files.get(0)), slice);
		requireNoSlice(slice, place.toString());
		return inOrder(place, files);
	}

	private static Film inOrder(Path folder, List<Path> files) {
		List<Path> sorted = new ArrayList<>(files);
		sorted.sort((a, b) -> NaturalOrder.compare(a.getFileName().toString(), b.getFileName().toString()));
		return new Film(folderName(folder), sorted.size(), t -> single(sorted.get(t)), List.of());
	}

	private static String folderName(Path place) {
		Path name = place.toAbsolutePath().normalize().getFileName();
		return name == null ? "film" : name.toString();
	}

	private static Frame single(Path file) throws IOException {
		ImagePlus image = ImageFiles.open(file);
		if (image.getNSlices() * image.getNFrames() > 1) {
			throw new IOException("\"" + file + "\" is a stack of " + image.getNSlices() + " slices and " + image.getNFrames()
				+ " frames, but in a folder each image is one frame of the film; name the stack itself.");
		}
		return new Frame(image, 0, 0);
	}

	/**
	 * A stack. One with slices and without frames is taken as a film of so many frames, which {@link #notes} say.
	 *
	 * @param slice which slice of a stack with slices and frames, from 1; 0 if there is only one
	 * @throws IllegalArgumentException if it has one frame, or slices of which none was chosen
	 */
	public static Film of(ImagePlus image, int slice) {
		int slices = image.getNSlices();
		int frames = image.getNFrames();
		if (slices * frames == 1) {
			throw new IllegalArgumentException("A film of two frames or more is needed, but \"" + image.getTitle()
				+ "\" is a single image; name a stack, or the folder of the frames.");
		}
		if (frames == 1) {
			requireNoSlice(slice, image.getTitle());
			return new Film(image.getTitle(), slices, t -> new Frame(image, t, 0),
				List.of("\"" + image.getTitle() + "\" has " + slices + " slices and no frames: its slices are taken as the frames of a film."));
		}
		if (slice < 0 || slice > slices || slices > 1 && slice == 0) {
			throw new IllegalArgumentException(
				"\"slice\" must be 1 to " + slices + ", since \"" + image.getTitle() + "\" has " + slices + " slice(s) and " + frames
					+ " frames and one slice is tracked, but is " + slice + ".");
		}
		return new Film(image.getTitle(), frames, t -> new Frame(image, Math.max(0, slice - 1), t), List.of());
	}

	private static void requireNoSlice(int slice, String title) {
		if (slice > 1 || slice < 0) {
			throw new IllegalArgumentException("\"slice\" is for stacks with slices and frames, but \"" + title + "\" is none; leave it at 0.");
		}
	}

	/** Its name: of the file, the folder or the window. */
	public String title() {
		return title;
	}

	/** The name of files that are made of it: the title without the ending. */
	public String stem() {
		int dot = title.lastIndexOf('.');
		return dot > 0 ? title.substring(0, dot) : title;
	}

	/** Number of frames. */
	public int frames() {
		return frames;
	}

	/** What was assumed, a sentence each. */
	public List<String> notes() {
		return notes;
	}

	/**
	 * A frame; that of a folder is valid until the next one is asked for.
	 *
	 * @throws IOException with one sentence, if it cannot be read, or has another size than the first one
	 */
	public Frame frame(int t) throws IOException {
		if (t == current) return frame;
		Frame opened = opener.open(t);
		if (first == null) first = t == 0 ? opened : opener.open(0);
		ImagePlus start = first.image();
		ImagePlus now = opened.image();
		if (now.getWidth() != start.getWidth() || now.getHeight() != start.getHeight()) {
			throw new IOException("All frames of a film have one size, but \"" + now.getTitle() + "\" has " + now.getWidth() + "x" + now.getHeight()
				+ " pixels and \"" + start.getTitle() + "\" " + start.getWidth() + "x" + start.getHeight() + ".");
		}
		current = t;
		frame = opened;
		return opened;
	}

	/** Width of a frame, pixels. */
	public int width() throws IOException {
		return start().getWidth();
	}

	/** Height of a frame, pixels. */
	public int height() throws IOException {
		return start().getHeight();
	}

	/** The calibration of the first frame. */
	public Calibration calibration() throws IOException {
		return start().getCalibration();
	}

	/** The size of a pixel. */
	public PixelSize pixelSize() throws IOException {
		return PixelSize.of(start());
	}

	/** What pixels and frames are in the world; a frame is the unit of time where the interval is unknown. */
	public FilmScale scale() throws IOException {
		PixelSize size = pixelSize();
		double interval = calibration().frameInterval;
		boolean isTimed = interval > 0 && Double.isFinite(interval);
		return new FilmScale(size.width(), size.height(), size.unit(), isTimed ? interval : 1, isTimed ? calibration().getTimeUnit() : "frame");
	}

	private ImagePlus start() throws IOException {
		if (first == null) frame(0);
		return first.image();
	}
}
