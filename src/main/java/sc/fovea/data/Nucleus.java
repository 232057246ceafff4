package sc.fovea.data;

import java.util.SplittableRandom;

import sc.fovea.data.NucleiScene.Morphology;
import sc.fovea.data.NucleiScene.Population;

/**
 * One nucleus: a star-shaped outline r(φ) around its centre, a brightness, and a texture that is fixed to it.
 */
final class Nucleus {

	private static final int ANGLES = 128;
	private static final double DENT_WIDTH = 0.45;

	/** Relative to the cluster's centre, pixels. */
	final double x, y;
	/** Largest distance of the outline from the centre, pixels. */
	final double reach;
	/** Brightness relative to the median. */
	final double brightness;
	private final double[] radii;
	private final long textureSeed;
	private final double chromatin;

	private Nucleus(double x, double y, Nucleus shape) {
		this.x = x;
		this.y = y;
		reach = shape.reach;
		brightness = shape.brightness;
		radii = shape.radii;
		textureSeed = shape.textureSeed;
		chromatin = shape.chromatin;
	}

	/** A random nucleus at (0, 0). */
	Nucleus(Population population, Morphology morphology, SplittableRandom random) {
		x = 0;
		y = 0;
		double size = limited(random);
		radii = outline(population.diameter() / 2 * StrictMath.exp(population.spread() * size), morphology, random);
		double most = 0;
		for (double radius : radii)
			most = Math.max(most, radius);
		reach = most;
		// condensed nuclei, which are small, are bright
		brightness = StrictMath.exp(0.22 * limited(random) - 0.12 * size);
		textureSeed = random.nextLong();
		chromatin = morphology.chromatin();
	}

	/** This nucleus at another place. */
	Nucleus movedTo(double newX, double newY) {
		return new Nucleus(newX, newY, this);
	}

	/** Radius of the circle of the outline's area, pixels. */
	double meanRadius() {
		double squares = 0;
		for (double radius : radii)
			squares += radius * radius;
		return Math.sqrt(squares / ANGLES);
	}

	/** Largest distance that an outline can have from its centre. */
	static double mostReach(Population population, Morphology morphology) {
		return population.diameter() / 2 * StrictMath.exp(2 * population.spread()) * Math.sqrt(1 + morphology.elongation())
			* (1 + 0.15 * morphology.lobes());
	}

	/** Distance of the outline from the centre in direction φ (radians). */
	double radius(double angle) {
		double position = (angle / (2 * Math.PI) + 1) * ANGLES;
		int index = (int) position;
		double part = position - index;
		return radii[index & ANGLES - 1] * (1 - part) + radii[index + 1 & ANGLES - 1] * part;
	}

	/**
	 * Light from the point (dx, dy) relative to the centre: thickest in the middle, modulated by chromatin of two grain sizes.
	 *
	 * @param depth distance from the centre over that of the outline, 0 to 1
	 */
	double emission(double dx, double dy, double depth) {
		double coarse = grain(dx / 4.5, dy / 4.5, textureSeed), fine = grain(dx / 2.2, dy / 2.2, ~textureSeed);
		double texture = 1 + chromatin * (0.55 * coarse + 0.35 * fine);
		return brightness * (1 - 0.35 * depth * depth) * texture;
	}

	private static double[] outline(double radius, Morphology morphology, SplittableRandom random) {
		double root = Math.sqrt(1 + morphology.elongation() * random.nextDouble());
		double lobes = morphology.lobes(), turn = angle(random), dentAt = angle(random);
		double dent = random.nextDouble() < 0.3 ? 0.4 * lobes * random.nextDouble() : 0;
		double[] phases = { angle(random), angle(random), angle(random) };
		double[] radii = new double[ANGLES];
		for (int i = 0; i < ANGLES; i++) {
			double angle = 2 * Math.PI * i / ANGLES, wave = 1;
			for (int k = 2; k <= 4; k++)
				wave += lobes * 0.15 / 3 * StrictMath.cos(k * (angle - phases[k - 2]));
			double away = Math.IEEEremainder(angle - dentAt, 2 * Math.PI) / DENT_WIDTH;
			double along = StrictMath.cos(angle - turn) / root, across = StrictMath.sin(angle - turn) * root;
			radii[i] = radius / Math.sqrt(along * along + across * across) * wave * (1 - dent * StrictMath.exp(-away * away / 2));
		}
		return radii;
	}

	/** Smooth noise within −1 to 1: random values on the integer lattice, joined by s(t) = t²(3 − 2t). */
	private static double grain(double u, double v, long seed) {
		double floorU = Math.floor(u), floorV = Math.floor(v), du = u - floorU, dv = v - floorV;
		int i = (int) floorU, j = (int) floorV;
		du *= du * (3 - 2 * du);
		dv *= dv * (3 - 2 * dv);
		double upper = lattice(seed, i, j) * (1 - du) + lattice(seed, i + 1, j) * du;
		double lower = lattice(seed, i, j + 1) * (1 - du) + lattice(seed, i + 1, j + 1) * du;
		return upper * (1 - dv) + lower * dv;
	}

	private static double lattice(long seed, int i, int j) {
		return (Noise.hash(seed, i, j) >> 11) * 0x1p-52;
	}

	/** Roughly normal with variance 1, within −2 to 2: the scaled sum of four uniform numbers, cut. */
	private static double limited(SplittableRandom random) {
		double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
		return Math.max(-2, Math.min(2, (sum - 2) * Math.sqrt(3)));
	}

	private static double angle(SplittableRandom random) {
		return 2 * Math.PI * random.nextDouble();
	}
}
