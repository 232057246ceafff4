package sc.fovea.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fovea.annotation.pickle.CellposeMasks;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.roi.OverlayFile;
import sc.fovea.image.roi.RoiMark;

/** Looks for the annotations of the images of a folder. */
final class FolderScan {

	private final Path folder;
	private final Path labels;
	private final AnnotationFormats formats;
	private final Map<String, Path> images;
	private final Map<String, AnnotatedImage.Source> sources = new TreeMap<>();
	private final Map<String, Path> ignored = new LinkedHashMap<>();
	private final List<Skip> skips = new ArrayList<>();

	FolderScan(Path folder, AnnotationFormats formats) throws ImageFileException {
		this.folder = folder;
		this.labels = folder.resolve("labels");
		this.formats = formats;
		this.images = images(folder.resolve("images"));
	}

	private static Map<String, Path> images(Path folder) throws ImageFileException {
		if (!Files.isDirectory(folder)) {
			throw new ImageFileException("Expected a folder '" + folder + "', got none.");
		}
		Map<String, Path> byName = new TreeMap<>();
		for (Path file : ImageFiles.list(folder)) {
			Path other = byName.putIfAbsent(ImageFiles.stem(file), file);
			if (other != null) {
				throw new ImageFileException("Expected one file of each name, got '" + other + "' and '" + file + "'.");
			}
		}
		Set<String> all = byName.keySet().stream().map(FileNames::plain).collect(Collectors.toSet());
		byName.keySet().removeIf(name -> isOfAnother(name, all));
		return byName;
	}

	/** Whether {@code x_cp_masks.png} lies beside {@code x.tif}: labels, and no image. @param all plain names of the images */
	private static boolean isOfAnother(String name, Set<String> all) {
		String bare = FileNames.bare(name);
		return !bare.equals(FileNames.plain(name)) && all.contains(bare);
	}

	/** Finds the annotations of all images. */
	void find() throws ImageFileException {
		for (Path file : files(labels)) {
			Optional<String> masked = masked(file);
			if (masked.isPresent()) {
				ignored.put(masked.get(), file);
			}
			else {
				take(file);
			}
		}
		for (Path file : files(folder.resolve("images"))) {
			boolean isLeft = FileNames.hasEnding(file, CellposeMasks.ENDING) || ImageFiles.hasImageName(file) && !images.containsKey(ImageFiles.stem(file));
			if (isLeft && !sources.containsKey(image(ImageFiles.stem(file)))) take(file); // where Cellpose leaves them
		}
		Path common = folder.resolve("coco.json");
		if (!Files.isRegularFile(common)) return;
		if (sources.isEmpty()) {
			take(common);
		}
		else {
			skips.add(new Skip(Skip.Reason.NOT_READ, "\"" + common + "\""));
		}
	}

	private static List<Path> files(Path folder) throws ImageFileException {
		if (!Files.isDirectory(folder)) return List.of();
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")).sorted().toList();
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot list the folder \"" + folder + "\": " + e.getMessage() + ".", e);
		}
	}

	/** The image whose mask of what is not annotated this is. */
	private Optional<String> masked(Path file) {
		String stem = ImageFiles.stem(file);
		String image = stem.endsWith(DataSet.IGNORE) ? stem.substring(0, stem.length() - DataSet.IGNORE.length()) : "";
		return ImageFiles.hasImageName(file) && images.containsKey(image) && !images.containsKey(stem) ? Optional.of(image) : Optional.empty();
	}

	private void take(Path file) throws ImageFileException {
		Optional<AnnotationFormat> format = formats.of(file);
		boolean isText = FileNames.hasEnding(file, ".txt") && !images.containsKey(image(ImageFiles.stem(file))); // notes of people, and no annotation
		if (format.isEmpty() || isText) return;
		AnnotationFile content;
		try {
			content = format.get().open(file);
		}
		catch (ImageFileException e) {
			if (isStrict()) throw e;
			skips.add(new Skip(Skip.Reason.UNREADABLE, e.getMessage()));
			return;
		}
		skips.addAll(content.skips());
		for (String name : content.images()) {
			String image = image(name);
			AnnotatedImage.Source source = new AnnotatedImage.Source(format.get().name(), file, content.named(image, name));
			AnnotatedImage.Source other = sources.putIfAbsent(image, source);
			if (other != null) {
				throw new ImageFileException(
					"Expected one file of each name, or one annotation for each image, got '" + other.file() + "' and '" + file + "' for '"
						+ image + "'.");
			}
		}
	}

	/** The image that a name of labels means: the same name, or the only one that is alike but for letters, {@code .ome} or what programs add. */
	private String image(String name) {
		if (images.containsKey(name)) return name;
		List<String> alike = images.keySet().stream().filter(image -> FileNames.plain(image).equals(FileNames.plain(name))).toList();
		if (alike.isEmpty()) alike = images.keySet().stream().filter(image -> FileNames.plain(image).equals(FileNames.bare(name))).toList();
		return alike.size() == 1 ? alike.get(0) : name;
	}

	/** The images with annotations, sorted by name. */
	List<AnnotatedImage> annotated() throws ImageFileException {
		List<AnnotatedImage> found = new ArrayList<>();
		for (Map.Entry<String, Path> image : images.entrySet()) {
			Optional<AnnotatedImage.Source> source = sources.containsKey(image.getKey())
				? Optional.of(sources.get(image.getKey()))
				: overlay(image.getValue());
			if (isEmpty(image.getValue())) {
				skips.add(new Skip(Skip.Reason.EMPTY_FILE, "\"" + image.getValue() + "\""));
			}
			else if (source.isEmpty()) {
				skips.add(new Skip(Skip.Reason.NO_ANNOTATION, "\"" + image.getValue() + "\""));
			}
			else {
				AnnotatedImage.Source content = formats.splitsMasks() ? source.get().split() : source.get();
				found.add(new AnnotatedImage(image.getKey(), image.getValue(), content, Optional.ofNullable(ignored.get(image.getKey()))));
			}
		}
		sources.forEach((name, source) -> {
			if (!images.containsKey(name)) skips.add(new Skip(Skip.Reason.NO_IMAGE, "'" + name + "' of \"" + source.file() + "\""));
		});
		return found;
	}

	private static boolean isEmpty(Path image) throws ImageFileException {
		try {
			return Files.size(image) == 0;
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + image + "\": " + e.getMessage() + ".", e);
		}
	}

	/** The overlay that ImageJ keeps in an image's own file. */
	private static Optional<AnnotatedImage.Source> overlay(Path image) throws ImageFileException {
		if (!OverlayFile.isIn(image)) return Optional.empty();
		AnnotationFile content = AnnotationFile.ofImage(image,
			extent -> RoiFormat.annotations(image, extent, RoiMark.overlay(image, extent.width(), extent.height())));
		return Optional.of(new AnnotatedImage.Source("overlay", image, content));
	}

	/** Whether a file that cannot be used ends it, and is not only left out. */
	boolean isStrict() {
		return formats.isStrict();
	}

	List<Skip> skips() {
		return skips;
	}

	/** What is missing where nothing belongs together. */
	String lonely() {
		if (!Files.isDirectory(labels) && sources.isEmpty()) return "no folder '" + labels + "'";
		return images.keySet().stream().findFirst().map(name -> "no labels for '" + name + "'")
			.or(() -> sources.keySet().stream().findFirst().map(name -> "no image for '" + name + "'")).orElse("none");
	}
}
