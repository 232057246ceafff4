package sc.fovea.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.RandomValues;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.RoiPooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.SoftArgmax;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.ZeroPadding;

/**
 * A configuration of a layer and the shape of the image that it gets.
 *
 * @param layer under test
 * @param shape of the (first) input
 */
record LayerCase(Layer layer, Shape shape) {

	/** Name of the node under test. */
	static final String NODE = "node";
	/** Odd, and no multiple of a stride along rows; even along columns. */
	private static final Shape ODD = new Shape(7, 10, 3);
	private static final List<Size> KERNELS = List.of(Size.of(1), Size.of(2), Size.of(3), Size.of(5), new Size(1, 3), new Size(4, 2));
	private static final List<Size> STRIDES = List.of(Size.of(1), Size.of(2), Size.of(3), new Size(2, 1));

	/** Every layer in many configurations. */
	static Stream<LayerCase> all() {
		return Stream.of(convolutions(), poolings(), others()).flatMap(l -> l).map(l -> new LayerCase(l, shapeFor(l)));
	}

	private static Shape shapeFor(Layer layer) {
		return layer instanceof Normalization n && n.groups() == 2 ? new Shape(5, 6, 4) : ODD;
	}

	private static Stream<Layer> convolutions() {
		List<Layer> layers = new ArrayList<>();
		for (Padding padding : Padding.values()) {
			for (Size kernel : KERNELS) {
				STRIDES.forEach(s -> layers.add(new Convolution(2, kernel, s, 1, padding, Convolution.Connection.FULL, true)));
			}
			layers.add(Convolution.of(2, 2).dilation(2).padding(padding));
			layers.add(Convolution.of(2, 3).dilation(2).padding(padding).withoutBias());
			layers.add(Convolution.of(2, 3).dilation(3).padding(padding));
			layers.add(Convolution.depthwise(3).padding(padding));
			layers.add(Convolution.depthwise(3).dilation(2).padding(padding));
			layers.add(new Convolution(2, new Size(3, 2), Size.of(2), 1, padding, Convolution.Connection.DEPTHWISE, true));
			layers.add(new Convolution(2, Size.of(3), new Size(2, 1), 1, padding, Convolution.Connection.DEPTHWISE, false));
		}
		return layers.stream();
	}

	private static Stream<Layer> poolings() {
		List<Layer> layers = new ArrayList<>();
		for (Pooling.Kind kind : Pooling.Kind.values()) {
			layers.add(new GlobalPooling(kind));
			for (Padding padding : Padding.values()) {
				layers.add(new Pooling(kind, Size.of(2), Size.of(2), padding));
				layers.add(new Pooling(kind, Size.of(3), Size.of(2), padding));
				layers.add(new Pooling(kind, Size.of(3), Size.of(1), padding));
				layers.add(new Pooling(kind, Size.of(5), Size.of(3), padding));
				layers.add(new Pooling(kind, Size.of(2), Size.of(3), padding));
				layers.add(new Pooling(kind, new Size(2, 3), new Size(1, 2), padding));
			}
		}
		return layers.stream();
	}

	private static Stream<Layer> others() {
		List<Layer> layers = new ArrayList<>();
		Stream.of(Activation.Function.values()).map(Activation::new).forEach(layers::add);
		layers.addAll(List.of(Normalization.batch(), Normalization.group(1), Normalization.group(3), Normalization.group(2)));
		for (Upsampling.Method method : Upsampling.Method.values()) {
			layers.addAll(List.of(new Upsampling(2, method), new Upsampling(3, method)));
		}
		for (int kernel = 1; kernel <= 5; kernel++) {
			layers.add(new TransposedConvolution(2, kernel, 2, kernel != 3));
		}
		layers.addAll(List.of(new TransposedConvolution(2, 3, 1, true), new TransposedConvolution(2, 2, 3, true), new TransposedConvolution(2, 5, 3, true)));
		layers.addAll(List.of(ZeroPadding.of(0), ZeroPadding.of(2), new ZeroPadding(0, 1, 0, 1), new ZeroPadding(3, 0, 1, 2)));
		layers.addAll(List.of(Join.add(), Join.concatenate(), Dense.of(4), new Dense(3, false), new Dropout(0), new Dropout(0.4), new SoftArgmax()));
		layers.addAll(List.of(new RoiAlign(3, 2, 1), new RoiAlign(2, 1, 4), new RoiAlign(1, 3, 2)));
		layers.addAll(List.of(new RoiPooling(3, 2, 1), new RoiPooling(2, 1, 4), new RoiPooling(1, 3, 2)));
		return layers.stream();
	}

	/** The layer alone, between inputs and output. */
	Network network() {
		return inputs().then(NODE, layer, inputs().inputs().keySet().toArray(String[]::new));
	}

	/** The layer behind a convolution, so that its gradient has weights to go to even if it has none itself. */
	Network trainable() {
		Network before = inputs().then("before", new Convolution(shape.channels(), Size.of(3), Size.of(1), 1, Padding.SAME,
			Convolution.Connection.FULL, true), "x");
		String[] from = inputs().inputs().keySet().stream().map(n -> n.equals("x") ? "before" : n).toArray(String[]::new);
		return before.then(NODE, layer, from);
	}

	private Network inputs() {
		Network network = Network.input("x", layer instanceof Dense ? shape : Shape.ofChannels(shape.channels()));
		if (layer instanceof Join) {
			Shape other = Shape.ofChannels(shape.channels());
			return network.withInput("y", other).withInput("z", other);
		}
		return layer instanceof RegionLayer ? network.withInput("regions", new Shape(1, 1, RegionLayer.REGION)) : network;
	}

	/** Two generic images for each input; for regions three boxes, one of which reaches beyond the image. */
	Map<String, Tensor> batch(long seed) {
		Map<String, Tensor> batch = new LinkedHashMap<>();
		inputs().inputs().forEach((name, s) -> batch.put(name, name.equals("regions")
			? regions()
			: RandomValues.normal(seed + name.hashCode(), 2, shape.height(), shape.width(), s.channels())));
		return batch;
	}

	private static Tensor regions() {
		return Tensor.of(new float[] { 0, 1.3f, 0.6f, 5.2f, 4.9f, 1, 3.1f, 2.2f, 1.7f, 6.4f, 1, -2.1f, -1.4f, 17.3f, 12.2f }, 3, 1, 1, RegionLayer.REGION);
	}

	/** Whether the ends of a source span always count: not where a stride leaves gaps between the kernels. */
	boolean readsEndsOfSpan() {
		return !(layer instanceof TransposedConvolution t && t.kernel() < t.stride()) && !(layer instanceof RegionLayer);
	}

	@Override
	public String toString() {
		return layer.toString();
	}
}
