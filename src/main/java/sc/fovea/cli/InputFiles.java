package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ResultImages;

/** The images that were named, one by one or by their folder, each with the stem of its results. */
final class InputFiles {

	/** Subfolders that are named in a sentence; of others the number. */
	private static final int NAMED = 3;

	private final Search search;
	private final Path output;
	private final Told told;
	private final List<String> results = Stream.concat(ResultImages.ENDINGS.stream(), ModelFiles.endings().stream()).toList();
	private final Set<Path> visited = new HashSet<>();

	/**
	 * An image.
	 *
	 * @param file where it lies
	 * @param name its path in the folder that was named, with slashes; of one that was named itself its file name
	 */
	record Image(Path file, String name) {

		/** The name up to the last dot, to which the endings of results are added. */
		String stem() {
			int dot = name.lastIndexOf('.');
			return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
		}

		/** The subfolder of the results. */
		String folder() {
			return name.substring(0, Math.max(0, name.lastIndexOf('/')));
		}

		/** The stem without the subfolder. */
		String lastOfStem() {
			return stem().substring(stem().lastIndexOf('/') + 1);
		}
	}

	/**
	 * Which images of a folder.
	 *
	 * @param isRecursive whether those of its subfolders too
	 * @param glob pattern of the path in the folder, or, without a slash, of the name; empty for all
	 */
	record Search(boolean isRecursive, String glob) {

		static final Search ALL = new Search(false, "");

		/** @throws IllegalArgumentException if the pattern is none */
		Search {
			if (!glob.isEmpty()) matcher(glob);
		}

		private static PathMatcher matcher(String glob) {
			try {
				return FileSystems.getDefault().getPathMatcher("glob:" + glob);
			}
			catch (PatternSyntaxException e) {
				throw new IllegalArgumentException("\"glob\" must be a pattern such as *.tif or plate*/*_w1.tif, but is \"" + glob + "\": " + e.getDescription()
					+ ".", e);
			}
		}

		/** Results of Fovea are images only for a pattern that ends as they do. */
		private boolean takes(Path relative, List<String> results) {
			String name = relative.getFileName().toString();
			if (results.stream().anyMatch(ending -> name.endsWith(ending) && !glob.endsWith(ending))) return false;
			return glob.isEmpty() || matcher(glob).matches(glob.contains("/") ? relative : relative.getFileName());
		}
	}

	/** Takes sentences. */
	interface Told {

		/** Forgets them, where they were told before. */
		Told NOTHING = new Told() {

			@Override
			public void failed(String sentence) {
				// Told before.
			}

			@Override
			public void note(String sentence) {
				// Told before.
			}
		};

		/** What cannot be used. */
		void failed(String sentence);

		/** What should be known. */
		void note(String sentence);
	}

	private InputFiles(Search search, Path output, Told told) {
		this.search = search;
		this.output = real(output);
		this.told = told;
	}

	/**
	 * Finds the images. An image that is named twice is taken once.
	 *
	 * @param output folder of the results; it is not searched below a folder that is named
	 * @param told each path that cannot be used, each image whose results would overwrite those of another, and which subfolders are passed over
	 */
	static List<Image> find(List<Path> paths, Search search, Path output, Told told) {
		Map<Path, Image> images = new LinkedHashMap<>();
		Map<String, Path> taken = new HashMap<>();
		for (Image image : new InputFiles(search, output, told).expand(paths)) {
			Path other = taken.putIfAbsent(image.stem().toLowerCase(Locale.ROOT), image.file());
			if (other == null) {
				images.put(image.file(), image);
			}
			else if (!isSame(image.file(), other)) {
				told.failed(image.file() + ": its results would overwrite those of \"" + other + "\" in \"" + output
					+ "\": the names are the same up to the last dot; rename it or choose another output folder.");
			}
		}
		return List.copyOf(images.values());
	}

	private List<Image> expand(List<Path> paths) {
		List<Image> files = new ArrayList<>();
		for (Path path : paths) {
			try {
				List<Path> found = ImageFiles.list(path);
				boolean isImage = found.equals(List.of(path)); // an OME-Zarr folder is one, too
				if (isImage) files.add(new Image(path, path.getFileName().toString()));
				else
					files.addAll(inFolder(path, found));
			}
			catch (IOException e) {
				told.failed(e.getMessage());
			}
		}
		return files;
	}

	private List<Image> inFolder(Path folder, List<Path> found) throws IOException {
		List<Image> images = new ArrayList<>();
		List<Path> passed = new ArrayList<>();
		visited.clear();
		visit(folder, found, folder, images, passed);
		if (images.isEmpty()) {
			String fitting = search.glob().isEmpty() ? "" : " that fit \"" + search.glob() + "\"";
			told.failed("the folder \"" + folder + "\" holds no images" + fitting + ".");
		}
		if (!passed.isEmpty()) told.note(passedOver(folder, passed));
		return images;
	}

	private static String passedOver(Path folder, List<Path> passed) {
		String names = passed.stream().limit(NAMED).map(sub -> "\"" + sub.getFileName() + "\"").collect(Collectors.joining(", "));
		String others = passed.size() > NAMED ? " and " + (passed.size() - NAMED) + " more" : "";
		return "Images in the subfolder" + (passed.size() == 1 ? " " : "s ") + names + others + " of \"" + folder
			+ "\" are passed over; --recursive takes them, too.";
	}

	private void visit(Path folder, List<Path> found, Path root, List<Image> images, List<Path> passed) throws IOException {
		if (!visited.add(folder.toRealPath())) return; // a link to a folder above
		for (Path file : found) {
			Path relative = root.relativize(file);
			if (search.takes(relative, results)) images.add(new Image(file, relative.toString().replace('\\', '/')));
		}
		for (Path sub : subfolders(folder, found)) {
			if (search.isRecursive()) visit(sub, ImageFiles.list(sub), root, images, passed);
			else if (holdsImages(sub)) passed.add(sub);
		}
	}

	private List<Path> subfolders(Path folder, List<Path> images) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files
				.filter(sub -> Files.isDirectory(sub) && !sub.getFileName().toString().startsWith(".") && !images.contains(sub) && !real(sub).equals(output))
				.sorted(Comparator.comparing(sub -> sub.getFileName().toString())).toList();
		}
	}

	private boolean holdsImages(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.anyMatch(file -> ImageFiles.hasImageName(file) && search.takes(folder.relativize(file), results) && Files.isRegularFile(file));
		}
		catch (java.io.UncheckedIOException e) {
			return false; // what may not be entered would not be searched either
		}
	}

	private static Path real(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException e) {
			return path.toAbsolutePath().normalize(); // it does not exist yet
		}
	}

	private static boolean isSame(Path a, Path b) {
		return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
	}
}
