package sc.fovea.detect;

import java.util.List;

import sc.fovea.geometry.Box;

/** Judges regions of one scene: features of the regions and a head behind them. It may be asked several times, as refiners do. */
@FunctionalInterface
public interface RegionScorer {

	/** What the head says, in the order of the regions. @param regions with an area above 0; there may be none */
	RegionAnswers score(List<Box> regions);
}
