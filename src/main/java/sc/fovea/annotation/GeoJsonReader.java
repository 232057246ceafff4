package sc.fovea.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelledPoint;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;

/** Reads the features of a GeoJSON file into objects. */
final class GeoJsonReader {

	/** Polygons, rings, points, coordinates. */
	private static final int DEEPEST = 4;

	private final JsonSource json;
	private final Collector objects;
	private final Extent extent;

	GeoJsonReader(JsonSource json, Collector objects, Extent extent) {
		this.json = json;
		this.objects = objects;
		this.extent = extent;
	}

	/** The fields of a feature, which come in any order. */
	private static final class Feature {

		private String id = "";
		private String name = "";
		private String label = "";
		private String type = "";
		private Object coordinates = List.of();

		private String called() {
			return name.isBlank() ? id : name;
		}
	}

	/** A collection, a list of features, or one feature. */
	void read() throws IOException {
		if (json.isList()) {
			json.elements(this::feature);
			return;
		}
		Feature alone = new Feature();
		boolean[] isCollection = { false };
		json.fields(key -> {
			if (key.equals("features")) {
				isCollection[0] = true;
				json.elements(this::feature);
			}
			else {
				field(alone, key);
			}
		});
		if (!isCollection[0] && alone.type.isEmpty()) throw json.wrong("GeoJSON with \"features\"", "none");
		if (!isCollection[0]) add(alone);
	}

	private void feature() throws IOException {
		Feature feature = new Feature();
		json.fields(key -> field(feature, key));
		add(feature);
	}

	private void field(Feature feature, String key) throws IOException {
		switch (key) {
			case "id" -> feature.id = json.isNull() ? "" : json.text();
			case "geometry" -> geometry(feature);
			case "properties" -> properties(feature);
			default -> json.skip();
		}
	}

	private void geometry(Feature feature) throws IOException {
		if (json.isNull()) return;
		json.fields(key -> {
			switch (key) {
				case "type" -> feature.type = json.text();
				case "coordinates" -> feature.coordinates = coordinates(0);
				default -> json.skip();
			}
		});
	}

	private void properties(Feature feature) throws IOException {
		if (json.isNull()) return;
		json.fields(key -> {
			switch (key) {
				case "name" -> feature.name = json.isNull() ? "" : json.text();
				case "classification" -> classification(feature);
				default -> json.skip();
			}
		});
	}

	/** QuPath writes a name, or the names of a class within a class. */
	private void classification(Feature feature) throws IOException {
		if (json.isNull()) return;
		if (!json.isObject()) {
			feature.label = json.text();
			return;
		}
		List<String> names = new ArrayList<>();
		json.fields(key -> {
			switch (key) {
				case "name" -> feature.label = json.isNull() ? "" : json.text();
				case "names" -> json.elements(() -> names.add(json.text()));
				default -> json.skip();
			}
		});
		if (!names.isEmpty()) feature.label = String.join(": ", names);
	}

	/** A place as numbers, or a list of such. */
	private Object coordinates(int depth) throws IOException {
		if (depth == DEEPEST) throw json.wrong("coordinates at most " + DEEPEST + " lists deep", "more");
		List<Object> parts = new ArrayList<>();
		double[] place = new double[2];
		int[] count = { 0 };
		json.elements(() -> {
			if (json.isList()) {
				parts.add(coordinates(depth + 1));
			}
			else {
				double value = json.number();
				if (count[0] < 2) place[count[0]] = value;
				count[0]++;
			}
		});
		if (count[0] == 1 || count[0] > 0 && !parts.isEmpty()) throw json.wrong("x and y of a place", "something else");
		return count[0] > 0 ? place : parts;
	}

	private void add(Feature feature) throws IOException {
		Tag tag = new Tag(feature.called(), feature.label.isBlank() ? Tag.OBJECT : feature.label.strip(), 0);
		switch (feature.type) {
			case "Polygon" -> area(tag, List.of(feature.coordinates));
			case "MultiPolygon" -> area(tag, list(feature.coordinates));
			case "Point" -> point(tag, feature.coordinates);
			case "MultiPoint" -> {
				for (Object place : list(feature.coordinates)) {
					point(tag, place);
				}
			}
			default -> objects.skip(Skip.Reason.NOT_AN_AREA, tag.name());
		}
	}

	private void area(Tag tag, List<?> polygons) throws IOException {
		List<PixelMask> parts = new ArrayList<>();
		List<Box> boxes = new ArrayList<>();
		for (Object polygon : polygons) {
			List<double[]> rings = new ArrayList<>();
			for (Object ring : list(polygon)) {
				rings.add(ring(ring));
				boxes.add(bounds(rings.get(rings.size() - 1)));
			}
			parts.add(PixelMask.ofPolygon(rings, extent.width(), extent.height()));
		}
		PixelMask mask = PixelMask.union(parts);
		Box around = mask.area() > 0 ? mask.bounds() : boxes.stream().reduce(Box::bounds).orElse(new Box(0, 0, 0, 0));
		objects.add(new AnnotatedObject(tag, around, Optional.of(mask)), role(tag));
	}

	private static Collector.Role role(Tag tag) {
		return switch (tag.label()) {
			case "Ignore*" -> Collector.Role.IGNORED;
			case "Region*" -> Collector.Role.ANNOTATED;
			default -> Collector.Role.ofName(tag.name());
		};
	}

	private double[] ring(Object places) throws IOException {
		List<?> list = list(places);
		double[] ring = new double[2 * list.size()];
		for (int i = 0; i < list.size(); i++) {
			double[] place = place(list.get(i));
			ring[2 * i] = place[0];
			ring[2 * i + 1] = place[1];
		}
		return ring;
	}

	private static Box bounds(double[] ring) {
		double[] xs = new double[Math.max(1, ring.length / 2)];
		double[] ys = xs.clone();
		for (int i = 0; i < ring.length / 2; i++) {
			xs[i] = ring[2 * i];
			ys[i] = ring[2 * i + 1];
		}
		return Box.bounds(xs, ys);
	}

	private void point(Tag tag, Object place) throws IOException {
		double[] at = place(place);
		objects.point(new LabelledPoint(tag.label(), at[0], at[1], 0));
	}

	private double[] place(Object part) throws IOException {
		if (part instanceof double[] place) return place;
		throw json.wrong("x and y of a place", "a list");
	}

	private List<?> list(Object part) throws IOException {
		if (part instanceof List<?> list) return list;
		throw json.wrong("a list of places", "numbers");
	}
}
