package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Preprocessing;
import sc.fovea.model.Samples;
import sc.fovea.net.Activation;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** A model of bioimage.io (zip or folder with {@code rdf.yaml}), description 0.4 or 0.5, with ONNX weights. */
final class BioimageFormat implements ForeignFormat {

	private static final double EPSILON = 1e-6;

	@Override
	public String title() {
		return "bioimage.io (rdf.yaml, with ONNX weights)";
	}

	/** Fovea's own archives are of this kind, too, but say more. */
	@Override
	public boolean recognises(ForeignFiles files) throws ModelFormatException {
		Optional<String> entry = RdfTree.find(files);
		return entry.isPresent() && files.text(entry.get()).contains("format_version") && !isOwn(files);
	}

	static boolean isOwn(ForeignFiles files) {
		return files.has("network.json") && files.has("weights.safetensors") && files.has("rdf.yaml");
	}

	@Override
	public Imported read(ForeignFiles files, Wanted wanted) throws ModelFormatException {
		RdfTree rdf = RdfTree.read(files, RdfTree.find(files).orElseThrow());
		Map<?, ?> input = rdf.tensor("inputs");
		Map<?, ?> output = rdf.tensor("outputs");
		String order = plane(rdf, input);
		String file = rdf.weights("onnx").orElseThrow(() -> rdf.refusal("Expected weights as onnx, got " + rdf.formats() + "; Fovea has no PyTorch."));
		OnnxBuilder built = OnnxSource.of(files, file).build(order.endsWith("c"));
		List<String> notes = new ArrayList<>();
		Answer answer = processed(rdf, rdf.steps(output, "postprocessing"), first(built), notes);
		LikelyTask likely = LikelyTask.of(answer.network(), answer.weights(), wanted.task()).named(rdf.channels(output));
		notes.add(likely.note());
		if (rdf.outputs() > 1) {
			notes.add("It has " + rdf.outputs() + " outputs, of which the first is read.");
		}
		int channels = likely.network().inputs().values().iterator().next().channels();
		Normalisation normalisation = normalisation(rdf, rdf.steps(input, "preprocessing"), channels);
		Model model = new Model(card(rdf, wanted.name()), ModelInput.ofAnyScale(channels, normalisation), likely.task(), likely.network(), likely.weights());
		return new Imported(model.withSamples(samples(rdf, model, likely)), "bioimage.io " + rdf.text("format_version"), notes);
	}

	/** The network up to the output that is read. */
	private static Answer first(OnnxBuilder built) {
		return new Answer(built.network().withOutputs(built.network().outputs().get(0)), built.weights());
	}

	/** A network on the way to its answer. */
	private record Answer(Network network, Weights weights) {}

	/** The axes of images. */
	private static String plane(RdfTree rdf, Map<?, ?> tensor) throws ModelFormatException {
		String axes = rdf.axes(tensor);
		if (!axes.equals("bcyx") && !axes.equals("byxc")) {
			throw rdf.refusal("Expected axes b, c, y, x or b, y, x, c, got \"" + axes + "\".");
		}
		return axes;
	}

	private static Answer processed(RdfTree rdf, List<RdfTree.Step> steps, Answer answer, List<String> notes) throws ModelFormatException {
		Network network = answer.network();
		for (RdfTree.Step step : steps) {
			String from = network.outputs().get(0);
			switch (step.name()) {
				case "sigmoid" -> network = network.then("probability_of_output", new Activation(Activation.Function.SIGMOID), from);
				case "softmax" -> network = network.then("probabilities_of_output", new Activation(Activation.Function.SOFTMAX), from);
				case "binarize" -> notes.add("Its threshold (\"binarize\") is not read; the class of the highest score is taken.");
				default -> throw rdf.refusal("Expected postprocessing by sigmoid or softmax, got \"" + step.name() + "\".");
			}
		}
		return new Answer(network, answer.weights());
	}

	private static Normalisation normalisation(RdfTree rdf, List<RdfTree.Step> steps, int channels) throws ModelFormatException {
		if (steps.size() > 1) {
			throw rdf.refusal("Expected one step of preprocessing, got " + steps.stream().map(RdfTree.Step::name).toList() + ".");
		}
		if (steps.isEmpty()) {
			return new Normalisation.None();
		}
		RdfTree.Step step = steps.get(0);
		boolean isFixed = step.settings().containsKey("mean") || "fixed".equals(step.settings().get("mode"));
		return switch (step.name()) {
			case "scale_range" -> new Normalisation.Percentile(step.number("min_percentile", 0), step.number("max_percentile", 100));
			case "scale_linear" -> new Normalisation.Fixed(step.number("gain", 1), step.number("offset", 0));
			case "fixed_zero_mean_unit_variance" -> meanDeviation(step, channels);
			case "zero_mean_unit_variance" -> isFixed ? meanDeviation(step, channels) : ofEach(rdf, step, channels);
			default -> throw rdf.refusal("Expected preprocessing that Fovea has, got \"" + step.name() + "\".");
		};
	}

	private static Normalisation ofEach(RdfTree rdf, RdfTree.Step step, int channels) throws ModelFormatException {
		String axes = String.valueOf(step.settings().get("axes"));
		if (channels > 1 && axes.contains("c")) {
			throw rdf.refusal("Expected channels to be normalised each on its own, got axes " + axes + ".");
		}
		return new Normalisation.Standard(step.number("eps", EPSILON));
	}

	private static Normalisation meanDeviation(RdfTree.Step step, int channels) {
		return new Normalisation.MeanDeviation(numbers(step.settings().get("mean"), channels), numbers(step.settings().get("std"), channels));
	}

	private static List<Double> numbers(Object value, int channels) {
		List<?> list = value instanceof List<?> numbers ? numbers : Collections.nCopies(channels, value);
		return list.stream().map(number -> number instanceof Number n ? n.doubleValue() : Double.NaN).toList();
	}

	private static ModelCard card(RdfTree rdf, String name) {
		List<String> authors = new ArrayList<>();
		if (rdf.tree().get("authors") instanceof List<?> list) {
			list.forEach(
				author -> authors.add(author instanceof Map<?, ?> map && map.get("name") != null ? String.valueOf(map.get("name")) : String.valueOf(author)));
		}
		List<ModelCard.Citation> citations = new ArrayList<>();
		if (rdf.tree().get("cite") instanceof List<?> list) {
			list.forEach(work -> citation(work).ifPresent(citations::add));
		}
		String licence = rdf.text("license").matches("[A-Za-z0-9][A-Za-z0-9.+-]{0,63}") ? rdf.text("license") : ForeignCards.NO_LICENCE;
		String description = rdf.text("name") + (rdf.text("description").isEmpty() ? "" : ": " + rdf.text("description"));
		return ForeignCards.of(name, description, new ModelCard.Credits(authors.isEmpty() ? List.of("unknown") : authors, citations, licence));
	}

	private static Optional<ModelCard.Citation> citation(Object work) {
		if (!(work instanceof Map<?, ?> map)) return Optional.empty();
		Object address = map.get("doi") == null ? map.get("url") : map.get("doi");
		return Optional.of(new ModelCard.Citation(String.valueOf(map.get("text")), address == null ? "" : String.valueOf(address)));
	}

	/** Test tensors: the input normalised, the output as the task reads it. */
	private static Samples samples(RdfTree rdf, Model model, LikelyTask likely) throws ModelFormatException {
		Optional<String> given = rdf.test(rdf.tensor("inputs"), "test_inputs").filter(rdf.files()::has);
		Optional<String> answered = rdf.test(rdf.tensor("outputs"), "test_outputs").filter(rdf.files()::has);
		if (given.isEmpty() || answered.isEmpty()) {
			return Samples.NONE;
		}
		Tensor raw = image(rdf, given.get(), rdf.axes(rdf.tensor("inputs")));
		Tensor output = image(rdf, answered.get(), rdf.axes(rdf.tensor("outputs")));
		Map<String, Tensor> outputs = new LinkedHashMap<>();
		outputs.put(model.network().outputs().get(0), likely.expected(output));
		return new Samples(Optional.of(Preprocessing.apply(model.input().normalisation(), raw)), outputs, new byte[0]);
	}

	/** An array as (N, H, W, C). */
	private static Tensor image(RdfTree rdf, String entry, String axes) throws ModelFormatException {
		try {
			Tensor array = ForeignNpy.read(rdf.files().read(entry, ForeignFiles.WEIGHTS));
			if (array.rank() != axes.length()) {
				throw new IllegalArgumentException("Expected an array with the axes " + axes + ", got " + array + ".");
			}
			if (axes.equals("bc")) {
				return Tensor.of(array.data(), array.extent(0), 1, 1, array.extent(1));
			}
			return axes.equals("bcyx") ? array.transposed(0, 2, 3, 1) : array;
		}
		catch (IllegalArgumentException e) {
			throw rdf.files().refusal(entry, e.getMessage());
		}
	}
}
