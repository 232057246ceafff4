package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import sc.fovea.model.ModelFormatException;
import sc.fovea.model.Normalisation;

/**
 * What CSBDeep writes beside a SavedModel that restores images: CARE a {@code meta.json}, Noise2Void of Fiji a {@code model.yaml} of version 0.2.0-csbdeep.
 *
 * @param title of the format
 * @param normalisation how images are brought to the scale of the network
 * @param isProbabilistic whether the second half of the output's channels says how sure the first half is
 * @param note where the normalisation comes from
 */
record CsbdeepSettings(String title, Normalisation normalisation, boolean isProbabilistic, String note) {

	private static final String CARE = "meta.json";
	private static final String NOISE2VOID = "model.yaml";

	/** Of CSBDeep's PercentileNormalizer, which its {@code predict} takes unless told otherwise. */
	private static final Normalisation USUAL = new Normalisation.Percentile(2, 99.8);

	/** What stands there; empty if CSBDeep did not write it. @throws ModelFormatException if it did, and the model is for volumes or says nothing usable */
	static Optional<CsbdeepSettings> read(ForeignFiles files) throws ModelFormatException {
		if (files.has(CARE)) {
			ForeignSettings meta = ForeignSettings.read(files, CARE);
			if (!meta.tree().containsKey("axes_div_by")) return Optional.empty();
			requirePlane(files, CARE, meta.text("axes", "YXC"));
			return Optional.of(new CsbdeepSettings("CARE", USUAL, meta.flag("probabilistic", false),
				"The file does not say how images are scaled before the network: CSBDeep's percentiles 2 and 99.8 of each channel are taken."));
		}
		if (!files.has(NOISE2VOID)) return Optional.empty();
		RdfTree rdf = RdfTree.read(files, NOISE2VOID);
		if (!rdf.text("format_version").endsWith("csbdeep")) return Optional.empty();
		requirePlane(files, NOISE2VOID, rdf.axes(rdf.tensor("inputs")));
		Map<?, ?> scaling = scaling(rdf);
		Normalisation normalisation = new Normalisation.MeanDeviation(numbers(rdf, scaling, "mean"), numbers(rdf, scaling, "stdDev"));
		return Optional.of(new CsbdeepSettings("Noise2Void", normalisation, false, "Images are scaled by the mean and the deviation of its training images."));
	}

	private static void requirePlane(ForeignFiles files, String entry, String axes) throws ModelFormatException {
		if (axes.toLowerCase(Locale.ROOT).indexOf('z') >= 0)
			throw files.refusal(entry, "Expected a model of planes, got the axes " + axes + " of volumes.");
	}

	private static Map<?, ?> scaling(RdfTree rdf) throws ModelFormatException {
		Object prediction = rdf.tree().get("prediction");
		Object steps = prediction instanceof Map<?, ?> map ? map.get("preprocess") : null;
		if (steps instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Map<?, ?> step && step.get("kwargs") instanceof Map<?, ?> values)
			return values;
		throw rdf.refusal("Expected one step under prediction: preprocess, got " + steps + ".");
	}

	private static List<Double> numbers(RdfTree rdf, Map<?, ?> scaling, String key) throws ModelFormatException {
		List<Double> numbers = new ArrayList<>();
		Object value = scaling.get(key);
		for (Object number : value instanceof List<?> list ? list : List.of()) {
			if (number instanceof Number n) numbers.add(n.doubleValue());
		}
		if (numbers.isEmpty()) throw rdf.refusal("Expected numbers as " + key + " of the preprocessing, got " + value + ".");
		return numbers;
	}
}
