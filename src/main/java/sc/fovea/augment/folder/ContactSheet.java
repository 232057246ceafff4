package sc.fovea.augment.folder;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import sc.fovea.augment.Recipe;
import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.Mask;
import sc.fovea.image.RgbPicture;
import sc.fovea.image.ValueImage;

/**
 * Shows what a recipe does: variants of one picture side by side, with the borders of the first mask's objects.
 *
 * @param columns variants in a row
 * @param count variants
 * @param side of a variant in pixels, at most
 */
public record ContactSheet(int columns, int count, int side) {

	private static final int GAP = 4;
	private static final int BORDER = 0xffffd400;
	private static final int GROUND = 0xff303030;

	/** @throws IllegalArgumentException if a number is below 1 */
	public ContactSheet {
		if (columns < 1 || count < 1 || side < 1) {
			throw new IllegalArgumentException("Expected columns, variants and a side of at least 1, got " + columns + ", " + count + " and " + side + ".");
		}
	}

	/**
	 * Draws the sheet; the first picture is the sample itself.
	 *
	 * @param image the open image
	 * @param sample the same image, perhaps with masks; see {@link #sample}
	 * @param seed as for a folder
	 */
	public RgbPicture draw(ValueImage image, Annotated sample, Recipe recipe, long seed) {
		int rows = (count + columns - 1) / columns;
		int width = columns * (side + GAP) - GAP;
		int[] sheet = new int[width * (rows * (side + GAP) - GAP)];
		Arrays.fill(sheet, GROUND);
		Supplier<Annotated> others = () -> sample;
		for (int n = 0; n < count; n++) {
			Annotated variant = n == 0 ? sample : recipe.apply(sample, others, Recipe.random(seed, 0, n));
			place(sheet, width, picture(image, variant), n);
		}
		return new RgbPicture(width, sheet.length / width, sheet);
	}

	/** An open image as a sample, without anything annotated. */
	public static Annotated sample(ValueImage image, String name) {
		return new Annotated(name, AnnotatedFile.pixels(image), List.of(), List.of(), List.of());
	}

	private static RgbPicture picture(ValueImage image, Annotated variant) {
		Extent extent = variant.extent();
		RgbPicture picture = image.picture(variant.pixels().values(), extent.width(), extent.height());
		for (int y = 0, i = 0; y < extent.height(); y++) {
			for (int x = 0; x < extent.width(); x++, i++) {
				picture.rgb()[i] = isBorder(variant, x, y) ? BORDER : picture.rgb()[i];
			}
		}
		return picture;
	}

	/** Whether an object of the middle slice ends to the right or below. */
	private static boolean isBorder(Annotated variant, int x, int y) {
		Extent extent = variant.extent();
		int at = ((extent.depth() - 1) / 2 * extent.height() + y) * extent.width() + x;
		for (Mask mask : variant.masks()) {
			int[] ids = mask.labels();
			boolean endsRight = x + 1 < extent.width() && ids[at] != ids[at + 1];
			boolean endsBelow = y + 1 < extent.height() && ids[at] != ids[at + extent.width()];
			if (endsRight || endsBelow) {
				return true;
			}
		}
		return false;
	}

	private void place(int[] sheet, int sheetWidth, RgbPicture picture, int n) {
		double scale = Math.min(1, (double) side / Math.max(picture.width(), picture.height()));
		int width = (int) Math.max(1, picture.width() * scale);
		int height = (int) Math.max(1, picture.height() * scale);
		int left = n % columns * (side + GAP) + (side - width) / 2;
		int top = n / columns * (side + GAP) + (side - height) / 2;
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				sheet[(top + y) * sheetWidth + left + x] = picture.rgb()[(int) (y / scale) * picture.width() + (int) (x / scale)];
			}
		}
	}
}
