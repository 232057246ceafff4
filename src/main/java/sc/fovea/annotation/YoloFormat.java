package sc.fovea.annotation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.scijava.plugin.Plugin;

import sc.fovea.data.Extent;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ImageFileException;

/**
 * Text of YOLO, {@code NAME.txt}: a line for each object with the number of its class and, in shares of the image's width and height, the middle, width and
 * height of its box, or the corners of its outline. The names of the classes are the lines of {@code classes.txt} or {@code obj.names} beside it; without them the classes are {@code class 0} and so on. An empty file says that there is
 * nothing.
 */
@Plugin(type = AnnotationFormat.class)
public final class YoloFormat implements AnnotationFormat {

	private static final List<String> NAMES = List.of("classes.txt", "obj.names");
	private static final long LARGEST = 1L << 28;

	@Override
	public String name() {
		return "YOLO text";
	}

	@Override
	public boolean reads(Path file) {
		return FileNames.hasEnding(file, ".txt") && NAMES.stream().noneMatch(file.getFileName().toString()::equalsIgnoreCase);
	}

	@Override
	public AnnotationFile open(Path file) throws ImageFileException {
		List<String> lines = lines(file);
		for (int i = 0; i < lines.size(); i++) {
			numbers(file, lines.get(i), i + 1);
		}
		List<String> names = names(file);
		return AnnotationFile.ofImage(file, extent -> {
			Collector objects = new Collector(file, extent);
			for (int i = 0; i < lines.size(); i++) {
				add(objects, numbers(file, lines.get(i), i + 1), names, extent);
			}
			return objects.annotations();
		});
	}

	private static List<String> lines(Path file) throws ImageFileException {
		try {
			if (Files.size(file) > LARGEST) throw new IOException("it is larger than 256 MB");
			return Files.readAllLines(file, StandardCharsets.UTF_8).stream().filter(line -> !line.isBlank()).toList();
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as text of YOLO: " + e.getMessage() + ".", e);
		}
	}

	private static List<String> names(Path file) throws ImageFileException {
		for (String name : NAMES) {
			Path names = file.resolveSibling(name);
			if (Files.isRegularFile(names)) return lines(names);
		}
		return List.of();
	}

	private static double[] numbers(Path file, String line, int number) throws ImageFileException {
		try {
			double[] values = Arrays.stream(line.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
			boolean isClass = values[0] >= 0 && values[0] == Math.rint(values[0]) && values[0] < 1e6;
			boolean isBox = values.length == 5 || values.length == 6;
			boolean isOutline = values.length >= 7 && values.length % 2 == 1;
			boolean areShares = Arrays.stream(values, 1, values.length).allMatch(v -> v >= -1 && v <= 2);
			if (isClass && (isBox || isOutline) && areShares) return values;
		}
		catch (NumberFormatException e) {
			throw wrong(file, number, e);
		}
		throw wrong(file, number, null);
	}

	private static ImageFileException wrong(Path file, int number, Throwable cause) {
		return new ImageFileException(
			"Expected a class and 4 numbers of a box, or the corners of an outline, as shares from 0 to 1, got something else in line "
				+ number + " of \"" + file + "\".",
			cause);
	}

	private static void add(Collector objects, double[] values, List<String> names, Extent extent) {
		int number = (int) values[0];
		Tag tag = Tag.of(number < names.size() ? names.get(number).strip() : "class " + number);
		if (values.length <= 6) {
			double width = values[3] * extent.width();
			double height = values[4] * extent.height();
			objects.add(tag,
				new Box(values[1] * extent.width() - width / 2, values[2] * extent.height() - height / 2, Math.max(0, width), Math.max(0, height)));
			return;
		}
		double[] ring = Arrays.copyOfRange(values, 1, values.length);
		for (int i = 0; i < ring.length; i++) {
			ring[i] *= i % 2 == 0 ? extent.width() : extent.height();
		}
		PixelMask mask = PixelMask.ofPolygon(List.of(ring), extent.width(), extent.height());
		Box box = mask.area() > 0 ? mask.bounds() : new Box(ring[0], ring[1], 0, 0);
		objects.add(new AnnotatedObject(tag, box, Optional.of(mask)), Collector.Role.OBJECT);
	}
}
