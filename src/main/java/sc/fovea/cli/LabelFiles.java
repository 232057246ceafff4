package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/**
 * Label images beside images.
 *
 * @param place a label image, or a folder of them
 */
record LabelFiles(Path place) {

	/** The label image of an image: {@code STEM_labels} as {@code fovea segment} writes it, or {@code STEM}. @throws IOException with a sentence, if there is none or two */
	Path of(Path image) throws IOException {
		if (!Files.isDirectory(place)) return place;
		String stem = ImageFiles.stem(image);
		List<Path> all = ImageFiles.list(place).stream().filter(file -> !file.toAbsolutePath().normalize().equals(image.toAbsolutePath().normalize())).toList();
		List<Path> named = named(all, stem + "_labels");
		List<Path> found = named.isEmpty() ? named(all, stem) : named;
		if (found.size() != 1) {
			throw new ImageFileException("Expected a label image \"" + stem + "_labels\" or \"" + stem + "\" in \"" + place + "\", got "
				+ (found.isEmpty() ? "none" : found.size()) + ".");
		}
		return found.get(0);
	}

	private static List<Path> named(List<Path> files, String stem) {
		return files.stream().filter(file -> ImageFiles.stem(file).equals(stem)).toList();
	}
}
