package sc.fovea.task.instance;

import java.nio.ByteBuffer;

import sc.fovea.geometry.StarCandidates;

/** Star polygons as bytes: their rays and number, then x, y, score and distances of each. */
final class StarBytes {

	private StarBytes() {}

	/** Bytes of polygons. */
	static int length(StarCandidates polygons) {
		return 2 * Integer.BYTES + polygons.size() * (2 * Double.BYTES + Float.BYTES * (1 + polygons.rays()));
	}

	static void put(StarCandidates polygons, ByteBuffer bytes) {
		bytes.putInt(polygons.rays()).putInt(polygons.size());
		for (int i = 0; i < polygons.size(); i++) {
			bytes.putDouble(polygons.x(i)).putDouble(polygons.y(i)).putFloat(polygons.score(i));
			for (int k = 0; k < polygons.rays(); k++) {
				bytes.putFloat(polygons.distance(i, k));
			}
		}
	}

	static StarCandidates get(ByteBuffer bytes) {
		StarCandidates polygons = new StarCandidates(bytes.getInt());
		float[] distances = new float[polygons.rays()];
		for (int rest = bytes.getInt(); rest > 0; rest--) {
			double x = bytes.getDouble();
			double y = bytes.getDouble();
			float score = bytes.getFloat();
			for (int k = 0; k < distances.length; k++) {
				distances[k] = bytes.getFloat();
			}
			polygons.add(x, y, score, distances, 0);
		}
		return polygons;
	}
}
