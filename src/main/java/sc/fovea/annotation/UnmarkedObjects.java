package sc.fovea.annotation;

import java.util.Arrays;

import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import sc.fovea.image.ConnectedComponents;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/**
 * Counts what looks like the marked objects of an image, and is not marked: connected regions of about their size on their side of the middle between the median
 * of the objects' values and that of the rest.
 *
 * @param marked number of objects that are marked
 * @param alike number of regions like them that are not
 */
public record UnmarkedObjects(int marked, int alike) {

	/** Regions of less or more than this factor of the median area are not alike. */
	private static final double SIZE = 2;
	/** Distance of the medians in typical deviations of the ground from which on objects stand out. */
	private static final double CLEAR = 2;
	private static final double TIMES = 2;
	private static final int FEWEST = 5;
	/** Values of which a median is taken. */
	private static final int SAMPLED = 1 << 18;
	/** Larger images are not looked at: it would take longer than a hint is worth. */
	private static final int MOST_VALUES = 1 << 26;

	private static final UnmarkedObjects NONE = new UnmarkedObjects(0, 0);

	/** Looks at an image file of one plane, if its objects have outlines. @throws ImageFileException naming the file, if it cannot be read */
	static UnmarkedObjects of(AnnotatedImage image, Annotations annotations) throws ImageFileException {
		if (annotations.objects().stream().anyMatch(object -> object.mask().isEmpty())) return NONE;
		Hyperstack stack = Hyperstack.of(ImageFiles.open(image.image()));
		int channels = stack.channels();
		if (stack.slices() * stack.frames() != 1 || (long) stack.width() * stack.height() * channels > MOST_VALUES) return NONE;
		float[] pixels = new float[stack.width() * stack.height() * channels];
		for (int c = 0; c < channels; c++) {
			int i = c;
			for (RealType<?> pixel : Views.flatIterable(stack.plane(c, 0, 0))) {
				pixels[i] = pixel.getRealFloat();
				i += channels;
			}
		}
		return of(pixels, channels, annotations.instances(), stack.width());
	}

	/**
	 * Looks at an image.
	 *
	 * @param pixels values (H, W, C)
	 * @param channels C; the one is looked at in which objects stand out most
	 * @param labels id of the object at each pixel, 0 for none, below 0 where nobody annotated
	 * @param width W
	 */
	public static UnmarkedObjects of(float[] pixels, int channels, int[] labels, int width) {
		int[] areas = areas(labels);
		if (areas.length == 0 || pixels.length > MOST_VALUES) return NONE;
		float[] best = new float[0];
		Contrast most = new Contrast(0, 0, 0);
		for (int c = 0; c < channels; c++) {
			float[] plane = smooth(pixels, channels, c, width);
			Contrast contrast = Contrast.of(plane, labels);
			if (contrast.clearness() > most.clearness()) {
				most = contrast;
				best = plane;
			}
		}
		if (most.clearness() < CLEAR) return new UnmarkedObjects(areas.length, 0);
		return new UnmarkedObjects(areas.length, alike(most.mask(best, labels), labels, width, areas[areas.length / 2]));
	}

	/** Whether an image is probably annotated in part: far more objects are not marked than are. */
	public boolean arePartial() {
		return marked > 0 && alike >= FEWEST && alike >= TIMES * marked;
	}

	private static int alike(int[] mask, int[] labels, int width, int area) {
		ConnectedComponents regions = ConnectedComponents.ofValues(mask, width, ConnectedComponents.Connectivity.EIGHT);
		int[] sizes = new int[regions.count() + 1];
		boolean[] isMarked = new boolean[regions.count() + 1];
		for (int i = 0; i < mask.length; i++) {
			sizes[regions.ids()[i]]++;
			isMarked[regions.ids()[i]] |= labels[i] != 0;
		}
		int count = 0;
		for (int r = 1; r < sizes.length; r++) {
			if (!isMarked[r] && sizes[r] * SIZE >= area && sizes[r] <= SIZE * area) count++;
		}
		return count;
	}

	/** Ascending. */
	private static int[] areas(int[] labels) {
		int[] sorted = Arrays.stream(labels).filter(id -> id > 0).sorted().toArray();
		int[] areas = new int[sorted.length];
		int count = 0;
		for (int from = 0, i = 1; i <= sorted.length; i++) {
			if (i == sorted.length || sorted[i] != sorted[from]) {
				areas[count++] = i - from;
				from = i;
			}
		}
		return Arrays.stream(areas, 0, count).sorted().toArray();
	}

	/** One channel, each pixel the mean of 3 x 3. */
	private static float[] smooth(float[] pixels, int channels, int channel, int width) {
		int height = pixels.length / channels / width;
		float[] plane = new float[width * height];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				float sum = 0;
				int count = 0;
				for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
					for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++, count++) {
						sum += pixels[(v * width + u) * channels + channel];
					}
				}
				plane[y * width + x] = sum / count;
			}
		}
		return plane;
	}

	private record Contrast(double objects, double ground, double spread) {

		static Contrast of(float[] plane, int[] labels) {
			float[] inside = values(plane, labels, true);
			float[] outside = values(plane, labels, false);
			if (inside.length == 0 || outside.length == 0) return new Contrast(0, 0, 0);
			double ground = outside[outside.length / 2];
			return new Contrast(inside[inside.length / 2], ground, (outside[outside.length * 3 / 4] - outside[outside.length / 4]) / 1.349);
		}

		private static float[] values(float[] plane, int[] labels, boolean areInside) {
			int step = Math.max(1, plane.length / SAMPLED);
			float[] values = new float[plane.length / step + 1];
			int count = 0;
			for (int i = 0; i < plane.length; i += step) {
				if (areInside ? labels[i] > 0 : labels[i] == 0) values[count++] = plane[i];
			}
			float[] kept = Arrays.copyOf(values, count);
			Arrays.sort(kept);
			return kept;
		}

		double clearness() {
			return objects == ground ? 0 : Math.abs(objects - ground) / Math.max(spread, 1e-9 * Math.abs(objects - ground));
		}

		/** 1 where a pixel is like objects, or marked. */
		int[] mask(float[] plane, int[] labels) {
			double middle = (objects + ground) / 2;
			int[] mask = new int[plane.length];
			for (int i = 0; i < mask.length; i++) {
				mask[i] = labels[i] > 0 || labels[i] == 0 && (objects > ground ? plane[i] > middle : plane[i] < middle) ? 1 : 0;
			}
			return mask;
		}
	}
}
