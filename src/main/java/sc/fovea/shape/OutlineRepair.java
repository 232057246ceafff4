package sc.fovea.shape;

import java.util.Optional;

/**
 * Explains the outline of one object by a shape model: as it is, with a hidden part, or as two objects.
 *
 * @param model of whole objects
 */
record OutlineRepair(ShapeModel model) {

	/**
	 * Energy above which an outline is not that of a whole object: of whole nuclei that a network outlined it is below 20 in nine of ten (first half of the measurement in
	 * {@code src/docs/shapes.md}), of nuclei with 30 % hidden above it in seven of ten.
	 */
	static final double UNLIKELY = 20;
	/** Points of an outline that are looked at. */
	private static final int POINTS = 96;
	/** Directions in which a hidden part is looked for. */
	private static final int DIRECTIONS = 12;
	/** Half the angle of the arc that is taken as hidden at first: a chord that cuts off 30 % of a disc is seen under 140 degrees from the centroid of what is left. */
	private static final double HALF_ARC = Math.toRadians(70);
	/** Rounds in which what is hidden, or whose a point is, follows from the shapes. */
	private static final int ROUNDS = 3;

	/**
	 * What explains an outline.
	 *
	 * @param whole the object as it is
	 * @param best the whole object if a part is hidden; the same as {@code whole} where nothing is
	 */
	record Explained(ShapeFit.Fitted whole, ShapeFit.Fitted best) {

		/** By how much the energy is less with a hidden part. */
		double gain() {
			return whole.energy() - best.energy();
		}
	}

	/** Fits the model; empty if the object is too small, or reaches the end of the image, where nobody knows how it goes on. */
	Optional<Explained> explain(ObjectOutline outline) {
		if (outline.area() < ShapeModel.SMALLEST || outline.isCutByBorder()) return Optional.empty();
		ShapeFit fit = new ShapeFit(model, outline.thinned(POINTS));
		ShapeFit.Fitted whole = fit.from(fit.start(), fit.nothingHidden());
		ShapeFit.Fitted best = whole;
		for (int d = 0; d < DIRECTIONS && whole.energy() > UNLIKELY; d++) {
			ShapeFit.Fitted hidden = fit.from(fit.start(), fit.hiding(fit.arc(2 * Math.PI * d / DIRECTIONS, HALF_ARC)));
			for (int round = 0; round < ROUNDS; round++) {
				hidden = fit.from(hidden.shape(), fit.hiding(fit.farInside(hidden.shape())));
			}
			best = hidden.energy() < best.energy() ? hidden : best;
		}
		return Optional.of(new Explained(whole, best));
	}

	/** Two shapes, and their energy together. */
	record Pair(PlacedShape first, PlacedShape second, double energy) {}

	/** The best two shapes for the outline of a clump; each point belongs to the nearer of them. */
	Pair two(ObjectOutline outline) {
		ShapeFit fit = new ShapeFit(model, outline.thinned(POINTS));
		Pair best = null;
		for (int d = 0; d < DIRECTIONS / 2; d++) {
			Pair pair = pair(fit, fit.side(outline.moments().angle() + Math.PI * d / (DIRECTIONS / 2)));
			if (best == null || pair.energy() < best.energy()) best = pair;
		}
		return best;
	}

	private static Pair pair(ShapeFit fit, boolean[] side) {
		boolean[] isFirst = side;
		ShapeFit.Fitted first = fit.from(fit.start(isFirst), fit.only(isFirst));
		ShapeFit.Fitted second = fit.from(fit.start(not(isFirst)), fit.only(not(isFirst)));
		for (int round = 0; round < ROUNDS; round++) {
			isFirst = fit.nearer(first.shape(), second.shape());
			first = fit.from(first.shape(), fit.only(isFirst));
			second = fit.from(second.shape(), fit.only(not(isFirst)));
		}
		return new Pair(first.shape(), second.shape(), first.energy() + second.energy());
	}

	private static boolean[] not(boolean[] flags) {
		boolean[] others = new boolean[flags.length];
		for (int i = 0; i < flags.length; i++) {
			others[i] = !flags[i];
		}
		return others;
	}
}
