package sc.fovea.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/**
 * Images sorted into folders: one folder for each class, named as the class.
 *
 * <pre>{@code
 * ClassFolders cells = ClassFolders.list(Path.of("cells"));   // cells/lymphocyte/1.png, cells/monocyte/2.tif, …
 * cells.report();   // what was found, and what was skipped and why
 * }</pre>
 *
 * @param folder that holds the folders
 * @param classes names in alphabetical order; numbers of classes are places in this list
 * @param images class after class, by name
 * @param skipped files and folders that are not used
 */
public record ClassFolders(Path folder, List<String> classes, List<Item> images, List<Skipped> skipped) {

	private static final int MOST_SHOWN = 20;

	/** An image of a class. @param file where it lies @param number of its class, from 0 */
	public record Item(Path file, int number) {}

	/** What is not used. @param path file or folder @param reason in words */
	public record Skipped(Path path, String reason) {}

	/** What a folder of annotated images holds. */
	private static final List<String> ANNOTATED = List.of("images", "labels");

	/** Copies the lists. */
	public ClassFolders {
		classes = List.copyOf(classes);
		images = List.copyOf(images);
		skipped = List.copyOf(skipped);
	}

	/**
	 * Looks into the folders, not into the files.
	 *
	 * @throws ImageFileException if there is no such folder, or it holds images of fewer than two classes, or images and labels instead of classes
	 */
	public static ClassFolders list(Path folder) throws ImageFileException {
		if (!Files.isDirectory(folder)) {
			throw new ImageFileException("Expected a folder \"" + folder + "\" with a folder of images for each class, got none.");
		}
		List<String> classes = new ArrayList<>();
		List<Item> images = new ArrayList<>();
		List<Skipped> skipped = new ArrayList<>();
		for (Path entry : entries(folder)) {
			List<Path> files = Files.isDirectory(entry) ? ImageFiles.list(entry) : List.of();
			if (files.isEmpty()) {
				skipped.add(new Skipped(entry, Files.isDirectory(entry) ? "it holds no images" : "it is not in the folder of a class"));
				continue;
			}
			files.forEach(file -> images.add(new Item(file, classes.size())));
			classes.add(entry.getFileName().toString());
			skipped.addAll(others(entry, files));
		}
		ClassFolders all = new ClassFolders(folder, classes, images, skipped);
		all.requireClasses();
		return all;
	}

	/** Whether a folder is laid out so: no {@code images} or {@code labels} in it, but at least two folders of images. What cannot be read is none. */
	public static boolean isOne(Path folder) {
		if (!Files.isDirectory(folder) || ANNOTATED.stream().anyMatch(name -> Files.isDirectory(folder.resolve(name)))) return false;
		try {
			int classes = 0;
			for (Path entry : entries(folder)) {
				classes += Files.isDirectory(entry) && !ImageFiles.list(entry).isEmpty() ? 1 : 0;
			}
			return classes > 1;
		}
		catch (ImageFileException e) {
			return false;
		}
	}

	private static List<Path> entries(Path folder) throws ImageFileException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
				.sorted(Comparator.comparing(entry -> entry.getFileName().toString())).toList();
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read the folder \"" + folder + "\": " + e.getMessage() + ".", e);
		}
	}

	private static List<Skipped> others(Path folder, Collection<Path> images) throws ImageFileException {
		Set<Path> used = new HashSet<>(images);
		return entries(folder).stream().filter(entry -> !used.contains(entry))
			.map(entry -> new Skipped(entry, Files.isDirectory(entry) ? "it is a folder within a class" : "it is not named like an image")).toList();
	}

	private void requireClasses() throws ImageFileException {
		if (classes.size() < 2) {
			throw new ImageFileException("Expected a folder of images for each of at least 2 classes in \"" + folder + "\", got "
				+ (classes.isEmpty() ? "none" : "only \"" + classes.get(0) + "\"") + ".");
		}
		if (classes.equals(ANNOTATED)) {
			throw new ImageFileException("Expected a folder of images for each class in \"" + folder
				+ "\", got \"images\" and \"labels\", as they are for segmentation and detection.");
		}
	}

	/** The same without some images, which turned out not to be usable. @throws ImageFileException if a class is left without images */
	public ClassFolders without(List<Skipped> unusable) throws ImageFileException {
		Set<Path> gone = unusable.stream().map(Skipped::path).collect(Collectors.toSet());
		List<Item> left = images.stream().filter(item -> !gone.contains(item.file())).toList();
		ClassFolders fewer = new ClassFolders(folder, classes, left, Stream.concat(skipped.stream(), unusable.stream()).toList());
		for (int c = 0; c < classes.size(); c++) {
			if (fewer.count(c) == 0) {
				throw new ImageFileException("Expected images in \"" + folder.resolve(classes.get(c)) + "\", got none that can be used: "
					+ unusable.get(0).reason());
			}
		}
		return fewer;
	}

	/** Number of images of a class. */
	public int count(int number) {
		return (int) images.stream().filter(item -> item.number() == number).count();
	}

	/** What was found: images in all and of each class; then what was skipped and why, twenty lines at most. */
	public String report() {
		StringBuilder text = new StringBuilder(images.size() + " images of " + classes.size() + " classes: ");
		for (int c = 0; c < classes.size(); c++) {
			text.append(c == 0 ? "" : ", ").append(classes.get(c)).append(' ').append(count(c));
		}
		text.append('.');
		skipped.stream().limit(MOST_SHOWN).forEach(s -> text.append("\nSkipped \"").append(folder.relativize(s.path())).append("\": ").append(s.reason())
			.append(s.reason().endsWith(".") ? "" : "."));
		if (skipped.size() > MOST_SHOWN) {
			text.append("\nSkipped ").append(skipped.size() - MOST_SHOWN).append(" more.");
		}
		return text.toString();
	}
}
