package sc.fovea.task.semantic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.explain.Question;
import sc.fovea.explain.Seed;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.net.Tensor;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.TargetRequest;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Region;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TilePlan;
import sc.fovea.tile.TileSource;

/** For each class of a semantic segmentation its mean score over the pixels that have it. */
final class ExplainedPixels {

	/** Gradients keep all values of the network: about 2,000 bytes for a pixel of a U-Net of 16 filters, so 8 GB. */
	private static final long MOST_PIXELS = 4_000_000;

	private ExplainedPixels() {}

	static List<Target> of(Segmenter segmenter, TargetRequest request) {
		Model model = segmenter.model();
		SemanticClasses settings = (SemanticClasses) model.task();
		request.checkLabel(settings.classes());
		Hyperstack image = request.image();
		int[] labels = new int[Math.multiplyExact(image.width(), image.height())];
		Segmenter.Place place = new Segmenter.Place(request.z(), request.t(), 1);
		Segmenter.Found found = segmenter.find(image, place, request.options(), LabelRows.of(labels, image.width()), request.progress());
		double scale = found.scale().factor();
		TileSource plane = new PlaneInput(model.input(), request.options().withScale(scale)).of(image, place, request.progress());
		if (plane.width() * plane.height() > MOST_PIXELS) {
			throw new IllegalArgumentException("Expected at most " + MOST_PIXELS + " pixels to explain classes of, got " + plane.width() + "x" + plane.height()
				+ " in \"" + image.title() + "\"; explain a part of it, or give a smaller scale.");
		}
		TilePlan plan = TilePlan.of(model.network().upTo(settings.output()), plane.width(), plane.height(), MemoryBudget.automatic());
		Tile tile = plan.around(new Region(0, 0, (int) plane.width(), (int) plane.height()));
		Tensor pixels = TilePlan.pixels(tile, plane);
		Box frame = new Box(0, 0, pixels.width() / scale, pixels.height() / scale);
		String node = Question.beforeActivation(model.network(), settings.output());
		List<Target> targets = new ArrayList<>();
		for (int c = 0; c < settings.classes().size(); c++) {
			PixelMask mask = mask(labels, image, c);
			if (!request.wants(settings.classes().get(c)) || mask.area() == 0) continue;
			Question question = new Question(model.network(), node, seed(c, mask, frame), Map.of(model.imageInput(), pixels), model.imageInput());
			double share = (double) mask.area() / labels.length;
			targets
				.add(new Target(settings.classes().get(c), share, Optional.of(mask.bounds()), Optional.of(mask), List.of(Target.View.plain(question)), frame));
		}
		targets.sort(Comparator.comparingDouble(Target::score).reversed());
		return targets;
	}

	private static PixelMask mask(int[] labels, Hyperstack image, int number) {
		BitSet pixels = new BitSet();
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == number) pixels.set(i);
		}
		return new PixelMask(0, 0, image.width(), image.height(), pixels);
	}

	/** The mean of a channel over the places whose middle lies in the mask. */
	private static Seed seed(int channel, PixelMask mask, Box frame) {
		return value -> {
			Tensor seed = Tensor.zeros(value.shape());
			int count = 0;
			for (int pass = 0; pass < 2; pass++) {
				for (int i = 0; i < value.height() * value.width(); i++) {
					int x = (int) ((i % value.width() + 0.5) * frame.width() / value.width());
					int y = (int) ((i / value.width() + 0.5) * frame.height() / value.height());
					if (x < mask.width() && y < mask.height() && mask.pixels().get(y * mask.width() + x)) {
						if (pass == 0) count++;
						else
							seed.data()[i * value.channels() + channel] = 1f / count;
					}
				}
			}
			return seed;
		};
	}
}
