package sc.fovea.geometry;

import java.util.Random;

/** Random stars and label images for the tests, and slow answers to compare with. */
final class RandomShapes {

	private RandomShapes() {}

	static float[] star(Random random, int rays, double radius) {
		float[] distances = new float[rays];
		for (int k = 0; k < rays; k++)
			distances[k] = (float) (radius * (0.5 + random.nextDouble()));
		return distances;
	}

	/** Clusters of similar stars around random nuclei. */
	static StarCandidates clusters(Random random, int nuclei, double size, int rays) {
		StarCandidates candidates = new StarCandidates(rays);
		for (int i = 0; i < nuclei; i++) {
			double x = random.nextDouble() * size, y = random.nextDouble() * size, radius = 1 + 8 * random.nextDouble();
			for (int j = random.nextInt(6); j >= 0; j--)
				candidates.add(x + random.nextGaussian(), y + random.nextGaussian(), random.nextInt(20) / 20f, star(random, rays, radius), 0);
		}
		return candidates;
	}

	/** Overlapping discs, the later ones in front. */
	static int[] discs(Random random, int size, int count) {
		int[] labels = new int[size * size];
		for (int id = 1; id <= count; id++) {
			double x = random.nextDouble() * size, y = random.nextDouble() * size, radius = 2 + random.nextDouble() * size / 6;
			for (int i = 0; i < labels.length; i++)
				if (Math.hypot(i % size + 0.5 - x, i / size + 0.5 - y) < radius)
					labels[i] = id;
		}
		return labels;
	}

	/** The even-odd rule for one point: edges to the left of it are counted. */
	static boolean inside(StarPolygon polygon, double x, double y) {
		double[][] v = polygon.vertices();
		boolean inside = false;
		for (int a = v.length - 1, b = 0; b < v.length; a = b++)
			if (v[a][1] > y != v[b][1] > y && v[a][0] + (y - v[a][1]) / (v[b][1] - v[a][1]) * (v[b][0] - v[a][0]) < x)
				inside = !inside;
		return inside;
	}

	/** The mask of a polygon by testing every pixel of a square image. */
	static boolean[] mask(StarPolygon polygon, int size) {
		boolean[] mask = new boolean[size * size];
		for (int i = 0; i < mask.length; i++)
			mask[i] = inside(polygon, i % size + 0.5, i / size + 0.5);
		return mask;
	}
}
