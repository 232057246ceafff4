package sc.fovea.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import sc.fovea.detect.RegionViews;
import sc.fovea.train.RegionSystem;
import sc.fovea.train.TrainingJob;

/** Settings of a training that are for detection only: how objects are found. */
final class SystemSettings {

	static final String SINGLE_STAGE = "single-stage";
	static final String PROPOSER = "selective-search";
	static final String WHOLE = "whole";
	static final String NONE = "none";

	private static final Set<RegionSystem.Name> SEARCHING = Set.of(RegionSystem.Name.R_CNN, RegionSystem.Name.FAST_R_CNN);

	private SystemSettings() {}

	/**
	 * The system, unless it is the single stage.
	 *
	 * @throws IllegalArgumentException if there is no such system, or a setting does not fit the task or system
	 */
	static Optional<RegionSystem> of(TrainingSettings settings, TrainingJob.Kind kind) {
		String system = settings.text("system");
		if (kind != TrainingJob.Kind.DETECTION) refuse(settings, written(kind));
		if (system.equals(SINGLE_STAGE)) {
			if (isPlain(settings)) return Optional.empty();
			throw new IllegalArgumentException(
				"\"proposer\", \"proposals\", \"views\" and \"refinement\" are for systems of regions, but \"system\" is single-stage.");
		}
		RegionSystem.Name name = name(system);
		if (!SEARCHING.contains(name) && !settings.text("proposer").equals(PROPOSER)) {
			throw new IllegalArgumentException("\"proposer\" is for r-cnn and fast-r-cnn, but \"system\" is " + system + ".");
		}
		int proposals = settings.whole("proposals");
		if (proposals < 0) throw new IllegalArgumentException("\"proposals\" must be 0 or more, but is " + proposals + ".");
		if (!SEARCHING.contains(name) && proposals > 0) {
			throw new IllegalArgumentException("\"proposals\" is for r-cnn and fast-r-cnn, but \"system\" is " + system + ".");
		}
		if (name == RegionSystem.Name.R_CNN && !settings.text("views").equals(WHOLE)) {
			throw new IllegalArgumentException("\"views\" is for systems of shared features, but \"system\" is r-cnn.");
		}
		RegionSystem.Options options = new RegionSystem.Options(settings.text("proposer"), views(settings.text("views")),
			SegmenterRequest.refinement(settings.text("refinement")));
		return Optional.of(new RegionSystem(name, Proposers.installed(), proposals == 0 ? options : options.with(proposals)));
	}

	/** @throws IllegalArgumentException if one is set, which no other task than detection can use */
	static void refuse(TrainingSettings settings, String task) {
		if (!settings.text("system").equals(SINGLE_STAGE) || !isPlain(settings)) {
			throw new IllegalArgumentException(
				"\"system\", \"proposer\", \"proposals\", \"views\" and \"refinement\" are for the task detection, but the task is " + task + ".");
		}
	}

	private static boolean isPlain(TrainingSettings settings) {
		List<String> others = List.of(settings.text("proposer"), settings.text("views"), settings.text("refinement"));
		return others.equals(List.of(PROPOSER, WHOLE, NONE)) && settings.whole("proposals") == 0;
	}

	private static RegionSystem.Name name(String system) {
		for (RegionSystem.Name name : RegionSystem.Name.values()) {
			if (written(name).equals(system)) return name;
		}
		List<String> names = List.of(RegionSystem.Name.values()).stream().map(SystemSettings::written).toList();
		throw new IllegalArgumentException("\"system\" must be one of " + SINGLE_STAGE + ", " + String.join(", ", names) + ", but is \"" + system + "\".");
	}

	private static RegionViews views(String views) {
		return switch (views) {
			case WHOLE -> RegionViews.whole();
			case "multi-region" -> RegionViews.multiRegion();
			default -> throw new IllegalArgumentException("\"views\" must be whole or multi-region, but is \"" + views + "\".");
		};
	}

	private static String written(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}
}
