package sc.fovea.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.DataSet;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/**
 * True labels to compare with.
 *
 * @param name of the files without ending
 * @param labels file of the true labels
 * @param truth what is in it
 * @param image file of the image; empty if only labels are compared and it is not there
 */
public record Reference(String name, Path labels, Truth truth, Optional<Path> image) {

	/**
	 * The annotated images of a data set.
	 *
	 * @param data with images and annotations of any format
	 */
	public static List<Reference> images(DataSet data) {
		return data.images().stream().map(Reference::of).toList();
	}

	/** An annotated image. */
	public static Reference of(AnnotatedImage image) {
		return new Reference(image.name(), image.source().file(), Truth.of(image), Optional.of(image.image()));
	}

	/**
	 * The label images of a folder, sorted by name.
	 *
	 * @param folder holds {@code labels} and, for pictures, {@code images}; or label images itself
	 * @param splitsMasks whether the connected parts of a mask are objects
	 * @throws ImageFileException if the folder does not exist, holds no labels, or two of the same name
	 */
	public static List<Reference> labels(Path folder, boolean splitsMasks) throws ImageFileException {
		boolean isNested = Files.isDirectory(folder.resolve("labels"));
		Path labels = isNested ? folder.resolve("labels") : folder;
		Path images = folder.resolve("images");
		Map<String, Path> pictures = isNested && Files.isDirectory(images) ? byName(images) : Map.of();
		Map<String, Path> files = byName(labels);
		Map<String, Path> masks = masks(files);
		List<Reference> references = files.entrySet().stream().filter(entry -> !masks.containsValue(entry.getValue()))
			.map(entry -> new Reference(entry.getKey(), entry.getValue(),
				Truth.of(entry.getValue(), Optional.ofNullable(masks.get(entry.getKey())), splitsMasks),
				Optional.ofNullable(pictures.get(entry.getKey()))))
			.toList();
		if (references.isEmpty()) throw new ImageFileException("Expected label images in the folder \"" + labels + "\", got none.");
		return references;
	}

	/** By name of other labels the masks that say where these are not annotated. */
	private static Map<String, Path> masks(Map<String, Path> files) {
		Map<String, Path> masks = new LinkedHashMap<>();
		for (String name : files.keySet()) {
			if (files.containsKey(name + DataSet.IGNORE)) masks.put(name, files.get(name + DataSet.IGNORE));
		}
		return masks;
	}

	/** The images of a folder by their names without ending. @throws ImageFileException if it is no folder, or two have the same name */
	static Map<String, Path> byName(Path folder) throws ImageFileException {
		if (!Files.isDirectory(folder)) throw new ImageFileException("Expected a folder \"" + folder + "\", got none.");
		Map<String, Path> files = new LinkedHashMap<>();
		for (Path file : ImageFiles.list(folder)) {
			Path other = files.putIfAbsent(ImageFiles.stem(file), file);
			if (other != null) throw new ImageFileException("Expected one file of each name, got \"" + other + "\" and \"" + file + "\".");
		}
		return files;
	}
}
