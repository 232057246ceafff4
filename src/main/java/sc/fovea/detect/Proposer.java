package sc.fovea.detect;

import java.util.List;

import sc.fovea.geometry.ScoredBox;

/**
 * Finds places where an object may be, without telling of which class it is: the first part of a {@code RegionDetector}. Published ways are selective search,
 * objectness of image windows, region proposal networks, MultiBox and a fixed set of boxes.
 */
@FunctionalInterface
public interface Proposer {

	/**
	 * Boxes of a scene, within its bounds and with an area above 0, most promising first; their category is 0.
	 *
	 * @param scene to look at
	 * @param most number of boxes, at least 1
	 */
	List<ScoredBox> propose(Scene scene, int most);
}
