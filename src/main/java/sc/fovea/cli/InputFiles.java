package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sc.fovea.image.ImageFiles;

/** The images that were named, one by one or by their folder, each with the stem of its results. */
final class InputFiles {

	/** Files that {@code segment}, {@code detect} and {@code localize} themselves write; they are no input when a folder is named. */
	private static final List<String> RESULTS = List.of("_labels.tif", "_overlay.png");

	private InputFiles() {}

	/**
	 * Finds the images. An image that is named twice is taken once.
	 *
	 * @param failed called with a sentence for each path that cannot be used, and for each image whose results would overwrite those of another
	 */
	static Map<Path, String> find(List<Path> paths, Path output, Consumer<String> failed) {
		Map<Path, String> stems = new LinkedHashMap<>();
		Map<String, Path> taken = new HashMap<>();
		for (Path file : expand(paths, failed)) {
			String stem = stem(file);
			Path other = taken.putIfAbsent(stem.toLowerCase(Locale.ROOT), file);
			if (other == null) {
				stems.put(file, stem);
			}
			else if (!isSame(file, other)) {
				failed.accept(file + ": its results would overwrite those of \"" + other + "\" in \"" + output + "\": the names are the same up to the last dot"
					+ "; rename it or choose another output folder.");
			}
		}
		return stems;
	}

	private static List<Path> expand(List<Path> paths, Consumer<String> failed) {
		List<Path> files = new ArrayList<>();
		for (Path path : paths) {
			try {
				List<Path> found = ImageFiles.list(path);
				List<Path> images = Files.isDirectory(path) ? found.stream().filter(file -> !isResult(file)).toList() : found;
				if (images.isEmpty()) failed.accept("the folder \"" + path + "\" holds no images.");
				files.addAll(images);
			}
			catch (IOException e) {
				failed.accept(e.getMessage());
			}
		}
		return files;
	}

	private static boolean isResult(Path file) {
		return Stream.concat(RESULTS.stream(), ModelFiles.endings().stream()).anyMatch(file.getFileName().toString()::endsWith);
	}

	private static boolean isSame(Path a, Path b) {
		return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
	}

	private static String stem(Path file) {
		String name = file.getFileName().toString();
		int dot = name.lastIndexOf('.');
		return dot > 0 ? name.substring(0, dot) : name;
	}
}
