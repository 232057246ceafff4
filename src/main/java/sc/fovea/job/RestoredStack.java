package sc.fovea.job;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.Calibration;
import java.util.Locale;
import net.imglib2.img.Img;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fovea.image.Hyperstack;
import sc.fovea.predict.ProgressPart;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.restoration.Restorer;
import sc.fovea.tile.Progress;

/** An image as a model restores it: every slice and frame, 32 bits, calibrated like the image. */
public final class RestoredStack {

	private RestoredStack() {}

	/**
	 * Restores all planes.
	 *
	 * @param options channel; scale 0 or 1
	 * @return (x, y, c, z, t) in the intensities of the image, named NAME_restored
	 * @throws IllegalArgumentException if image and model do not fit, or the result has no room in memory
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public static ImagePlus of(ImagePlus image, Restorer restorer, SegmentationOptions options, Progress progress) {
		Hyperstack pixels = Hyperstack.of(image);
		int planes = pixels.slices() * pixels.frames();
		requireRoom(pixels, (long) planes * restorer.channels());
		Img<FloatType> restored = new PlanarImgFactory<>(new FloatType()).create(pixels.width(), pixels.height(), restorer.channels(), pixels.slices(),
			pixels.frames());
		for (int i = 0; i < planes; i++) {
			Segmenter.Place place = new Segmenter.Place(i % pixels.slices(), i / pixels.slices(), 1);
			restorer.restore(pixels, place, options, Views.hyperSlice(Views.hyperSlice(restored, 4, place.t()), 3, place.z()),
				new ProgressPart(progress, i, planes));
		}
		return shown(image, Hyperstack.toImagePlus(restored, title(image), pixels.pixelSize()));
	}

	private static void requireRoom(Hyperstack pixels, long planes) {
		double bytes = (double) pixels.width() * pixels.height() * planes * Float.BYTES;
		long memory = Runtime.getRuntime().maxMemory();
		if (bytes > memory / 2.0) {
			throw new IllegalArgumentException(String.format(Locale.ROOT, "The restored image needs %.0f MB, but Java may use %.0f MB: give it more in Edit > "
				+ "Options > Memory & Threads, or with FOVEA_OPTS=-Xmx%dg on the command line.", bytes / 1e6, memory / 1e6,
				Math.round(3 * bytes / (1 << 30)) + 1));
		}
	}

	private static ImagePlus shown(ImagePlus image, ImagePlus restored) {
		Calibration calibration = image.getCalibration().copy();
		calibration.disableDensityCalibration();
		restored.setCalibration(calibration);
		restored.resetDisplayRange();
		return restored.getNChannels() > 1 ? new CompositeImage(restored, CompositeImage.COMPOSITE) : restored;
	}

	private static String title(ImagePlus image) {
		String title = image.getTitle();
		int dot = title.lastIndexOf('.');
		return (dot > 0 ? title.substring(0, dot) : title) + "_restored";
	}
}
