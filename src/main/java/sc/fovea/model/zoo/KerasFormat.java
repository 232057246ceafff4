package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.model.JsonText;
import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.keras.KerasConfiguration;
import sc.fovea.model.keras.KerasWeights;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** A whole Keras model: {@code model.save("x.h5")} of Keras 2, {@code model.save("x.keras")} of Keras 2.13 and newer. */
final class KerasFormat implements ForeignFormat {

	private static final String CONFIG = "config.json";
	private static final String WEIGHTS = "model.weights.h5";

	@Override
	public String title() {
		return "Keras (.h5 or .keras of a whole model)";
	}

	@Override
	public boolean recognises(ForeignFiles files) throws ModelFormatException {
		return isArchive(files) || single(files).isPresent();
	}

	private static boolean isArchive(ForeignFiles files) {
		return files.has(CONFIG) && files.has(WEIGHTS);
	}

	/** The one file, if it is HDF5. */
	private static Optional<String> single(ForeignFiles files) throws ModelFormatException {
		if (files.entries().size() != 1) return Optional.empty();
		String entry = files.entries().iterator().next();
		return files.startsWith(entry, KerasConfiguration.signature()) ? Optional.of(entry) : Optional.empty();
	}

	@Override
	public Imported read(ForeignFiles files, Wanted wanted) throws ModelFormatException {
		String entry = isArchive(files) ? WEIGHTS : single(files).orElseThrow();
		byte[] content = files.read(entry, ForeignFiles.WEIGHTS);
		Map<String, Object> model = isArchive(files) ? ForeignSettings.read(files, CONFIG).tree() : configuration(files, entry, content);
		KerasGraph graph = KerasGraph.of(files, isArchive(files) ? CONFIG : entry, model);
		KerasBuilder built = KerasBuilder.of(graph);
		Network network = built.assembly().network().withOutputs(graph.outputs().stream().map(built.assembly()::node).distinct().toArray(String[]::new));
		Weights weights = KerasWeights.read(content, files.name(), network, built.layers());
		return imported(wanted.name(), built, LikelyTask.of(network, weights, wanted.task()));
	}

	private static Map<String, Object> configuration(ForeignFiles files, String entry, byte[] content) throws ModelFormatException {
		String text = KerasConfiguration.read(content, files.name()).orElseThrow(() -> files.refusal(entry,
			"Expected a whole Keras model with its layers (\"model_config\"), got weights alone; Fovea takes them with \"fovea train --weights\"."));
		try {
			return JsonText.parseForeign(text);
		}
		catch (IllegalArgumentException e) {
			throw files.refusal(entry, e.getMessage());
		}
	}

	private static Imported imported(String name, KerasBuilder built, LikelyTask likely) {
		List<String> notes = new ArrayList<>(List.of(likely.note()));
		boolean rescales = built.scale() != 1 || built.offset() != 0;
		notes.add(rescales
			? "Images are scaled as the model's Rescaling says."
			: "The file does not say how images are scaled before the network: taken as values from 0 to 255 divided by 255.");
		Normalisation normalisation = rescales ? new Normalisation.Fixed(built.scale(), built.offset()) : new Normalisation.Fixed(1 / 255.0, 0);
		int channels = likely.network().inputs().values().iterator().next().channels();
		Model model = new Model(ForeignCards.of(name, "A Keras model, imported.", List.of()), ModelInput.ofAnyScale(channels, normalisation), likely.task(),
			likely.network(), likely.weights());
		return new Imported(model, "Keras", notes);
	}
}
