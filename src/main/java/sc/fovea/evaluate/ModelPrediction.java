package sc.fovea.evaluate;

import java.nio.file.Path;
import sc.fovea.data.LabelPlane;
import sc.fovea.image.ChosenChannel;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.Progress;

/**
 * What a model finds in an image.
 *
 * @param segmenter a loaded model, which is not closed here
 * @param options of the user, without a channel
 * @param channel of each image, by number, name or colour; 0 for the only one
 */
public record ModelPrediction(Segmenter segmenter, SegmentationOptions options, String channel) implements Prediction {

	/** @throws ImageFileException also if the image has several slices or frames, or the model cannot be used with it */
	@Override
	public LabelPlane of(Reference reference, Progress progress) throws ImageFileException {
		Path file = reference.image().orElseThrow(() -> new ImageFileException("Expected an image for \"" + reference.labels() + "\", got none."));
		try {
			ChosenChannel opened = ChosenChannel.open(file, channel, segmenter.channels());
			Hyperstack image = opened.pixels();
			if (image.slices() * image.frames() != 1) {
				throw new ImageFileException("Expected an image of one slice and one frame, got " + image.slices() + " and " + image.frames() + " in \"" + file
					+ "\".");
			}
			int[] ids = new int[Math.multiplyExact(image.width(), image.height())];
			segmenter.segmentPlane(image, new Segmenter.Place(0, 0, 1), options.withChannel(opened.channel()), LabelRows.of(ids, image.width()), progress);
			return new LabelPlane(file, image.width(), image.height(), ids);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + file + "\" cannot be used: " + e.getMessage(), e);
		}
	}
}
