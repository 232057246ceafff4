package sc.fovea.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fovea.data.Extent;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ImageFileException;

/**
 * A file in COCO's format. Outlines are kept as they are written, and become pixels when their image is read.
 *
 * @param file for messages
 * @param pictures by name without folder and ending
 * @param classes names by number
 * @param entries by number of the image
 */
record CocoFile(Path file, Map<String, Picture> pictures, Map<String, String> classes, Map<String, List<Entry>> entries) implements AnnotationFile {

	/** @param size width and height, 0 where the file does not say */
	private record Picture(String id, String name, int[] size) {}

	/** An object as it is written. */
	private record Entry(String id, String category, Optional<Box> box, Optional<CocoShape> shape, boolean isCrowd) {}

	static CocoFile read(Path file) throws ImageFileException {
		CocoFile content = new CocoFile(file, new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
		JsonSource.read(file, json -> json.fields(key -> {
			switch (key) {
				case "images" -> json.elements(() -> content.picture(json));
				case "categories" -> json.elements(() -> content.category(json));
				case "annotations" -> json.elements(() -> content.entry(json));
				case "features" -> throw json.wrong("the JSON of COCO, with \"images\" and \"annotations\"", "GeoJSON, whose files end in .geojson");
				default -> json.skip();
			}
		}));
		if (content.pictures.isEmpty()) {
			throw new ImageFileException("Expected the JSON of COCO, with \"images\", \"categories\" and \"annotations\", got no images in \"" + file + "\".");
		}
		return content;
	}

	private void picture(JsonSource json) throws IOException {
		String[] texts = { "", "" };
		int[] size = new int[2];
		json.fields(key -> {
			switch (key) {
				case "id" -> texts[0] = json.id();
				case "file_name" -> texts[1] = json.text();
				case "width" -> size[0] = (int) json.number();
				case "height" -> size[1] = (int) json.number();
				default -> json.skip();
			}
		});
		Picture picture = new Picture(texts[0], texts[1], size);
		Picture other = pictures.putIfAbsent(FileNames.stem(texts[1]), picture);
		if (other != null) throw json.wrong("each image once", "\"" + other.name + "\" and \"" + picture.name + "\"");
	}

	private void category(JsonSource json) throws IOException {
		String[] texts = { "", "" };
		json.fields(key -> {
			switch (key) {
				case "id" -> texts[0] = json.id();
				case "name" -> texts[1] = json.text();
				default -> json.skip();
			}
		});
		if (!texts[1].isBlank()) classes.put(texts[0], texts[1].strip());
	}

	/** Collects the fields of an object, which come in any order. */
	private static final class Fields {

		private String id = "";
		private String image = "";
		private String category = "";
		private Optional<Box> box = Optional.empty();
		private Optional<CocoShape> shape = Optional.empty();
		private boolean isCrowd;
	}

	private void entry(JsonSource json) throws IOException {
		Fields f = new Fields();
		json.fields(key -> {
			switch (key) {
				case "id" -> f.id = json.id();
				case "image_id" -> f.image = json.id();
				case "category_id" -> f.category = json.id();
				case "bbox" -> f.box = box(json);
				case "segmentation" -> f.shape = shape(json);
				case "iscrowd", "ignore" -> f.isCrowd |= !Set.of("0", "false").contains(json.text());
				default -> json.skip();
			}
		});
		entries.computeIfAbsent(f.image, image -> new ArrayList<>()).add(new Entry(f.id, f.category, f.box, f.shape, f.isCrowd));
	}

	private static Optional<Box> box(JsonSource json) throws IOException {
		if (json.isNull()) return Optional.empty();
		double[] b = json.numbers();
		if (b.length == 0) return Optional.empty();
		if (b.length != 4) throw json.wrong("x, y, width and height of a box", b.length + " numbers");
		return Optional.of(new Box(b[0], b[1], Math.max(0, b[2]), Math.max(0, b[3])));
	}

	private static Optional<CocoShape> shape(JsonSource json) throws IOException {
		if (json.isNull()) return Optional.empty();
		if (json.isObject()) return Optional.of(runs(json));
		List<double[]> rings = new ArrayList<>();
		json.elements(() -> {
			double[] ring = json.numbers();
			if (ring.length % 2 != 0) throw json.wrong("x and y of each point of a polygon", ring.length + " numbers");
			rings.add(ring);
		});
		return rings.isEmpty() ? Optional.empty() : Optional.of(new CocoShape.Polygons(rings));
	}

	private static CocoShape runs(JsonSource json) throws IOException {
		double[][] numbers = { {}, {} };
		String[] text = { "" };
		json.fields(key -> {
			switch (key) {
				case "size" -> numbers[0] = json.numbers();
				case "counts" -> {
					if (json.isList()) numbers[1] = json.numbers();
					else
						text[0] = json.text();
				}
				default -> json.skip();
			}
		});
		try {
			if (!text[0].isEmpty()) return CocoShape.Runs.compressed(numbers[0], text[0]);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("Expected " + e.getMessage() + " at " + json.place() + ".", e);
		}
		return new CocoShape.Runs(numbers[0], Arrays.stream(numbers[1]).mapToInt(count -> (int) count).toArray());
	}

	@Override
	public Set<String> images() {
		return Collections.unmodifiableSet(pictures.keySet());
	}

	/** Annotations whose image is not in the file. */
	@Override
	public List<Skip> skips() {
		Set<String> known = pictures.values().stream().map(Picture::id).collect(Collectors.toSet());
		List<Skip> strays = new ArrayList<>();
		entries.forEach((image, some) -> {
			if (!known.contains(image))
				some.forEach(entry -> strays.add(new Skip(Skip.Reason.NO_IMAGE, "\"" + name(entry) + "\" of image " + image + " in \"" + file + "\"")));
		});
		return strays;
	}

	@Override
	public Annotations read(String image, Extent extent) throws ImageFileException {
		Picture picture = pictures.get(image);
		boolean isKnown = picture.size[0] > 0 && picture.size[1] > 0;
		if (isKnown && (picture.size[0] != extent.width() || picture.size[1] != extent.height())) {
			throw new ImageFileException("Expected the image '" + picture.name + "' to have " + picture.size[0] + "x" + picture.size[1] + " pixels as \"" + file
				+ "\" says, got " + extent.width() + "x" + extent.height() + ".");
		}
		Collector objects = new Collector(file, extent);
		for (Entry entry : entries.getOrDefault(picture.id, List.of())) {
			add(entry, objects, extent);
		}
		return objects.annotations();
	}

	private void add(Entry entry, Collector objects, Extent extent) throws ImageFileException {
		String label = classes.get(entry.category);
		if (label == null && !entry.isCrowd) {
			objects.skip(Skip.Reason.UNKNOWN_CLASS, name(entry));
			return;
		}
		Optional<PixelMask> mask = mask(entry, extent);
		Box box = entry.box.or(() -> mask.map(PixelMask::bounds)).orElse(new Box(0, 0, 0, 0));
		AnnotatedObject object = new AnnotatedObject(new Tag(name(entry), label == null ? Tag.OBJECT : label, 0), box, mask);
		objects.add(object, entry.isCrowd ? Collector.Role.IGNORED : Collector.Role.OBJECT);
	}

	private static String name(Entry entry) {
		return "annotation " + entry.id;
	}

	private Optional<PixelMask> mask(Entry entry, Extent extent) throws ImageFileException {
		try {
			return entry.shape.map(shape -> shape.mask(extent.width(), extent.height()));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("Expected " + e.getMessage() + " in " + name(entry) + " of \"" + file + "\".", e);
		}
	}
}
