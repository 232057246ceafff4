package sc.fovea.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/**
 * An image file with the label image of the same name: the layout {@code images/<stem>.*} beside {@code labels/<stem>.*}.
 *
 * @param image file in {@code images/}
 * @param labels file in {@code labels/}
 */
public record ImagePair(Path image, Path labels) {

	/**
	 * The pairs of a folder, sorted by name.
	 *
	 * @param folder holds {@code images} and {@code labels}
	 * @throws ImageFileException if a sub-folder is missing, an image has no labels or the labels no image, or there is no pair at all
	 */
	public static List<ImagePair> list(Path folder) throws ImageFileException {
		Map<String, Path> images = byStem(folder.resolve("images"));
		Map<String, Path> labels = byStem(folder.resolve("labels"));
		List<ImagePair> pairs = new ArrayList<>();
		images.forEach((stem, image) -> {
			if (labels.containsKey(stem)) {
				pairs.add(new ImagePair(image, labels.get(stem)));
			}
		});
		checkComplete(folder, pairs.size(), images, labels);
		return pairs;
	}

	/** Name of a file without its ending. */
	public static String stem(Path file) {
		return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
	}

	private static Map<String, Path> byStem(Path folder) throws ImageFileException {
		if (!Files.isDirectory(folder)) {
			throw new ImageFileException("Expected a folder '" + folder + "', got none.");
		}
		try {
			return ImageFiles.list(folder).stream().collect(Collectors.toMap(ImagePair::stem, Function.identity(), (a, b) -> {
				throw new IllegalArgumentException("Expected one file of each name, got '" + a + "' and '" + b + "'.");
			}, TreeMap::new));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException(e.getMessage(), new IOException(e));
		}
	}

	private static void checkComplete(Path folder, int pairs, Map<String, Path> images, Map<String, Path> labels) throws ImageFileException {
		if (pairs == 0 || pairs < images.size() || pairs < labels.size()) {
			String lonely = images.keySet().stream().filter(s -> !labels.containsKey(s)).findFirst().map(s -> "no labels for '" + s + "'")
				.or(() -> labels.keySet().stream().filter(s -> !images.containsKey(s)).findFirst().map(s -> "no image for '" + s + "'"))
				.orElse("none");
			throw new ImageFileException("Expected images and labels of the same names in '" + folder + "', got " + lonely + ".");
		}
	}
}
