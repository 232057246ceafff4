package sc.fovea.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.util.List;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;

/** Labels as an ImageJ image: calibrated like the image they were found in, one plane for each slice and frame. */
public final class LabelWindow {

	private LabelWindow() {}

	/**
	 * Makes the image.
	 *
	 * @param planes ids of each plane, slices of the first frame first
	 * @param largestId decides between 16 and 32 bit
	 */
	public static ImagePlus of(ImagePlus source, List<int[]> planes, int largestId) {
		Hyperstack image = Hyperstack.of(source);
		ImageStack stack = new ImageStack(image.width(), image.height());
		for (int[] plane : planes) {
			stack.addSlice(LabelImage.of(plane, image.width(), image.height(), largestId, PixelSize.PIXEL, "").getProcessor());
		}
		ImagePlus labels = new ImagePlus(title(source), stack);
		labels.setDimensions(1, image.slices(), image.frames());
		labels.setOpenAsHyperStack(image.slices() > 1 && image.frames() > 1);
		Calibration calibration = source.getCalibration().copy();
		calibration.disableDensityCalibration();
		labels.setCalibration(calibration);
		LabelImage.colour(labels, largestId);
		return labels;
	}

	private static String title(ImagePlus source) {
		String title = source.getTitle();
		int dot = title.lastIndexOf('.');
		return (dot > 0 ? title.substring(0, dot) : title) + "_labels";
	}
}
