package sc.fovea.detect.proposal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import sc.fovea.detect.Proposer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.ScoredBox;

/**
 * Selective search (Uijlings, van de Sande, Gevers and Smeulders 2013, "Selective search for object recognition"): the image is cut into small
 * regions by a graph of its pixels, and the most similar neighbours are joined again and again until one is left. Every region on the way is a
 * proposal. What looks alike depends on the object, so this is done with several colours, sizes of the first regions, and measures of likeness. Boxes
 * that come up more than once are given once, and those on which many hierarchies agree first.
 *
 * <pre>{@code
 * Proposer search = new SelectiveSearch(SelectiveSearch.Options.standard());
 * List<ScoredBox> boxes = search.propose(Scene.of(image), 500);
 * }</pre>
 *
 * Pixels from 0 to 1 are expected; what lies outside is clamped. The same image gives the same boxes. Safe for several threads.
 */
public final class SelectiveSearch implements Proposer {

	/** Deviation in pixels of the blur before an image is cut, as Felzenszwalb and Huttenlocher (2004) recommend. */
	private static final double SIGMA = 0.8;

	/**
	 * What is varied. All combinations are tried, so time grows with the product of the lengths of the three lists.
	 *
	 * @param colours spaces in which an image is cut and joined
	 * @param scales preferences k for large first regions, above 0, in grey levels of 255 times pixels
	 * @param measures sets of measures that are added
	 * @param limits sizes
	 */
	public record Options(List<ColourSpace> colours, List<Double> scales, List<Set<Similarity>> measures, Limits limits) {

		/** Copies the lists. @throws IllegalArgumentException if one is empty, or a scale is not finite and above 0 */
		public Options {
			colours = List.copyOf(colours);
			scales = List.copyOf(scales);
			measures = measures.stream().map(Set::copyOf).toList();
			if (colours.isEmpty() || scales.isEmpty() || measures.isEmpty() || measures.stream().anyMatch(Set::isEmpty)) {
				throw new IllegalArgumentException(
					"Expected at least one colour space, scale and measure, got " + colours + ", " + scales + " and " + measures + ".");
			}
			if (!scales.stream().allMatch(k -> k > 0 && Double.isFinite(k))) {
				throw new IllegalArgumentException("Expected scales above 0, got " + scales + ".");
			}
		}

		/**
		 * For cells and other things that touch: grey and L*a*b*, k of 20 and 40, joined by all measures and by {@link Similarity#FILL} alone. Published for
		 * photographs are HSV and L*a*b*, k of 50 and 100, all measures and all but {@link Similarity#COLOUR}.
		 */
		public static Options standard() {
			return new Options(List.of(ColourSpace.GREY, ColourSpace.LAB), List.of(20.0, 40.0), List.of(Similarity.all(), Set.of(Similarity.FILL)),
				Limits.standard());
		}
	}

	/**
	 * Sizes in pixels.
	 *
	 * @param region pixels of a first region, at least 1; smaller ones are joined to a neighbour
	 * @param side shortest side of a proposal, at least 1
	 * @param image longest side of an image that is searched, at least 1; of larger ones whole numbers of pixels are averaged
	 */
	public record Limits(int region, int side, int image) {

		/** @throws IllegalArgumentException if one is below 1 */
		public Limits {
			if (Math.min(region, Math.min(side, image)) < 1) {
				throw new IllegalArgumentException("Expected limits of at least 1 pixel, got " + region + ", " + side + " and " + image + ".");
			}
		}

		/** 20 pixels, sides of 8 pixels, and images of 1024. */
		public static Limits standard() {
			return new Limits(20, 8, 1024);
		}
	}

	private final Options options;

	/** A search with these options. */
	public SelectiveSearch(Options options) {
		this.options = options;
	}

	@Override
	public List<ScoredBox> propose(Scene scene, int most) {
		Raster pixels = Raster.of(scene.image());
		int factor = pixels.factor(options.limits().image());
		int side = (options.limits().side() + factor - 1) / factor;
		return RegionRank.of(hierarchies(pixels.reduced(factor)), side).stream().limit(most)
			.map(found -> found.at(found.box().scale(factor).intersection(scene.bounds()))).toList();
	}

	/** One for each combination. */
	private List<Hierarchy> hierarchies(Raster image) {
		List<Hierarchy> all = new ArrayList<>();
		for (Raster colours : new LinkedHashSet<>(options.colours().stream().map(space -> space.convert(image)).toList())) {
			PixelFeatures features = new PixelFeatures(colours);
			for (double k : options.scales()) {
				Segments segments = new GraphSegmentation(k, options.limits().region(), SIGMA).segment(colours);
				for (Set<Similarity> measures : options.measures()) {
					all.add(Hierarchy.of(segments, new RegionTable(segments, features, measures)));
				}
			}
		}
		return all;
	}
}
