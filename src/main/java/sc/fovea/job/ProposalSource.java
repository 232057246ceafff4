package sc.fovea.job;

import java.util.List;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.Hyperstack;
import sc.fovea.net.Tensor;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** Proposes places in an image as it was opened. */
@FunctionalInterface
public interface ProposalSource {

	/** Boxes in the first slice and frame, most promising first. @param most number of boxes, at least 1 */
	List<ScoredBox> propose(Hyperstack image, int most);

	/**
	 * Proposals from pixels alone: 8-bit values and colours are divided by 255, channels of other images are stretched from their smallest to their
	 * largest value.
	 */
	static ProposalSource of(Proposer proposer) {
		return (image, most) -> proposer.propose(Scene.of(pixels(image)), most);
	}

	private static Tensor pixels(Hyperstack image) {
		TileSource source = ImageSource.of(image, 0, 0);
		float[] values = new float[Math.multiplyExact(Math.multiplyExact(image.width(), image.height()), source.channels())];
		source.read(new Region(0, 0, image.width(), image.height()), values);
		boolean isByte = image.pixels().getType().getBitsPerPixel() == 8;
		for (int c = 0; c < source.channels(); c++) {
			stretch(values, c, source.channels(), isByte);
		}
		return Tensor.of(values, 1, image.height(), image.width(), source.channels());
	}

	private static void stretch(float[] values, int channel, int channels, boolean isByte) {
		float least = Float.MAX_VALUE;
		float most = -Float.MAX_VALUE;
		for (int i = channel; i < values.length; i += channels) {
			least = Math.min(least, values[i]);
			most = Math.max(most, values[i]);
		}
		float from = isByte ? 0 : least;
		float range = isByte ? 255 : most > least ? most - least : 1;
		for (int i = channel; i < values.length; i += channels) {
			values[i] = (values[i] - from) / range;
		}
	}
}
