package sc.fovea.task.detection;

import java.util.List;
import java.util.Locale;

import org.scijava.plugin.Plugin;

import sc.fovea.detect.Proposers;
import sc.fovea.detect.RegionViews;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.PretrainedOption;
import sc.fovea.train.PatchTask;

/** The systems that Fovea brings: one of a single stage, and those of {@link RegionSystem} with the options that each has. */
final class PublishedSystems {

	private static final Option PROPOSER = Option.text("proposer", "Proposer of places",
		"Detection with r-cnn or fast-r-cnn: what proposes the places to look at, selective-search or image-windows.", "selective-search");
	private static final Option PROPOSALS = Option.whole("proposals", "Proposals (0 = 500)",
		"Detection with r-cnn or fast-r-cnn: how many places the proposer names in an image at most; 2000 as published, 0 takes 500.", 0);
	private static final Option VIEWS = Option.choice("views", "Views of a region",
		"Detection by regions: looks at each region as a whole, or at its halves, middle and surroundings besides.", "whole", "multi-region");

	private PublishedSystems() {}

	/** Scores and distances at each place of a grid. */
	@Plugin(type = DetectionSystem.class, priority = 100)
	public static final class SingleStage implements DetectionSystem {

		@Override
		public String name() {
			return "single-stage";
		}

		@Override
		public String description() {
			return "scores and distances at each place, the fastest";
		}

		@Override
		public List<Option> options() {
			return List.of(PretrainedOption.WEIGHTS);
		}

		@Override
		public PatchTask training(OptionValues options) {
			return new BoxPatches();
		}
	}

	/** A system of regions. */
	private abstract static class ByRegions implements DetectionSystem {

		private final RegionSystem.Name system;
		private final String description;
		private final List<Option> options;

		ByRegions(RegionSystem.Name system, String description, Option... options) {
			this.system = system;
			this.description = description;
			this.options = List.of(options);
		}

		@Override
		public String name() {
			return system.name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		@Override
		public String description() {
			return description;
		}

		@Override
		public List<Option> options() {
			return options;
		}

		@Override
		public PatchTask training(OptionValues values) {
			OptionValues all = new OptionValues(values.values()).of(List.of(PROPOSER, PROPOSALS, VIEWS, RefinementOption.OF_TRAINING));
			int proposals = all.whole(PROPOSALS.name());
			if (proposals < 0) throw new IllegalArgumentException("\"proposals\" must be 0 or more, but is " + proposals + ".");
			RegionViews views = all.isSet(VIEWS) ? RegionViews.multiRegion() : RegionViews.whole();
			RegionSystem.Options parts = new RegionSystem.Options(all.text(PROPOSER.name()), views, RefinementOption.of(all));
			return new RegionSystem(system, Proposers.installed(), proposals == 0 ? parts : parts.with(proposals));
		}
	}

	/** See {@link RegionSystem.Name#R_CNN}. */
	@Plugin(type = DetectionSystem.class, priority = 95)
	public static final class RCnn extends ByRegions {

		/** For SciJava. */
		public RCnn() {
			super(RegionSystem.Name.R_CNN, "proposed regions, each warped and judged by linear machines", PROPOSER, PROPOSALS, RefinementOption.OF_TRAINING);
		}
	}

	/** See {@link RegionSystem.Name#FAST_R_CNN}. */
	@Plugin(type = DetectionSystem.class, priority = 94)
	public static final class FastRCnn extends ByRegions {

		/** For SciJava. */
		public FastRCnn() {
			super(RegionSystem.Name.FAST_R_CNN, "proposed regions of shared features", PROPOSER, PROPOSALS, VIEWS, RefinementOption.OF_TRAINING,
				PretrainedOption.WEIGHTS);
		}
	}

	/** See {@link RegionSystem.Name#FASTER_R_CNN}. */
	@Plugin(type = DetectionSystem.class, priority = 93)
	public static final class FasterRCnn extends ByRegions {

		/** For SciJava. */
		public FasterRCnn() {
			super(RegionSystem.Name.FASTER_R_CNN, "regions that the network proposes from anchors: looks at each place twice", VIEWS,
				RefinementOption.OF_TRAINING, PretrainedOption.WEIGHTS);
		}
	}

	/** See {@link RegionSystem.Name#MULTIBOX}. */
	@Plugin(type = DetectionSystem.class, priority = 92)
	public static final class MultiBox extends ByRegions {

		/** For SciJava. */
		public MultiBox() {
			super(RegionSystem.Name.MULTIBOX, "regions that the network proposes from priors", VIEWS, RefinementOption.OF_TRAINING, PretrainedOption.WEIGHTS);
		}
	}

	/** See {@link RegionSystem.Name#R_CNN_MINUS_R}. */
	@Plugin(type = DetectionSystem.class, priority = 91)
	public static final class RCnnMinusR extends ByRegions {

		/** For SciJava. */
		public RCnnMinusR() {
			super(RegionSystem.Name.R_CNN_MINUS_R, "the same regions in every image", VIEWS, RefinementOption.OF_TRAINING, PretrainedOption.WEIGHTS);
		}
	}
}
