package sc.fovea.geometry;

import java.util.Arrays;

/**
 * Fits labels that were drawn from polygons to a foreground mask. First the pixels of polygons that are not foreground are cleared;
 * then, in {@code growth} rounds, each foreground pixel without a label takes the label of a 4-connected neighbour. Within a
 * round all pixels change at once; of several labels the smallest wins, which is that of the better-scored polygon. An object
 * without a single foreground pixel is dropped: its label then occurs nowhere.
 *
 * <p>A pixel's answer depends on the pixels at most {@code growth} steps away only, so an image can be refined in bands
 * of rows, each with {@code growth} rows of context above and below, with exactly the result of the whole; {@link #refine} does so.
 *
 * @param growth number of rounds, in pixels, at least 0
 */
public record LabelRefinement(int growth) {

	/** Where the rows of an image come from. */
	@FunctionalInterface
	public interface Source {

		/**
		 * Reads rows; they are asked for from top to bottom, each once.
		 *
		 * @param fromY first row
		 * @param toY row after the last
		 * @param labels takes the labels of the rows from index 0 on
		 * @param foreground takes the mask of the rows from index 0 on
		 */
		void read(int fromY, int toY, int[] labels, boolean[] foreground);
	}

	/** Where the refined rows go; may write to where the source reads. */
	@FunctionalInterface
	public interface Sink {

		/**
		 * Writes rows; they come from top to bottom, each once.
		 *
		 * @param fromY first row
		 * @param toY row after the last
		 * @param labels refined labels of the rows from index 0 on
		 */
		void write(int fromY, int toY, int[] labels);
	}

	/**
	 * The size of an image and of the bands it is worked on in.
	 *
	 * @param width of the image in pixels
	 * @param height of the image in pixels
	 * @param band rows refined at a time; the memory is 9 bytes for each pixel of a band with its context
	 */
	public record Bands(int width, int height, int band) {

		/**
		 * Checks the sizes.
		 *
		 * @throws IllegalArgumentException if the width or height is negative or the band has less than a row
		 */
		public Bands {
			if (width < 0 || height < 0 || band < 1)
				throw new IllegalArgumentException("Expected an image and bands of at least one row, got " + width + " x " + height + " in " + band);
		}
	}

	/**
	 * Checks the growth.
	 *
	 * @throws IllegalArgumentException if it is negative
	 */
	public LabelRefinement {
		if (growth < 0)
			throw new IllegalArgumentException("The growth of a refinement must be at least 0 pixels, got " + growth);
	}

	/**
	 * Refines an image or a band of rows in place. Of a band, the rows that have {@code growth} rows of context get the result of the whole
	 * image; those nearer to a cut edge do not.
	 *
	 * @param labels of the pixels, row by row; 0 is background, all others positive
	 * @param foreground whether each pixel is foreground
	 * @param width of a row in pixels
	 * @throws IllegalArgumentException if the arrays differ in length or are not whole rows
	 */
	public void apply(int[] labels, boolean[] foreground, int width) {
		if (labels.length != foreground.length || width < 1 || labels.length % width != 0)
			throw new IllegalArgumentException("Expected labels and foreground of rows of " + width + " pixels, got " + labels.length + " and "
				+ foreground.length);
		int[] open = new int[64];
		int count = 0;
		for (int i = 0; i < labels.length; i++) {
			if (!foreground[i])
				labels[i] = 0;
			else if (labels[i] == 0) {
				if (count == open.length)
					open = Arrays.copyOf(open, 2 * count);
				open[count++] = i;
			}
		}
		int[] found = new int[count];
		for (int round = 0; round < growth && count > 0; round++)
			count = grow(labels, width, Arrays.copyOf(open, count), found, open);
	}

	/** One round over the open pixels; leaves those that stay open in the rest and gives their number. */
	private static int grow(int[] labels, int width, int[] open, int[] found, int[] rest) {
		for (int i = 0; i < open.length; i++)
			found[i] = neighbour(labels, width, open[i]);
		int count = 0;
		for (int i = 0; i < open.length; i++) {
			if (found[i] == 0)
				rest[count++] = open[i];
			else
				labels[open[i]] = found[i];
		}
		return count;
	}

	/** The smallest label beside a pixel, or 0. */
	private static int neighbour(int[] labels, int width, int i) {
		int x = i % width;
		int left = x > 0 ? labels[i - 1] : 0, right = x + 1 < width ? labels[i + 1] : 0;
		int above = i >= width ? labels[i - width] : 0, below = i + width < labels.length ? labels[i + width] : 0;
		return smaller(smaller(left, right), smaller(above, below));
	}

	private static int smaller(int a, int b) {
		return a == 0 ? b : b == 0 ? a : Math.min(a, b);
	}

	/**
	 * Refines an image of any height band by band, with the result of the whole.
	 *
	 * @param bands size of the image and of a band
	 * @param source gives the rows
	 * @param sink takes the refined rows
	 */
	public void refine(Bands bands, Source source, Sink sink) {
		new RefinementWindow(this, bands).slide(source, sink);
	}
}
