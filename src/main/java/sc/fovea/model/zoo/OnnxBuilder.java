package sc.fovea.model.zoo;

import java.util.List;

import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.net.Dense;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Makes Fovea's layers of the operations of an ONNX graph (N, C, H, W), one by one; one that Fovea has not is refused by its name. Where an image is turned to
 * (N, H, W, C) and back by a Transpose, nothing is to be done here, since order of extents is a matter of the other program's memory.
 */
final class OnnxBuilder {

	private final OnnxFile file;
	private final OnnxScope scope;
	private final OnnxFolding folding;
	private final OnnxWindows windows;
	private final OnnxPlanes planes;
	private final OnnxForms forms;
	private final OnnxLines lines;
	private final OnnxFunctions functions;
	private final OnnxNormalizations normalizations;

	private OnnxBuilder(OnnxFile file, OnnxScope scope) {
		this.file = file;
		this.scope = scope;
		this.folding = new OnnxFolding(scope);
		this.windows = new OnnxWindows(scope);
		this.planes = new OnnxPlanes(scope);
		this.forms = new OnnxForms(scope);
		this.lines = new OnnxLines(scope);
		this.functions = new OnnxFunctions(scope);
		this.normalizations = new OnnxNormalizations(scope);
	}

	/**
	 * Builds a network of one input.
	 *
	 * @param input shape of the image
	 * @param isLast whether the graph's input has its channels last
	 * @throws IllegalArgumentException naming the operation that cannot be had
	 */
	static OnnxBuilder of(OnnxFile file, Shape input, boolean isLast) {
		OnnxBuilder builder = new OnnxBuilder(file, new OnnxScope(file, input, isLast));
		for (Item item : file.nodes()) {
			String title = "Operation " + item.operation() + " \"" + item.name() + "\": ";
			try {
				builder.add(item);
			}
			catch (IndexOutOfBoundsException e) {
				throw new IllegalArgumentException(title + "Expected more inputs or numbers, got " + item.inputs() + ".", e);
			}
			catch (ArithmeticException e) {
				throw new IllegalArgumentException(title + "Expected numbers of reasonable size, got larger ones.", e);
			}
			catch (IllegalArgumentException e) {
				throw new IllegalArgumentException(title + e.getMessage(), e);
			}
		}
		builder.scope.sizes().requireSteps();
		file.outputs().forEach(builder::requireImage);
		return builder;
	}

	private void requireImage(String output) {
		OnnxView view = scope.view(output);
		if (view.form() != OnnxView.Form.IMAGE && view.form() != OnnxView.Form.VECTOR)
			throw new IllegalArgumentException("Output \"" + output + "\": Expected an image or a vector, got the extents " + scope.extents(view) + ".");
	}

	/** The network with the graph's outputs. */
	Network network() {
		return scope.net().network().upTo(file.outputs().stream().map(this::node).distinct().toArray(String[]::new));
	}

	/** The node of a value of the graph. */
	String node(String value) {
		return scope.view(value).node();
	}

	/** Weights of the network. */
	Weights weights() {
		return scope.weights().of(network());
	}

	private void add(Item item) {
		if (folding.folds(item)) return;
		switch (item.operation()) {
			case "Conv" -> windows.convolution(item);
			case "ConvTranspose" -> windows.transposed(item);
			case "MaxPool" -> windows.pool(item, Pooling.Kind.MAX);
			case "AveragePool" -> windows.pool(item, Pooling.Kind.AVERAGE);
			case "GlobalMaxPool" -> planes.global(item, Pooling.Kind.MAX);
			case "GlobalAveragePool" -> planes.global(item, Pooling.Kind.AVERAGE);
			case "ReduceMean" -> planes.reduce(item, Pooling.Kind.AVERAGE);
			case "ReduceMax" -> planes.reduce(item, Pooling.Kind.MAX);
			case "Resize", "Upsample" -> planes.resize(item);
			case "Pad" -> planes.pad(item);
			case "DepthToSpace" -> planes.depthToSpace(item);
			case "SpaceToDepth" -> planes.spaceToDepth(item);
			case "BatchNormalization" -> normalizations.batch(item);
			case "InstanceNormalization" -> normalizations.instance(item);
			case "GroupNormalization" -> normalizations.group(item);
			case "Gemm", "MatMul" -> dense(item);
			default -> form(item);
		}
	}

	private void form(Item item) {
		switch (item.operation()) {
			case "Concat" -> forms.concatenation(item);
			case "Reshape" -> forms.reshape(item);
			case "Flatten" -> forms.flatten(item);
			case "Squeeze" -> forms.squeeze(item);
			case "Unsqueeze" -> forms.unsqueeze(item);
			case "Transpose" -> forms.turn(item);
			case "Slice" -> forms.slice(item);
			case "Split" -> forms.split(item);
			case "Identity", "Dropout" -> forms.same(item);
			case "Cast" -> cast(item);
			case "Add", "Sum" -> lines.sum(item);
			case "Sub" -> lines.difference(item);
			case "Neg" -> lines.negative(item);
			case "Mul", "Div" -> product(item);
			default -> functions.add(item);
		}
	}

	private void cast(Item item) {
		if (!OnnxFolding.isFloat(item.whole("to", 1))) throw new IllegalArgumentException("Expected an image of floats, got one that becomes whole numbers.");
		forms.same(item);
	}

	private void product(Item item) {
		if (!scope.isView(item, 0) || !scope.isView(item, 1)) lines.product(item);
		else if (item.operation().equals("Mul")) functions.gate(item);
		else
			throw new IllegalArgumentException("Expected a quotient by a constant, got one of two images.");
	}

	/** The other program flattens channels first, a dense layer here reads rows first. */
	private void dense(Item item) {
		OnnxView view = scope.view(item);
		if (view.form() != OnnxView.Form.VECTOR)
			throw new IllegalArgumentException("Expected it behind Flatten or a global pooling, got it behind an image.");
		boolean isPlain = item.real("alpha", 1) == 1 && item.real("beta", 1) == 1 && item.whole("transA", 0) == 0;
		Tensor kernel = scope.floats(item, 1);
		if (!isPlain || kernel.rank() != 2) throw new IllegalArgumentException("Expected x·W + b, got another product.");
		Tensor own = item.whole("transB", 0) != 0 ? kernel.transposed(1, 0) : kernel;
		Shape shape = scope.shape(view);
		if (!shape.isFixed()) throw new IllegalArgumentException("Expected an image of fixed height and width, got one of any size.");
		if (shape.count() != own.extent(0)) throw new IllegalArgumentException("Expected " + shape.count() + " rows of weights, got " + own.extent(0) + ".");
		int units = own.extent(1);
		boolean hasBias = OnnxScope.has(item, 2);
		String node = scope.layer(item, new Dense(units, hasBias));
		Tensor rows = Tensor.of(own.data(), shape.channels(), shape.height(), shape.width(), units);
		Tensor ordered = view.isLast() ? own : rows.transposed(1, 2, 0, 3);
		scope.put(node, "kernel", Tensor.of(ordered.data(), own.extent(0), units));
		if (hasBias) scope.put(node, "bias", Tensor.of(scope.floats(item, 2).data(), units));
		scope.define(item.outputs().get(0), view.as(OnnxView.Form.VECTOR, List.of()), node);
	}
}
