package sc.fovea.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What {@code fovea} can do, by name: its own subcommands and those of plugins. One is made when it is asked for, since its options come from the annotations of an
 * ImageJ command, and to make all of them takes as long as a small image.
 */
final class Subcommands {

	/** In the order of the help. */
	private static final List<String> OWN = List.of("segment", "detect", "localize", "video", "alike", "classify", "explain", "features", "embed", "batch",
		"evaluate", "import", "export", "propose", "models", "train", "finetune", "track", "inspect", "augment", "recipes", "architectures", "describe",
		"check",
		"completion");
	private static final Map<String, Subcommand> MADE = new ConcurrentHashMap<>();

	private Subcommands() {}

	/** Names of Fovea's own and those of plugins, each once. */
	static List<String> names() {
		return Stream.concat(OWN.stream(), ModelFiles.verbs().stream()).distinct().toList();
	}

	/** Whether there is one of that name. */
	static boolean has(String name) {
		return OWN.contains(name) || ModelFiles.verbs().contains(name);
	}

	/**
	 * The one of a name; where two have the same, Fovea's own, or else the one of higher priority.
	 *
	 * @throws IllegalArgumentException if there is none
	 */
	static Subcommand named(String name) {
		return MADE.computeIfAbsent(name, Subcommands::make);
	}

	private static Subcommand make(String name) {
		return switch (name) {
			case "segment" -> new SegmentFiles();
			case "detect" -> new DetectFiles();
			case "localize" -> new LocalizeFiles();
			case "video" -> new SegmentVideo();
			case "alike" -> new AlikeFiles();
			case "classify" -> new ClassifyFiles();
			case "explain" -> new ExplainImages();
			case "features" -> new FeatureFiles();
			case "embed" -> new EmbedImages();
			case "batch" -> new BatchFiles();
			case "evaluate" -> new EvaluateModel();
			case "import" -> new ImportModel();
			case "export" -> new ExportModel();
			case "propose" -> new ProposePlaces();
			case "models" -> new ListModels();
			case "train" -> new TrainModel();
			case "finetune" -> new FineTuneModel();
			case "track" -> new TrackFilm();
			case "inspect" -> new InspectData();
			case "augment" -> new AugmentData();
			case "recipes" -> new ListRecipes();
			case "architectures" -> new ListArchitectures();
			case "describe" -> new DescribeNetwork();
			case "check" -> new CheckSetup();
			case "completion" -> new ShellCompletion();
			default -> ModelFiles.named(name);
		};
	}
}
