package sc.fovea.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.DistanceMeasure;
import org.apache.commons.math3.random.JDKRandomGenerator;

import sc.fovea.geometry.Box;

/**
 * Boxes that stand for many: centres of k-means clusters, with the initial centres of k-means++ (Arthur and Vassilvitskii 2007).
 *
 * @param count clusters; fewer if there are fewer boxes
 * @param seed of the initial centres
 */
public record BoxClusters(int count, long seed) {

	private static final int ROUNDS = 30;

	/** @throws IllegalArgumentException if the count is below 1 */
	public BoxClusters {
		if (count < 1) throw new IllegalArgumentException("Expected at least 1 cluster, got " + count + ".");
	}

	/** Width, height, x and y of a box, or some of them. */
	private record Numbers(double[] getPoint) implements Clusterable {

		@Override
		public double[] getPoint() {
			return getPoint;
		}
	}

	/**
	 * Shapes for anchors, the smallest first, wherever the boxes lie: clusters by logarithms of width and height.
	 *
	 * @param boxes at least one, with an area above 0
	 */
	public List<AnchorGrid.Shape> shapes(List<Box> boxes) {
		List<double[]> centres = centres(boxes.stream().map(b -> new double[] { Math.log(b.width()), Math.log(b.height()) }).toList(), BoxClusters::euclidean);
		return centres.stream().map(c -> new AnchorGrid.Shape(Math.exp(c[0]), Math.exp(c[1])))
			.sorted(Comparator.comparingDouble(s -> s.width() * s.height())).toList();
	}

	/**
	 * Boxes for a fixed set of proposals ("R-CNN minus R", Lenc and Vedaldi 2015, arXiv:1506.06981): clusters by place and size, so that there are many where objects
	 * are many. Small boxes must lie nearer together than large ones to overlap, so distances count in units of the sizes.
	 *
	 * @param boxes at least one, with an area above 0
	 */
	public List<Box> places(List<Box> boxes) {
		List<double[]> centres = centres(boxes.stream().map(b -> new double[] { b.centerX(), b.centerY(), b.width(), b.height() }).toList(),
			BoxClusters::relative);
		return centres.stream().map(c -> new Box(c[0] - c[2] / 2, c[1] - c[3] / 2, c[2], c[3])).toList();
	}

	private List<double[]> centres(List<double[]> points, DistanceMeasure distance) {
		List<Numbers> numbers = points.stream().map(Numbers::new).toList();
		JDKRandomGenerator random = new JDKRandomGenerator();
		random.setSeed(seed);
		List<double[]> centres = new ArrayList<>();
		int distinct = (int) points.stream().map(Arrays::toString).distinct().count(); // k-means++ takes each point once
		for (CentroidCluster<Numbers> cluster : new KMeansPlusPlusClusterer<Numbers>(Math.min(count, distinct), ROUNDS, distance, random).cluster(numbers)) {
			centres.add(cluster.getCenter().getPoint());
		}
		return centres;
	}

	private static double euclidean(double[] a, double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += (a[i] - b[i]) * (a[i] - b[i]);
		}
		return Math.sqrt(sum);
	}

	/** Distance of places, and difference of sizes, in units of the mean size. */
	private static double relative(double[] a, double[] b) {
		return euclidean(a, b) / Math.sqrt((a[2] + b[2]) * (a[3] + b[3]) / 4);
	}
}
