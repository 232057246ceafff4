package sc.fovea.model.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.net.Activation;
import sc.fovea.net.Activation.Function;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Shape;

/** Functions of each value, and products of an image with a function of itself. */
record OnnxFunctions(OnnxScope scope) {

	/** The slope that our leaky function has. */
	private static final double OWN_SLOPE = 0.2;
	/** Until then a softmax without an axis began at the channels, and went over all that follows. */
	private static final int SOFTMAX_ALONG_AXIS = 13;
	private static final double NEAR = 1e-6;
	/** Slope and shift of x/6 + 1/2. */
	private static final float SIXTH = 1 / 6f, HALF = 0.5f;
	/** Where {@link Function#RELU6} ends. */
	private static final float SIX = 6;

	private static final Map<String, Function> PLAIN = Map.of("Relu", Function.RELU, "Sigmoid", Function.SIGMOID, "Tanh", Function.TANH, "Softplus",
		Function.SOFTPLUS, "Selu", Function.SELU, "HardSwish", Function.HARD_SWISH, "Mish", Function.MISH);
	/** What x times its own function is. */
	private static final Map<Function, Function> GATES = Map.of(Function.SIGMOID, Function.SWISH, Function.HARD_SIGMOID, Function.HARD_SWISH);

	/** Adds a function. @throws IllegalArgumentException for an operation that is none that Fovea has */
	void add(Item item) {
		if (PLAIN.containsKey(item.operation())) {
			function(item, PLAIN.get(item.operation()));
			return;
		}
		switch (item.operation()) {
			case "Elu" -> elu(item);
			case "Gelu" -> gelu(item);
			case "LeakyRelu" -> leaky(item, new float[] { item.real("alpha", 0.01f) });
			case "PRelu" -> leaky(item, scope.floats(item, 1).data());
			case "HardSigmoid" -> hardSigmoid(item);
			case "Softmax" -> softmax(item);
			case "Clip" -> clip(item);
			default -> throw new IllegalArgumentException("Expected an operation that Fovea has for images, got this one.");
		}
	}

	private void function(Item item, Function function) {
		scope.layer(item, new Activation(function));
	}

	private void elu(Item item) {
		if (Math.abs(item.real("alpha", 1) - 1) > NEAR) throw new IllegalArgumentException("Expected a slope of 1, got " + item.real("alpha", 1) + ".");
		function(item, Function.ELU);
	}

	private void gelu(Item item) {
		if (!item.text("approximate", "none").equals("tanh"))
			throw new IllegalArgumentException("Expected the approximation by tanh, got \"" + item.text("approximate", "none") + "\".");
		function(item, Function.GELU);
	}

	/** slope · x + (1 − slope) · max(x, 0), where the slope is not ours. */
	private void leaky(Item item, float[] slopes) {
		OnnxView view = scope.view(item);
		int channels = scope.shape(view).channels();
		if (slopes.length != 1 && slopes.length != channels)
			throw new IllegalArgumentException("Expected one slope or one for each of " + channels + " channels, got " + slopes.length + ".");
		if (slopes.length == 1 && Math.abs(slopes[0] - OWN_SLOPE) < NEAR) {
			function(item, Function.LEAKY_RELU);
			return;
		}
		float[] slope = new float[channels];
		float[] rest = new float[channels];
		for (int i = 0; i < channels; i++) {
			slope[i] = slopes[slopes.length == 1 ? 0 : i];
			rest[i] = 1 - slope[i];
		}
		String name = item.outputs().get(0);
		OnnxLines lines = new OnnxLines(scope);
		String above = scope.inner(name + "_above", new Activation(Function.RELU), view.node());
		scope.behind(item, Join.add(), lines.line(name + "_slope", view.node(), slope, new float[channels]),
			lines.line(name + "_rest", above, rest, new float[channels]));
	}

	/** max(0, min(1, α·x + β)): ours of 6·(α·x + β − ½). */
	private void hardSigmoid(Item item) {
		float alpha = item.real("alpha", 0.2f);
		float beta = item.real("beta", 0.5f);
		OnnxView view = scope.view(item);
		boolean isOurs = Math.abs(alpha - SIXTH) < NEAR && Math.abs(beta - HALF) < NEAR;
		String from = isOurs ? view.node() : new OnnxLines(scope).lined(item.outputs().get(0) + "_line", view.node(), SIX * alpha, SIX * (beta - HALF));
		scope.behind(item, new Activation(Function.HARD_SIGMOID), from);
	}

	private void softmax(Item item) {
		OnnxView view = scope.view(item);
		Shape shape = scope.shape(view);
		int rank = scope.extents(view).size();
		boolean isAlong = scope.version() >= SOFTMAX_ALONG_AXIS;
		int axis = OnnxPlanes.axis(item.whole("axis", isAlong ? -1 : 1), rank);
		boolean isOnePixel = shape.height() == 1 && shape.width() == 1;
		boolean isChannels = switch (view.form()) {
			case IMAGE -> axis == (view.isLast() ? 3 : 1) && (isAlong || axis == rank - 1 || isOnePixel);
			case TURNED -> axis == rank - 1;
			case VECTOR -> axis == 1 && isOnePixel;
			case OTHER -> false;
		};
		if (!isChannels)
			throw new IllegalArgumentException(
				"Expected a softmax over channels, got one over axis " + axis + " of " + scope.extents(view) + " by version " + scope.version() + ".");
		function(item, Function.SOFTMAX);
	}

	/** A clip from a to b is a + (b − a)/6 · relu6(6·(x − a)/(b − a)). */
	private void clip(Item item) {
		float least = limit(item, 1, "min", -Float.MAX_VALUE);
		float most = limit(item, 2, "max", Float.MAX_VALUE);
		boolean isEndless = most >= Float.MAX_VALUE;
		if (least == 0 && (isEndless || most == SIX)) {
			function(item, isEndless ? Function.RELU : Function.RELU6);
			return;
		}
		if (isEndless || least <= -Float.MAX_VALUE || !(most > least))
			throw new IllegalArgumentException("Expected a clip at 0, or at both sides, got " + least + " and " + most + ".");
		String name = item.outputs().get(0);
		OnnxView view = scope.view(item);
		OnnxLines lines = new OnnxLines(scope);
		float factor = SIX / (most - least);
		String inside = scope.inner(name + "_inside", new Activation(Function.RELU6), lines.lined(name + "_line", view.node(), factor, -least * factor));
		scope.define(name, view, lines.lined(name, inside, 1 / factor, least));
	}

	private float limit(Item item, int index, String attribute, float usual) {
		return OnnxScope.has(item, index) ? scope.floats(item, index).data()[0] : item.real(attribute, usual);
	}

	/** A product of an image with its own sigmoid is Swish, and so on. */
	void gate(Item item) {
		String a = scope.view(item.inputs().get(0)).node();
		String b = scope.view(item.inputs().get(1)).node();
		Optional<Function> function = gate(a, b);
		if (function.isPresent()) scope.behind(item, new Activation(function.get()), a);
		else
			scope.behind(item, new Activation(gate(b, a)
				.orElseThrow(() -> new IllegalArgumentException("Expected a product with a constant or with its own sigmoid, got one of two images."))), b);
	}

	/** What x · gate is, if the gate is a function of x. */
	private Optional<Function> gate(String x, String gate) {
		Optional<Function> outer = function(gate);
		String before = outer.isEmpty() ? "" : scope.net().network().node(gate).inputs().get(0);
		if (before.equals(x)) return outer.map(GATES::get);
		boolean isMish = outer.equals(Optional.of(Function.TANH)) && function(before).equals(Optional.of(Function.SOFTPLUS))
			&& scope.net().network().node(before).inputs().equals(List.of(x));
		return isMish ? Optional.of(Function.MISH) : Optional.empty();
	}

	private Optional<Function> function(String node) {
		Layer layer = scope.net().layer(node).orElse(null);
		return layer instanceof Activation activation ? Optional.of(activation.function()) : Optional.empty();
	}
}
