package sc.fovea.track;

import java.util.List;

/** What frames tell before anything is linked. */
final class Neighbours {

	private Neighbours() {}

	/** Typical distance of neighbours if objects were spread evenly, but at least a typical diameter, pixels. */
	static double spacing(List<FrameObject> objects, LinkingState.Film film, double radius) {
		return Math.max(2 * radius, Math.sqrt((double) film.width() * film.height() / objects.size()));
	}

	/** By how much the ln of the middle contrast changed; 0 where one frame has no objects. */
	static double brightening(List<FrameObject> before, List<FrameObject> after) {
		return before.isEmpty() || after.isEmpty() ? 0 : Math.log(middle(after) / middle(before));
	}

	private static double middle(List<FrameObject> objects) {
		return objects.stream().mapToDouble(object -> object.look().contrast()).sorted().skip(objects.size() / 2).findFirst().orElseThrow();
	}
}
