package sc.fovea.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Gradients;
import sc.fovea.net.Network;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Gradient-weighted class activation mapping (Selvaraju et al. 2017, arXiv:1610.02391): with A the feature maps of a layer and y the score before its sigmoid or
 * softmax, α of a channel is the mean of ∂y/∂A over all places, and the map is max(0, Σ α · A), stretched to the image by linear interpolation.
 * <p>
 * Without a layer it is the last one on the coarsest grid that still has places: the last convolutions of a classifier, the middle of a U-Net (as Vinogradova,
 * Dibrov and Myers 2020, arXiv:2002.11434, advise for segmentations).
 *
 * @param layer name of a node; empty for the one above
 */
public record GradCam(Optional<String> layer) implements Method {

	@Override
	public String name() {
		return "gradcam";
	}

	@Override
	public boolean needsGradients() {
		return true;
	}

	@Override
	public Explainer open(Question question, Weights weights, Backend backend) {
		Network part = question.part();
		String chosen = layer(question);
		Gradients gradients = GradientSource.open(this, part, weights, List.of(chosen), backend);
		return new Open(chosen, gradients);
	}

	/** The layer whose maps are weighted. @throws IllegalArgumentException with those that fit, if the one that is named does not */
	public String layer(Question question) {
		List<String> fitting = layers(question);
		if (fitting.isEmpty()) {
			throw new IllegalArgumentException("Expected a layer with places before '" + question.node() + "' for gradcam, but there is none; occlusion fits.");
		}
		if (layer.isEmpty()) return coarsest(question, fitting);
		if (!fitting.contains(layer.get())) {
			throw new IllegalArgumentException(
				"\"layer\" must be one of " + String.join(", ", fitting) + " for gradcam, but is \"" + layer.get() + "\".");
		}
		return layer.get();
	}

	/** The layers before the score that have more than one place for an image of this size, and through which it depends on the image. */
	public static List<String> layers(Question question) {
		Network part = question.part();
		Map<String, Shape> shapes = shapes(question);
		List<String> layers = new ArrayList<>();
		Set<String> seeing = new HashSet<>(Set.of(question.image()));
		part.nodes().forEach(node -> {
			boolean sees = node.layer() instanceof RegionLayer ? seeing.contains(node.inputs().get(0)) : node.inputs().stream().anyMatch(seeing::contains);
			if (sees) seeing.add(node.name());
			boolean isOfRegions = question.inputs().size() > 1 && behindRegions(part, node.name());
			if (sees && !isOfRegions && places(shapes.get(node.name())) > 1) layers.add(node.name());
		});
		return layers;
	}

	private static boolean behindRegions(Network part, String node) {
		Set<String> before = part.ancestors(node);
		return part.nodes().stream().anyMatch(n -> n.layer() instanceof RegionLayer && before.contains(n.name()));
	}

	private static String coarsest(Question question, List<String> fitting) {
		Map<String, Shape> shapes = shapes(question);
		String best = fitting.get(0);
		for (String name : fitting) {
			if (!name.equals(question.node()) && places(shapes.get(name)) <= places(shapes.get(best))) best = name;
		}
		return best;
	}

	private static Map<String, Shape> shapes(Question question) {
		Map<String, Shape> given = new LinkedHashMap<>();
		question.inputs().forEach((name, tensor) -> given.put(name, tensor.imageShape()));
		return question.part().shapes(given);
	}

	private static int places(Shape shape) {
		return shape.height() * shape.width();
	}

	/**
	 * The map on the grid of the layer.
	 *
	 * @param features of the layer, (1, h, w, C)
	 * @param gradients of the score with respect to them, in the same shape
	 * @return (h, w)
	 */
	public static Heat weighted(Tensor features, Tensor gradients) {
		int channels = features.channels();
		int places = features.height() * features.width();
		double[] alpha = new double[channels];
		for (int i = 0; i < gradients.data().length; i++) {
			alpha[i % channels] += (double) gradients.data()[i] / places;
		}
		float[] map = new float[places];
		for (int p = 0; p < places; p++) {
			double sum = 0;
			for (int c = 0; c < channels; c++) {
				sum += alpha[c] * features.data()[p * channels + c];
			}
			map[p] = (float) Math.max(0, sum);
		}
		return new Heat(features.width(), features.height(), map, Double.NaN);
	}

	/** A map stretched to another size: linear between the middles of its pixels, and constant beyond the outermost. */
	static Heat stretched(Heat map, int width, int height) {
		float[] values = new float[width * height];
		for (int y = 0; y < height; y++) {
			double v = Math.max(0, Math.min(map.height() - 1, (y + 0.5) * map.height() / height - 0.5));
			int top = (int) v;
			int bottom = Math.min(map.height() - 1, top + 1);
			for (int x = 0; x < width; x++) {
				double u = Math.max(0, Math.min(map.width() - 1, (x + 0.5) * map.width() / width - 0.5));
				int left = (int) u;
				int right = Math.min(map.width() - 1, left + 1);
				double upper = between(map, top, left, right, u - left);
				double lower = between(map, bottom, left, right, u - left);
				values[y * width + x] = (float) (upper + (lower - upper) * (v - top));
			}
		}
		return new Heat(width, height, values, map.error());
	}

	private static double between(Heat map, int row, int left, int right, double share) {
		double a = map.values()[row * map.width() + left];
		return a + (map.values()[row * map.width() + right] - a) * share;
	}

	private record Open(String layer, Gradients gradients) implements Explainer {

		@Override
		public Heat explain(Question question, BooleanSupplier isStopped) {
			GradientSource.check(isStopped);
			Map<String, Tensor> values = gradients.values(question.inputs());
			Tensor seed = question.seed().of(values.get(question.node()));
			Tensor slopes = gradients.of(question.inputs(), Map.of(question.node(), seed)).get(layer);
			return stretched(weighted(values.get(layer), slopes), question.pixels().width(), question.pixels().height());
		}

		@Override
		public void close() {
			gradients.close();
		}
	}
}
