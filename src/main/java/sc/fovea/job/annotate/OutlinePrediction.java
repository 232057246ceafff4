package sc.fovea.job.annotate;

import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.util.List;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.Progress;

/** What a model sees, as outlines. */
public final class OutlinePrediction implements AutoCloseable {

	private final ModelCache cache = new ModelCache();

	/**
	 * Segments an image.
	 *
	 * @param model name, path, or {@link AutomaticModel#AUTOMATIC}
	 * @param image of one slice and one frame
	 * @return outlines that are named by their numbers
	 * @throws IOException with a sentence, if the model cannot be read
	 * @throws IllegalArgumentException likewise, if it does not fit the image
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public List<Roi> of(String model, ImagePlus image, Progress progress) throws IOException {
		String chosen = AutomaticModel.of(model, image, 0).name();
		return cache.use(ModelRequest.of(chosen, Device.ANY), "segment", Segmenter.class, (segmenter, device) -> {
			int[] ids = new int[image.getWidth() * image.getHeight()];
			int channel = ChannelChoice.of("0", image, segmenter.model().input().channels());
			SegmentationOptions options = SegmentationOptions.STANDARD.withChannel(channel);
			new PlaneSegmentation(segmenter, options).run(Hyperstack.of(image), List.of(LabelRows.of(ids, image.getWidth())), progress);
			return LabelRois.of(ids, image.getWidth());
		});
	}

	/** Frees the model. */
	@Override
	public void close() {
		cache.close();
	}
}
