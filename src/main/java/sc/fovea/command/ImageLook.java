package sc.fovea.command;

import ij.CompositeImage;
import ij.ImagePlus;

/** How an image looks: calibration, look-up tables and display range. */
final class ImageLook {

	private static final int RGB = 24;

	private ImageLook() {}

	/**
	 * Gives an image the look of another one.
	 *
	 * @param plain has the pixel type and channels of the model, and its dimensions are set
	 * @return the same image, or one around its stack if colours are composed of channels
	 */
	static ImagePlus copy(ImagePlus model, ImagePlus plain) {
		plain.setCalibration(model.getCalibration().copy());
		if (model instanceof CompositeImage colours) {
			CompositeImage composite = new CompositeImage(plain, colours.getMode());
			composite.copyLuts(colours);
			return composite;
		}
		if (model.getBitDepth() != RGB) {
			plain.setLut(model.getProcessor().getLut());
			plain.setDisplayRange(model.getDisplayRangeMin(), model.getDisplayRangeMax());
		}
		return plain;
	}
}
