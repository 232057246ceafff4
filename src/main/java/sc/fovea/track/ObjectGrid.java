package sc.fovea.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Objects of a frame by their places, so that those near a place are found without looking at all. */
final class ObjectGrid {

	private final List<FrameObject> objects;
	private final double cell;
	private final Map<Long, List<Integer>> cells = new HashMap<>();

	/** @param reach usual distance that is looked at, pixels */
	ObjectGrid(List<FrameObject> objects, double reach) {
		this.objects = objects;
		this.cell = Math.max(1, reach);
		for (int i = 0; i < objects.size(); i++) {
			Spot spot = objects.get(i).spot();
			cells.computeIfAbsent(key((int) Math.floor(spot.x() / cell), (int) Math.floor(spot.y() / cell)), k -> new ArrayList<>()).add(i);
		}
	}

	/** Calls with the index of each object that lies within a distance of a place. */
	void near(double x, double y, double distance, IntConsumer found) {
		for (int row = (int) Math.floor((y - distance) / cell); row <= Math.floor((y + distance) / cell); row++) {
			for (int column = (int) Math.floor((x - distance) / cell); column <= Math.floor((x + distance) / cell); column++) {
				for (int index : cells.getOrDefault(key(column, row), List.of())) {
					Spot spot = objects.get(index).spot();
					if (Math.hypot(spot.x() - x, spot.y() - y) <= distance) found.accept(index);
				}
			}
		}
	}

	private static long key(int column, int row) {
		return (long) row << Integer.SIZE | column & 0xffffffffL;
	}
}
