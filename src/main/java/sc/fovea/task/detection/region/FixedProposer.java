package sc.fovea.task.detection.region;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.detect.Proposer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.task.detection.region.RegionProposals.Fixed;

/**
 * The same boxes in every scene, whatever it shows, as in "R-CNN minus R" (Lenc and Vedaldi 2015, arXiv:1506.06981). All have the score 1.
 *
 * @param settings boxes relative to the sides of a scene
 */
public record FixedProposer(Fixed settings) implements Proposer {

	@Override
	public List<ScoredBox> propose(Scene scene, int most) {
		Box bounds = scene.bounds();
		List<ScoredBox> boxes = new ArrayList<>();
		List<Double> sides = settings.boxes();
		for (int i = 0; i < sides.size() && boxes.size() < most; i += 4) {
			Box box = new Box(sides.get(i) * bounds.width(), sides.get(i + 1) * bounds.height(), sides.get(i + 2) * bounds.width(),
				sides.get(i + 3) * bounds.height()).intersection(bounds);
			if (box.area() > 0) boxes.add(new ScoredBox(box, 1, 0));
		}
		return boxes;
	}
}
