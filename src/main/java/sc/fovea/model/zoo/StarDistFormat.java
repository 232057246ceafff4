package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.keras.KerasWeights;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarConvexInstances;

/**
 * The folder that StarDist 2D trains into (or a zip of it): {@code config.json}, {@code thresholds.json}, and weights of Keras 2 or 3.
 * <p>
 * StarDist normalises images before the network, as its examples do, to the percentiles 1 and 99.8 of each channel; the folder does not say so.
 */
final class StarDistFormat implements ForeignFormat {

	static final String CONFIG = "config.json";
	static final String NORMALISATION = "Images are normalised to the percentiles 1 and 99.8 of each channel, as in StarDist's examples.";
	private static final String THRESHOLDS = "thresholds.json";
	private static final List<String> PREFERRED = List.of("weights_best.h5", "weights_best.weights.h5", "weights_last.h5", "weights_last.weights.h5");
	/** StarDist takes no polygon from the two outermost cells at each edge ({@code b=2} of its suppression). */
	private static final int BORDER = 2;
	private static final ModelCard.Citation PAPER = new ModelCard.Citation(
		"Schmidt U, Weigert M, Broaddus C, Myers G. Cell detection with star-convex polygons. MICCAI 2018.", "10.1007/978-3-030-00934-2_30");

	@Override
	public String title() {
		return "StarDist (config.json, thresholds.json, weights .h5)";
	}

	@Override
	public boolean recognises(ForeignFiles files) throws ModelFormatException {
		return files.has(CONFIG) && files.text(CONFIG).contains("\"n_rays\"");
	}

	@Override
	public Imported read(ForeignFiles files, Wanted wanted) throws ModelFormatException {
		wanted.requireTask("instance-segmentation");
		StarDistSettings settings = StarDistSettings.of(ForeignSettings.read(files, CONFIG));
		StarDistNetwork built = StarDistNetwork.of(settings);
		String file = weightsFile(files);
		Weights weights = KerasWeights.read(files.read(file, ForeignFiles.WEIGHTS), files.name() + "/" + file, built.network(), built.layers());
		List<String> notes = new ArrayList<>(List.of("Weights: " + file + "."));
		StarConvexInstances task = task(settings, thresholds(files, notes));
		if (settings.classes() > 0) {
			notes.add("Its " + settings.classes() + " classes of objects are not read; objects are found without them.");
		}
		notes.add(NORMALISATION);
		Model model = new Model(card(wanted.name(), settings.rays(), settings.grid()),
			ModelInput.ofAnyScale(settings.channels(), new Normalisation.Percentile(1, 99.8)),
			task,
			built.network(), weights);
		return new Imported(model, "StarDist 2D", notes);
	}

	/** What StarDist takes where nothing was optimised: 0.5 and 0.4. */
	private static double[] thresholds(ForeignFiles files, List<String> notes) throws ModelFormatException {
		if (!files.has(THRESHOLDS)) {
			notes.add("There is no " + THRESHOLDS + ": StarDist's own 0.5 for the probability and 0.4 for overlaps are taken.");
			return new double[] { 0.5, 0.4 };
		}
		ForeignSettings settings = ForeignSettings.read(files, THRESHOLDS);
		return new double[] { settings.number("prob", 0.5), settings.number("nms", 0.4) };
	}

	/** StarDist's overlap is the intersection over the smaller area. */
	private static StarConvexInstances task(StarDistSettings settings, double[] thresholds) {
		return new StarConvexInstances(settings.rays(), settings.grid(),
			new StarConvexInstances.Heads(StarDistNetwork.PROBABILITY, StarDistNetwork.DISTANCES, ""),
			new StarConvexInstances.Thresholds(thresholds[0], 0.5, 1, thresholds[1]), 0, OptionalInt.of(BORDER));
	}

	private static String weightsFile(ForeignFiles files) throws ModelFormatException {
		Stream<String> others = files.entries().stream().filter(entry -> entry.endsWith(".h5"));
		Optional<String> found = Stream.concat(PREFERRED.stream().filter(files::has), others).findFirst();
		return found.orElseThrow(() -> files.refusal("", "Expected weights, for example weights_best.h5, got only " + files.entries() + "."));
	}

	static ModelCard card(String name, int rays, int grid) {
		return ForeignCards.of(name, "A StarDist model of " + rays + " rays on a grid of " + grid + (grid == 1 ? " pixel" : " pixels") + ", imported.",
			List.of(PAPER));
	}
}
