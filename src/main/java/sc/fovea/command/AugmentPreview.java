package sc.fovea.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import sc.fovea.augment.folder.ContactSheet;
import sc.fovea.data.Annotated;
import sc.fovea.image.RgbPicture;
import sc.fovea.image.ValueImage;
import sc.fovea.job.RecipeBook;

/**
 * A contact sheet: the middle of the plane that is shown, and variants of it.
 *
 * @param book the recipes
 * @param window part of the image
 * @param sample of the same part, with its ROIs
 */
record AugmentPreview(RecipeBook book, ImagePlus window, Annotated sample) implements DialogPreview {

	/** Side of the part that is shown: in pixels of the image itself, since blur and noise would look different in a reduced one. */
	private static final int WINDOW = 320;
	private static final int SIDE = 160;
	private static final int COLUMNS = 4;
	private static final int PICTURES = 8;

	/** Of an image with its ROIs. @throws IllegalArgumentException if a ROI cannot be moved */
	static AugmentPreview of(ImagePlus image) {
		Rectangle part = new Rectangle(Math.max(0, (image.getWidth() - WINDOW) / 2), Math.max(0, (image.getHeight() - WINDOW) / 2),
			Math.min(WINDOW, image.getWidth()), Math.min(WINDOW, image.getHeight()));
		List<Roi> rois = RoiSample.of(image).on((image.getT() - 1) * image.getNSlices() + image.getZ() - 1);
		for (Roi roi : rois) {
			roi.setPosition(0);
			roi.translate(-part.x, -part.y);
		}
		ImagePlus window = window(image, part);
		return new AugmentPreview(RecipeBook.installed(), window, new RoiSample(window, rois).sample());
	}

	private static ImagePlus window(ImagePlus image, Rectangle part) {
		ImageStack stack = new ImageStack(part.width, part.height);
		for (int c = 1; c <= image.getNChannels(); c++) {
			ImageProcessor plane = image.getStack().getProcessor(image.getStackIndex(c, image.getZ(), image.getT())).duplicate();
			plane.setRoi(part);
			stack.addSlice(plane.crop());
		}
		ImagePlus window = new ImagePlus(image.getTitle(), stack);
		window.setDimensions(image.getNChannels(), 1, 1);
		return ImageLook.copy(image, window);
	}

	@Override
	public RgbPicture draw(Map<String, Object> values) throws IOException {
		int variants = (int) values.get("variants");
		if (variants < 1) throw new IllegalArgumentException("\"variants\" must be at least 1, but is " + variants + ".");
		ContactSheet sheet = new ContactSheet(COLUMNS, (int) Math.min(PICTURES, variants + 1L), SIDE);
		return sheet.draw(ValueImage.of(window), sample, book.named((String) values.get("recipe")), (int) values.get("seed"));
	}
}
