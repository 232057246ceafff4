package sc.fovea.task.detection;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import sc.fovea.detect.Proposers;
import sc.fovea.detect.RegionViews;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.PretrainedOption;
import sc.fovea.train.PatchTask;

/** The options of a training for detection: which published system finds the boxes, and its parts. */
final class SystemOptions {

	private static final Option SYSTEM = Option.choice("system", "System",
		"Detection: how boxes are found. single-stage is the fastest, faster-r-cnn looks at each place twice.", "single-stage", "r-cnn", "fast-r-cnn",
		"faster-r-cnn", "multibox", "r-cnn-minus-r");
	private static final Option PROPOSER = Option.text("proposer", "Proposer of places",
		"Detection with r-cnn or fast-r-cnn: what proposes the places to look at, selective-search or image-windows.", "selective-search");
	private static final Option PROPOSALS = Option.whole("proposals", "Proposals (0 = 500)",
		"Detection with r-cnn or fast-r-cnn: how many places the proposer names in an image at most; 2000 as published, 0 takes 500.", 0);
	private static final Option VIEWS = Option.choice("views", "Views of a region",
		"Detection by regions: looks at each region as a whole, or at its halves, middle and surroundings besides.", "whole", "multi-region");

	/** All of them. */
	static final List<Option> OPTIONS = List.of(SYSTEM, PROPOSER, PROPOSALS, VIEWS, RefinementOption.OF_TRAINING, PretrainedOption.WEIGHTS);

	private static final Set<RegionSystem.Name> SEARCHING = Set.of(RegionSystem.Name.R_CNN, RegionSystem.Name.FAST_R_CNN);

	private SystemOptions() {}

	/** What is learned. @throws IllegalArgumentException if there is no such system, or an option does not fit it */
	static PatchTask task(OptionValues options) {
		String system = options.text(SYSTEM.name());
		if (!options.isSet(SYSTEM)) {
			if (OPTIONS.stream().filter(option -> option != PretrainedOption.WEIGHTS).noneMatch(options::isSet)) return new BoxPatches();
			throw new IllegalArgumentException(
				"\"proposer\", \"proposals\", \"views\" and \"refinement\" are for systems of regions, but \"system\" is single-stage.");
		}
		RegionSystem.Name name = RegionSystem.Name.valueOf(system.toUpperCase(Locale.ROOT).replace('-', '_'));
		refuse(name, system, options);
		int proposals = options.whole(PROPOSALS.name());
		RegionSystem.Options parts = new RegionSystem.Options(options.text(PROPOSER.name()), views(options), RefinementOption.of(options));
		return new RegionSystem(name, Proposers.installed(), proposals == 0 ? parts : parts.with(proposals));
	}

	private static void refuse(RegionSystem.Name name, String system, OptionValues options) {
		boolean isSearching = SEARCHING.contains(name);
		if (!isSearching && options.isSet(PROPOSER)) {
			throw new IllegalArgumentException("\"proposer\" is for r-cnn and fast-r-cnn, but \"system\" is " + system + ".");
		}
		int proposals = options.whole(PROPOSALS.name());
		if (proposals < 0) throw new IllegalArgumentException("\"proposals\" must be 0 or more, but is " + proposals + ".");
		if (!isSearching && proposals > 0) {
			throw new IllegalArgumentException("\"proposals\" is for r-cnn and fast-r-cnn, but \"system\" is " + system + ".");
		}
		if (name == RegionSystem.Name.R_CNN && options.isSet(PretrainedOption.WEIGHTS)) {
			throw new IllegalArgumentException(
				"\"weights\" does not go with r-cnn, whose small network learns from scratch; fast-r-cnn and the other systems take them.");
		}
		if (name == RegionSystem.Name.R_CNN && options.isSet(VIEWS)) {
			throw new IllegalArgumentException("\"views\" is for systems of shared features, but \"system\" is r-cnn.");
		}
	}

	private static RegionViews views(OptionValues options) {
		return options.isSet(VIEWS) ? RegionViews.multiRegion() : RegionViews.whole();
	}
}
