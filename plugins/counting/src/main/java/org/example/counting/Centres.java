package org.example.counting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.annotation.AnnotatedObject;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.Markings;
import sc.fovea.data.Sample;
import sc.fovea.image.ImageFileException;

/** Where objects are: one place for each, whatever was drawn. Pixel (x, y) has its middle at (x + 0.5, y + 0.5). */
final class Centres {

	/** Of the disc that stands for a point among labels: so large that it survives being turned and scaled, and no larger. */
	private static final int RADIUS = 2;

	private Centres() {}

	/**
	 * A place.
	 *
	 * @param x in pixels
	 * @param y in pixels
	 */
	record Centre(double x, double y) {}

	/** The middle of each object that is marked by its pixels, its box or a point, without those that lie where nobody annotated. */
	static List<Centre> of(Annotations annotations) {
		int width = annotations.extent().width();
		int height = annotations.extent().height();
		return all(annotations, width).stream().filter(centre -> !annotations.ignored().get(pixel(centre, width, height))).toList();
	}

	private static List<Centre> all(Annotations annotations, int width) {
		if (annotations.markings() instanceof Markings.Numbers numbers) return ofLabels(numbers.values(), width);
		Markings.Objects objects = (Markings.Objects) annotations.markings();
		List<Centre> centres = new ArrayList<>();
		objects.objects().forEach(object -> centres.add(of(object, width)));
		objects.points().forEach(point -> centres.add(new Centre(point.x(), point.y())));
		return centres;
	}

	private static Centre of(AnnotatedObject object, int width) {
		if (object.mask().isEmpty() || object.mask().get().area() == 0) return new Centre(object.box().centerX(), object.box().centerY());
		Sum sum = new Sum();
		for (int pixel : object.mask().get().indices(width)) {
			sum.add(pixel % width, pixel / width);
		}
		return sum.mean();
	}

	private static int pixel(Centre centre, int width, int height) {
		int x = (int) Math.max(0, Math.min(width - 1, centre.x()));
		int y = (int) Math.max(0, Math.min(height - 1, centre.y()));
		return y * width + x;
	}

	/** The middle of each object of a label image, in the order in which rows meet them. @param labels ids, 0 or less where there is none */
	static List<Centre> ofLabels(int[] labels, int width) {
		Map<Integer, Sum> sums = new LinkedHashMap<>();
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] > 0) sums.computeIfAbsent(labels[i], id -> new Sum()).add(i % width, i / width);
		}
		return means(sums.values());
	}

	private static List<Centre> means(Collection<Sum> sums) {
		return sums.stream().map(Sum::mean).toList();
	}

	/** Pixels that are added up. */
	private static final class Sum {

		private double x;
		private double y;
		private int count;

		void add(int pixelX, int pixelY) {
			x += pixelX + 0.5;
			y += pixelY + 0.5;
			count++;
		}

		Centre mean() {
			return new Centre(x / count, y / count);
		}
	}

	/**
	 * Labels to learn from: the objects' own pixels if all are drawn, else a small disc around each centre; of overlapping discs a pixel belongs to the nearest centre.
	 *
	 * @throws ImageFileException never for annotations that were read
	 */
	static int[] labels(Annotations annotations) throws ImageFileException {
		boolean areDrawn = annotations.markings() instanceof Markings.Numbers || annotations.markings() instanceof Markings.Objects marked
			&& marked.points().isEmpty() && marked.objects().stream().allMatch(object -> object.mask().filter(mask -> mask.area() > 0).isPresent());
		return areDrawn ? annotations.instances() : discs(of(annotations), annotations.extent().width(), annotations.extent().height(), annotations.ignored());
	}

	private static int[] discs(List<Centre> centres, int width, int height, BitSet ignored) {
		int[] labels = new int[width * height];
		double[] nearest = new double[labels.length];
		Arrays.fill(nearest, (RADIUS + 0.5) * (RADIUS + 0.5));
		for (int id = 1; id <= centres.size(); id++) {
			paint(centres.get(id - 1), id, labels, nearest, width);
		}
		ignored.stream().filter(i -> i < labels.length).forEach(i -> labels[i] = Sample.IGNORED);
		return labels;
	}

	private static void paint(Centre centre, int id, int[] labels, double[] nearest, int width) {
		int height = labels.length / width;
		int middle = pixel(centre, width, height);
		for (int y = Math.max(0, middle / width - RADIUS); y <= Math.min(height - 1, middle / width + RADIUS); y++) {
			for (int x = Math.max(0, middle % width - RADIUS); x <= Math.min(width - 1, middle % width + RADIUS); x++) {
				double distance = square(x + 0.5 - centre.x()) + square(y + 0.5 - centre.y());
				if (distance < nearest[y * width + x]) {
					nearest[y * width + x] = distance;
					labels[y * width + x] = id;
				}
			}
		}
	}

	private static double square(double value) {
		return value * value;
	}
}
