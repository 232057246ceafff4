package sc.fovea.job.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import sc.fovea.image.ImageFiles;

/**
 * An image and the class that its folder names.
 *
 * @param file of the image
 * @param name file name, behind the name of its class and a slash if there is one
 * @param label name of the class; empty if there is none
 */
public record ClassFiles(Path file, String name, String label) {

	/**
	 * The images of a folder: those in it, or, if its images lie in subfolders, those of each of them, whose name is the class.
	 *
	 * @throws IOException if there is no such folder, or it holds no images
	 */
	public static List<ClassFiles> of(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) throw new IOException("Expected a folder of images, or of a folder of images for each class, got \"" + folder + "\".");
		List<ClassFiles> files = new ArrayList<>();
		for (Path file : ImageFiles.list(folder)) {
			files.add(new ClassFiles(file, file.getFileName().toString(), ""));
		}
		if (files.isEmpty()) {
			for (Path sub : subfolders(folder)) {
				String label = sub.getFileName().toString();
				for (Path file : ImageFiles.list(sub)) {
					files.add(new ClassFiles(file, label + "/" + file.getFileName(), label));
				}
			}
		}
		if (files.isEmpty()) throw new IOException("The folder \"" + folder + "\" holds no images, and no folders of images.");
		return files;
	}

	private static List<Path> subfolders(Path folder) throws IOException {
		try (Stream<Path> found = Files.list(folder)) {
			return found.filter(Files::isDirectory).filter(sub -> !sub.getFileName().toString().startsWith(".")).sorted().toList();
		}
	}
}
