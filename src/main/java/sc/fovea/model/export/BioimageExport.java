package sc.fovea.model.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.model.Exchange;
import sc.fovea.model.Halo;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelCard;
import sc.fovea.model.Npy;
import sc.fovea.model.Precision;
import sc.fovea.model.Preprocessing;
import sc.fovea.model.Samples;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;

/**
 * An archive that Fovea reads as before and other programs read as a model of bioimage.io 0.5: with weights as ONNX and as a TensorFlow graph, a page for people, and
 * test tensors.
 *
 * @param model what is exported
 * @param backend computes the test outputs
 */
public record BioimageExport(Model model, Backend backend) {

	/** Least side of a test image in pixels. */
	private static final int SIDE = 64;

	/**
	 * Writes the archive, whole or not at all.
	 *
	 * @throws IOException if it cannot be written
	 * @throws IllegalArgumentException naming the layer that other programs have not, or if the model reads regions besides the image
	 */
	public void write(Path file) throws IOException {
		if (!model.task().regionInputs().isEmpty()) {
			throw new IllegalArgumentException(
				"Expected a model with one input, got '" + model.card().name() + "', which looks at regions that only Fovea proposes.");
		}
		Model whole = model.withSamples(samples());
		ModelArchive.write(whole, file, Precision.FLOAT32, exchange(whole));
	}

	/** An image as the network sees it, and the answers. */
	private Samples samples() {
		Tensor image = Preprocessing.apply(model.input().normalisation(), raw());
		Network network = model.network();
		try (Runner runner = backend.runner(network, model.weights())) {
			return new Samples(Optional.of(image), runner.run(Map.of(model.imageInput(), image)), model.samples().cover());
		}
	}

	/** An image before normalisation, so large that something is left between the halos. */
	private Tensor raw() {
		Network network = model.network();
		Shape fixed = network.inputs().get(model.imageInput());
		int height = fixed.isFixed() ? fixed.height() : side(Axis.Y);
		int width = fixed.isFixed() ? fixed.width() : side(Axis.X);
		Tensor normal = model.samples().input().map(own -> TestImage.mirrored(own, height, width))
			.orElseGet(() -> TestImage.drawn(height, width, fixed.channels()));
		return Preprocessing.undo(model.input().normalisation(), normal);
	}

	private int side(Axis axis) {
		int least = Halo.leastSide(model.network(), axis);
		int step = new ReceptiveField(model.network()).alignment(axis);
		return Math.max(least, (SIDE + step - 1) / step * step);
	}

	private Exchange exchange(Model whole) {
		Map<String, byte[]> files = new LinkedHashMap<>();
		Map<String, String> tests = new LinkedHashMap<>();
		Tensor raw = Preprocessing.undo(model.input().normalisation(), whole.samples().input().orElseThrow());
		addTest(files, tests, model.imageInput(), "exchange-input.npy", raw);
		whole.samples().outputs().forEach((name, output) -> addTest(files, tests, name, "exchange-output-" + name + ".npy", output));
		files.put(ModelArchive.DOCUMENTATION, page().getBytes(StandardCharsets.UTF_8));
		List<Exchange.Format> weights = new ArrayList<>();
		files.put(ModelArchive.ONNX, OnnxWriter.write(model.network(), model.weights(), OnnxWriter.Layout.CHANNELS_FIRST));
		weights.add(new Exchange.Format("onnx", ModelArchive.ONNX, Map.of("opset_version", OnnxWriter.OPSET)));
		files.put(ModelArchive.SAVED_MODEL, SavedModelWriter.write(model.network(), model.weights(), OnnxWriter.Layout.CHANNELS_FIRST));
		weights.add(new Exchange.Format("tensorflow_saved_model_bundle", ModelArchive.SAVED_MODEL, Map.of("tensorflow_version", SavedModelWriter.VERSION)));
		return new Exchange(files, weights, tests);
	}

	private static void addTest(Map<String, byte[]> files, Map<String, String> tests, String tensor, String entry, Tensor values) {
		files.put(entry, Npy.write(values.transposed(0, 3, 1, 2)));
		tests.put(tensor, entry);
	}

	private String page() {
		ModelCard card = model.card();
		return "# " + card.name() + "\n\n" + card.description() + "\n\nTask: " + model.task().title() + ". Outputs: "
			+ String.join(", ", model.network().outputs())
			+ ".\n\n## Limitations\n\n" + (card.limitations().isBlank() ? "Not stated." : card.limitations()) + "\n\n## Validation\n\n"
			+ (card.scores().values().isEmpty() ? "Not measured." : card.scores().values() + " on " + card.scores().images())
			+ "\n\nMade with Fovea, which reads this file as it is.\n";
	}
}
