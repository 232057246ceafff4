package sc.fovea.data;

/**
 * What a {@link NucleiSimulator} renders: which nuclei there are, how they look, and how they are photographed. Lengths are in
 * pixels, light is in photons per pixel.
 * <p>
 * Start from a preset and replace one part:
 *
 * <pre>{@code
 * NucleiScene scene = NucleiScene.touching().with(new Camera(0.5, 10, 1, 8));
 * }</pre>
 *
 * @param population how many nuclei, how large, how clustered
 * @param morphology shape and chromatin texture of one nucleus
 * @param optics blur of the microscope
 * @param light brightness of nuclei and background, evenness of the illumination
 * @param camera what turns photons into pixel values
 * @param motion what changes from frame to frame
 */
public record NucleiScene(Population population, Morphology morphology, Optics optics, Light light, Camera camera, Motion motion) {

	/**
	 * Sizes and arrangement. Clusters (a lone nucleus is a cluster of one) are proposed at one random place per square of side
	 * {@code spacing}; of two that would come too close, the one with the lower priority is dropped.
	 *
	 * @param diameter median diameter of a nucleus
	 * @param spread standard deviation of ln(diameter), cut at two of it
	 * @param spacing side of the square that proposes one cluster
	 * @param clusters how often nuclei touch
	 * @throws IllegalArgumentException if the smallest nucleus, diameter · exp(−2 spread), is below 6 pixels, or spread or
	 *             spacing are out of range
	 */
	public record Population(double diameter, double spread, double spacing, Clusters clusters) {
		public Population {
			require(spread >= 0 && spread <= 0.6, "spread within 0 to 0.6", spread);
			require(diameter * StrictMath.exp(-2 * spread) >= 6, "diameter * exp(-2 spread) of at least 6 pixels", diameter);
			require(diameter <= 200, "diameter of at most 200 pixels", diameter);
			require(spacing >= 8 && spacing <= 4096, "spacing within 8 to 4096 pixels", spacing);
		}
	}

	/**
	 * How often nuclei touch.
	 *
	 * @param share probability that a proposed cluster has two or more nuclei, 0 to 1
	 * @param members most nuclei in one cluster, 1 to {@value NucleiPlane#MOST_MEMBERS}
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public record Clusters(double share, int members) {
		public Clusters {
			require(share >= 0 && share <= 1, "share within 0 to 1", share);
			require(members >= 1 && members <= NucleiPlane.MOST_MEMBERS, "members within 1 to " + NucleiPlane.MOST_MEMBERS, members);
		}
	}

	/**
	 * Shape and texture of a nucleus: r(φ) = ellipse(φ) · (1 + Σ<sub>k=2..4</sub> a<sub>k</sub> cos k(φ − φ<sub>k</sub>)) ·
	 * (1 − b exp(−(φ − φ<sub>b</sub>)² / 2·0.45²)), the last factor being the dent of a bean.
	 *
	 * @param elongation most that the long axis exceeds the short one: axes ratio is within 1 to 1 + elongation
	 * @param lobes size of the lobes a<sub>k</sub> and of the dent b, 0 (an ellipse) to 1
	 * @param chromatin contrast of the texture, 0 (smooth) to 1
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public record Morphology(double elongation, double lobes, double chromatin) {
		public Morphology {
			require(elongation >= 0 && elongation <= 2, "elongation within 0 to 2", elongation);
			require(lobes >= 0 && lobes <= 1, "lobes within 0 to 1", lobes);
			require(chromatin >= 0 && chromatin <= 1, "chromatin within 0 to 1", chromatin);
		}
	}

	/**
	 * Point-spread function (1 − haze) · G(σ) + haze · G(5σ): the wide part is the glow of light from outside the focal plane.
	 *
	 * @param sigma standard deviation σ of the sharp part
	 * @param haze share of the light in the wide part, 0 to 1
	 * @throws IllegalArgumentException if sigma is outside 0.3 to 10 or haze outside 0 to 1
	 */
	public record Optics(double sigma, double haze) {
		public Optics {
			require(sigma >= 0.3 && sigma <= 10, "sigma within 0.3 to 10 pixels", sigma);
			require(haze >= 0 && haze <= 1, "haze within 0 to 1", haze);
		}
	}

	/**
	 * Brightness. The illumination, by which all light is multiplied, is
	 * L(x, y) = 1 + unevenness · ½ (cos(2πx/period + α) + cos(2πy/period + β)).
	 *
	 * @param signal median photons per pixel in the middle of a nucleus, before the blur
	 * @param background photons per pixel everywhere
	 * @param unevenness 0 (flat) to 0.95
	 * @param period distance after which the illumination repeats
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public record Light(double signal, double background, double unevenness, double period) {
		public Light {
			require(signal >= 0 && signal <= 1e5, "signal within 0 to 100000 photons", signal);
			require(background >= 0 && background <= 1e5, "background within 0 to 100000 photons", background);
			require(unevenness >= 0 && unevenness <= 0.95, "unevenness within 0 to 0.95", unevenness);
			require(period >= 16, "period of at least 16 pixels", period);
		}
	}

	/**
	 * Change from frame to frame: a cluster circles a fixed point, all light fades by exp(−bleaching · frame).
	 *
	 * @param radius radius of the circle
	 * @param turn most that a cluster advances on its circle, radians per frame
	 * @param bleaching loss per frame, 0 for none
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public record Motion(double radius, double turn, double bleaching) {
		public Motion {
			require(radius >= 0 && radius <= 200, "radius within 0 to 200 pixels", radius);
			require(turn >= 0 && turn <= Math.PI, "turn within 0 to pi", turn);
			require(bleaching >= 0 && bleaching <= 10, "bleaching within 0 to 10", bleaching);
		}
	}

	/** Well separated nuclei of about 22 pixels, a 16-bit camera. */
	public static NucleiScene sparse() {
		return new NucleiScene(new Population(22, 0.2, 46, new Clusters(0, 1)), new Morphology(0.5, 0.5, 0.75), new Optics(1.1, 0.12),
			new Light(350, 12, 0.1, 900), new Camera(4, 200, 6, 16), new Motion(0, 0, 0));
	}

	/** Clusters of up to six touching nuclei of about 19 pixels, an 8-bit camera. */
	public static NucleiScene touching() {
		return new NucleiScene(new Population(19, 0.2, 58, new Clusters(0.75, 6)), new Morphology(0.5, 0.5, 0.75), new Optics(1.1, 0.15),
			new Light(320, 10, 0.1, 900), new Camera(0.3, 6, 0.8, 8), new Motion(0, 0, 0));
	}

	/** Some clusters under strongly uneven illumination with a bright background, an 8-bit camera. */
	public static NucleiScene uneven() {
		return new NucleiScene(new Population(22, 0.22, 46, new Clusters(0.35, 3)), new Morphology(0.5, 0.5, 0.75), new Optics(1.3, 0.2),
			new Light(260, 60, 0.75, 520), new Camera(0.3, 6, 0.8, 8), new Motion(0, 0, 0));
	}

	/** Nuclei that move a few pixels and fade a little from frame to frame, a 16-bit camera. */
	public static NucleiScene moving() {
		return new NucleiScene(new Population(17, 0.18, 38, new Clusters(0.25, 2)), new Morphology(0.5, 0.5, 0.75), new Optics(1.1, 0.12),
			new Light(350, 12, 0.1, 900), new Camera(4, 200, 6, 16), new Motion(3, 0.8, 0.08));
	}

	/** This scene with another population. */
	public NucleiScene with(Population other) {
		return new NucleiScene(other, morphology, optics, light, camera, motion);
	}

	/** This scene under other light. */
	public NucleiScene with(Light other) {
		return new NucleiScene(population, morphology, optics, other, camera, motion);
	}

	/** This scene seen by another camera. */
	public NucleiScene with(Camera other) {
		return new NucleiScene(population, morphology, optics, light, other, motion);
	}

	static void require(boolean fulfilled, String expected, Number got) {
		if (!fulfilled) throw new IllegalArgumentException("Nuclei scene: expected " + expected + ", got " + got + ".");
	}
}
