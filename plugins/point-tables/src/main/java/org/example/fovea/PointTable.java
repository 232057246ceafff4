package org.example.fovea;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.scijava.plugin.Plugin;

import sc.fovea.annotation.AnnotationFile;
import sc.fovea.annotation.AnnotationFormat;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.Collector;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledPoint;
import sc.fovea.image.ImageFileException;

/**
 * Points in a table {@code labels/NAME.csv} with columns {@code X} and {@code Y} in pixels, as <i>Measure</i> gives them for a multi-point selection in an image
 * without a scale. Other columns do not matter.
 */
@Plugin(type = AnnotationFormat.class)
public final class PointTable implements AnnotationFormat {

	@Override
	public String name() {
		return "table of points";
	}

	@Override
	public boolean reads(Path file) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
	}

	@Override
	public AnnotationFile open(Path file) {
		return AnnotationFile.ofImage(file, extent -> points(file, extent));
	}

	private static Annotations points(Path file, Extent extent) throws ImageFileException {
		List<String> lines = new ArrayList<>(lines(file));
		lines.removeIf(String::isBlank);
		List<String> titles = lines.isEmpty() ? List.of() : Arrays.stream(lines.get(0).split(",")).map(String::strip).toList();
		if (!titles.containsAll(List.of("X", "Y"))) throw new ImageFileException("Expected a table with the columns X and Y in \"" + file + "\", got " + titles + ".");
		Collector points = new Collector(file, extent);
		for (int line = 1; line < lines.size(); line++) {
			String[] cells = lines.get(line).split(",", -1);
			points.point(new LabelledPoint("point", inside(file, line, cells, titles.indexOf("X"), extent.width()),
				inside(file, line, cells, titles.indexOf("Y"), extent.height()), 0));
		}
		return points.annotations();
	}

	private static List<String> lines(Path file) throws ImageFileException {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException e) {
			throw new ImageFileException("Expected a table in \"" + file + "\", got a file that cannot be read as text.", e);
		}
	}

	private static double inside(Path file, int line, String[] cells, int column, int extent) throws ImageFileException {
		String text = column < cells.length ? cells[column].strip() : "";
		try {
			double value = Double.parseDouble(text);
			if (value >= 0 && value <= extent) return value;
		}
		catch (NumberFormatException e) {
			throw new ImageFileException(notInside(file, line, text, extent), e);
		}
		throw new ImageFileException(notInside(file, line, text, extent));
	}

	private static String notInside(Path file, int line, String text, int extent) {
		return "Expected a number from 0 to " + extent + " in row " + line + " of \"" + file + "\", got '" + text + "'.";
	}
}
