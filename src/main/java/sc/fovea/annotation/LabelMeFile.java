package sc.fovea.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelledPoint;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ImageFileException;

/** The JSON of LabelMe, {@code NAME.json}: "shapes" with a label and points, which are polygons, rectangles, circles or points. */
final class LabelMeFile {

	/** Corners of a circle. */
	private static final int CORNERS = 72;
	private static final int BEGINNING = 1 << 16;

	private LabelMeFile() {}

	/** Whether a JSON file is LabelMe's, told by its beginning. @throws ImageFileException if it cannot be read */
	static boolean isIn(Path file) throws ImageFileException {
		try (InputStream in = Files.newInputStream(file)) {
			String start = new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
			return start.contains("\"shapes\"") && !start.contains("\"annotations\"");
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	static AnnotationFile open(Path file) {
		return AnnotationFile.ofImage(file, extent -> {
			Collector objects = new Collector(file, extent);
			int[] size = { 0, 0 };
			JsonSource.read(file, json -> json.fields(key -> {
				switch (key) {
					case "shapes" -> json.elements(() -> shape(json, objects, extent));
					case "imageWidth" -> size[0] = json.isNull() ? 0 : (int) json.number();
					case "imageHeight" -> size[1] = json.isNull() ? 0 : (int) json.number();
					default -> json.skip();
				}
			}));
			boolean isOther = size[0] > 0 && size[1] > 0 && (size[0] != extent.width() || size[1] != extent.height());
			if (isOther)
				throw new ImageFileException("Expected an image of " + size[0] + "x" + size[1] + " pixels as \"" + file + "\" says, got " + extent.width() + "x"
					+ extent.height() + ".");
			return objects.annotations();
		});
	}

	/** The fields of a shape, which come in any order. */
	private static final class Shape {

		private String label = "";
		private String type = "polygon";
		private double[] places = {};
	}

	private static void shape(JsonSource json, Collector objects, Extent extent) throws IOException {
		Shape shape = new Shape();
		json.fields(key -> {
			switch (key) {
				case "label" -> shape.label = json.text().strip();
				case "shape_type" -> shape.type = json.text();
				case "points" -> shape.places = places(json);
				default -> json.skip();
			}
		});
		add(shape, objects, extent);
	}

	private static double[] places(JsonSource json) throws IOException {
		double[][] all = { {} };
		json.elements(() -> {
			double[] place = json.numbers();
			if (place.length != 2) throw json.wrong("x and y of a point", place.length + " numbers");
			double[] more = Arrays.copyOf(all[0], all[0].length + 2);
			more[more.length - 2] = place[0];
			more[more.length - 1] = place[1];
			all[0] = more;
		});
		return all[0];
	}

	private static void add(Shape shape, Collector objects, Extent extent) {
		Tag tag = Tag.of(shape.label.isBlank() ? Tag.OBJECT : shape.label);
		double[] p = shape.places;
		Collector.Role role = Collector.Role.ofName(shape.label);
		boolean isPair = p.length == 4;
		if (shape.type.equals("polygon") && p.length >= 6) outline(objects, tag, p, extent, role);
		else if (shape.type.equals("circle") && isPair) outline(objects, tag, circle(p), extent, role);
		else if (shape.type.equals("rectangle") && isPair) {
			Box box = new Box(Math.min(p[0], p[2]), Math.min(p[1], p[3]), Math.abs(p[2] - p[0]), Math.abs(p[3] - p[1]));
			objects.add(new AnnotatedObject(tag, box, Optional.empty()), role);
		}
		else if (shape.type.equals("point") && p.length == 2) objects.point(new LabelledPoint(tag.label(), p[0], p[1], 0));
		else
			objects.skip(Skip.Reason.NOT_AN_AREA, shape.label);
	}

	private static void outline(Collector objects, Tag tag, double[] ring, Extent extent, Collector.Role role) {
		PixelMask mask = PixelMask.ofPolygon(List.of(ring), extent.width(), extent.height());
		double[] xs = new double[ring.length / 2];
		double[] ys = new double[ring.length / 2];
		for (int i = 0; i < xs.length; i++) {
			xs[i] = ring[2 * i];
			ys[i] = ring[2 * i + 1];
		}
		objects.add(new AnnotatedObject(tag, mask.area() > 0 ? mask.bounds() : Box.bounds(xs, ys), Optional.of(mask)), role);
	}

	/** @param p the centre and a point of the rim */
	private static double[] circle(double[] p) {
		double radius = Math.hypot(p[2] - p[0], p[3] - p[1]);
		double[] ring = new double[2 * CORNERS];
		for (int i = 0; i < CORNERS; i++) {
			ring[2 * i] = p[0] + radius * Math.cos(2 * Math.PI * i / CORNERS);
			ring[2 * i + 1] = p[1] + radius * Math.sin(2 * Math.PI * i / CORNERS);
		}
		return ring;
	}
}
