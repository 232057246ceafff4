package sc.fovea.job;

import ij.ImagePlus;
import ij.gui.Roi;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import sc.fovea.image.Hyperstack;
import sc.fovea.predict.WholeImage;
import sc.fovea.task.classification.Classification;
import sc.fovea.task.classification.Classifier;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;

/**
 * Classifies an open image: every slice and frame of it, or what lies in ROIs.
 *
 * @param classifier a loaded model
 * @param channel which channel a one-channel model sees, from 1; 0 if there is only one
 */
public record PlaneClassification(Classifier classifier, int channel) {

	/**
	 * An answer.
	 *
	 * @param name of the image, with {@code :3} for the third slice or frame, {@code :z2t3} where there are both, or the name of the ROI
	 * @param answer of the model
	 */
	public record Row(String name, Classification answer) {}

	/**
	 * An answer for each slice and frame.
	 *
	 * @throws IllegalArgumentException if the image has other channels than the model expects, or a pixel is not finite
	 * @throws CancellationException if it was cancelled
	 */
	public List<Row> planes(ImagePlus image, Progress progress) {
		Hyperstack pixels = Hyperstack.of(image);
		WholeImage.View view = new WholeImage.View(0, 0, channel, Optional.empty());
		List<Row> rows = new ArrayList<>();
		int count = pixels.slices() * pixels.frames();
		for (int i = 0; i < count; i++) {
			int z = i % pixels.slices();
			int t = i / pixels.slices();
			rows.add(new Row(image.getTitle() + suffix(pixels, z, t), classifier.classify(pixels, view.at(z, t))));
			watch(progress, i + 1, count);
		}
		return rows;
	}

	private static String suffix(Hyperstack image, int z, int t) {
		if (image.slices() > 1 && image.frames() > 1) return ":z" + (z + 1) + "t" + (t + 1);
		return image.slices() * image.frames() > 1 ? ":" + (Math.max(z, t) + 1) : "";
	}

	private static void watch(Progress progress, int done, int of) {
		progress.progress(done, of);
		if (done < of && progress.isCancelled()) throw new CancellationException("Stopped after " + done + " of " + of + ".");
	}

	/**
	 * An answer for each ROI. The model sees the square around it, moved into the image and cut where it is larger than that; a ROI without a position lies in the
	 * slice and frame that are shown.
	 *
	 * @throws IllegalArgumentException as {@link #planes}, or if there is no ROI, or one lies outside of the image
	 * @throws CancellationException if it was cancelled
	 */
	public List<Row> rois(ImagePlus image, List<Roi> rois, Progress progress) {
		if (rois.isEmpty()) {
			throw new IllegalArgumentException("ROIs are needed in the ROI Manager or in the overlay of \"" + image.getTitle() + "\", but there are none.");
		}
		Hyperstack pixels = Hyperstack.of(image);
		List<Row> rows = new ArrayList<>();
		for (Roi roi : rois) {
			String name = roi.getName() == null ? "ROI " + (rows.size() + 1) : roi.getName();
			rows.add(new Row(image.getTitle() + ":" + name, classifier.classify(pixels, view(image, roi, name))));
			watch(progress, rows.size(), rois.size());
		}
		return rows;
	}

	private WholeImage.View view(ImagePlus image, Roi roi, String name) {
		int[] place = image.convertIndexToPosition(position(image, roi));
		int z = roi.hasHyperStackPosition() && roi.getZPosition() > 0 ? roi.getZPosition() : place[1];
		int t = roi.hasHyperStackPosition() && roi.getTPosition() > 0 ? roi.getTPosition() : place[2];
		if (z > image.getNSlices() || t > image.getNFrames()) {
			throw new IllegalArgumentException("ROIs within the image are needed, but \"" + name + "\" lies in slice " + z + " of frame " + t + ".");
		}
		return new WholeImage.View(z - 1, t - 1, channel, Optional.of(square(image, roi, name)));
	}

	private static int position(ImagePlus image, Roi roi) {
		int position = roi.hasHyperStackPosition() ? 0 : roi.getPosition();
		return position > 0 && position <= image.getStackSize() ? position : image.getCurrentSlice();
	}

	private static Region square(ImagePlus image, Roi roi, String name) {
		Rectangle inside = roi.getBounds().intersection(new Rectangle(image.getWidth(), image.getHeight()));
		if (inside.isEmpty()) {
			throw new IllegalArgumentException("ROIs within the image are needed, but \"" + name + "\" lies outside of \"" + image.getTitle() + "\".");
		}
		int side = Math.max(inside.width, inside.height);
		int width = Math.min(side, image.getWidth());
		int height = Math.min(side, image.getHeight());
		int x = Math.max(0, Math.min(image.getWidth() - width, inside.x + (inside.width - width) / 2));
		int y = Math.max(0, Math.min(image.getHeight() - height, inside.y + (inside.height - height) / 2));
		return new Region(x, y, width, height);
	}
}
