package sc.fovea.job.annotate;

import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.RoiFormat;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.job.Formats;
import sc.fovea.model.Sha256;

/**
 * A folder of images and their outlines, as {@code fovea train} reads it: {@code images/NAME.tif} and {@code labels/NAME.zip}. Beside them, in {@code annotate/}, is
 * what has not been added yet ({@code drafts}), what outlines were before ({@code versions}), the models of the rounds ({@code models}), and {@code journal.json}.
 * Nothing that was annotated is ever deleted: it becomes a version.
 */
public final class AnnotationFolder {

	private static final String ZIP = ".zip";

	private final Path folder;

	/** How far an image is. */
	public enum State {

		/** It has no outlines. */
		TO_DO("to do"),
		/** Its outlines were changed, and are not part of the data yet. */
		DRAFT("draft"),
		/** Its outlines are part of the data. */
		ANNOTATED("annotated"),
		/** Likewise, and they began as a prediction. */
		CORRECTED("corrected"),
		/** The last round learned from them as they are. */
		USED("used");

		private final String words;

		State(String words) {
			this.words = words;
		}

		/** For people. */
		public String words() {
			return words;
		}
	}

	/** An image of the folder. @param name of its file without ending */
	public record Entry(String name, Path image, State state) {}

	/** @param folder need not exist */
	public AnnotationFolder(Path folder) {
		this.folder = folder.toAbsolutePath().normalize();
	}

	/** Where it is. */
	public Path path() {
		return folder;
	}

	private Path images() {
		return folder.resolve("images");
	}

	private Path labels() {
		return folder.resolve("labels");
	}

	private Path own(String name) {
		return folder.resolve("annotate").resolve(name);
	}

	/** The file of the model of a round, which need not exist. */
	Path model(int round) {
		return own("models").resolve("round-" + round + ZIP);
	}

	private Path draft(String name) {
		return own("drafts").resolve(name + ZIP);
	}

	/** Whether it can be opened: it does not exist yet, is empty, or has images. @throws IllegalArgumentException if it is something else, with a sentence */
	public void requireUsable() throws IOException {
		if (!Files.exists(folder)) return;
		if (!Files.isDirectory(folder)) throw new IllegalArgumentException("Expected a folder for annotated images, got the file \"" + folder + "\".");
		try (Stream<Path> files = Files.list(folder)) {
			boolean isFree = files.noneMatch(file -> !file.getFileName().toString().startsWith("."));
			if (!isFree && !Files.isDirectory(images())) {
				throw new IllegalArgumentException("Expected an empty folder, or one with a folder \"images\" in it, got \"" + folder
					+ "\" with other things; choose or make another one.");
			}
		}
	}

	/** The images, sorted by name. @throws IOException with a sentence, if the folder cannot be read */
	public List<Entry> entries() throws IOException {
		if (!Files.isDirectory(images())) return List.of();
		Map<String, Path> sources = sources();
		Journal journal = journal();
		List<Entry> entries = new ArrayList<>();
		for (Path image : ImageFiles.list(images())) {
			String name = ImageFiles.stem(image);
			entries.add(new Entry(name, image, state(name, Optional.ofNullable(sources.get(name)), journal)));
		}
		entries.sort(Comparator.comparing(Entry::name));
		return entries;
	}

	/** Files of annotations by the names of their images. */
	private Map<String, Path> sources() throws IOException {
		return DataSet.find(folder, Formats.installed()).images().stream()
			.collect(Collectors.toMap(AnnotatedImage::name, image -> image.source().file()));
	}

	private State state(String name, Optional<Path> source, Journal journal) throws IOException {
		if (Files.exists(draft(name))) return State.DRAFT;
		if (source.isEmpty()) return State.TO_DO;
		Optional<String> used = journal.last().map(round -> round.digests().get(name));
		if (used.isPresent() && used.get().equals(Sha256.of(source.get()))) return State.USED;
		return journal.corrected().contains(name) ? State.CORRECTED : State.ANNOTATED;
	}

	/** Digests of all outlines that a training would learn from, by the names of their images. @throws IOException with a sentence, if they cannot be read */
	Map<String, String> digests() throws IOException {
		Map<String, String> digests = new TreeMap<>();
		for (Map.Entry<String, Path> source : (Files.isDirectory(images()) ? sources() : Map.<String, Path>of()).entrySet()) {
			digests.put(source.getKey(), Sha256.of(source.getValue()));
		}
		return digests;
	}

	/**
	 * Copies an image into the folder, without overlay and selection, and with no outlines yet.
	 *
	 * @param name of the file that is wished; empty for the title. One that is taken gets a number
	 * @return the name that it got
	 * @throws IllegalArgumentException with a sentence, if it has several slices or frames, or no name
	 * @throws IOException with a sentence, if it cannot be written
	 */
	public String add(ImagePlus image, String name) throws IOException {
		String wished = stem(image, name);
		List<String> taken = Files.isDirectory(images()) ? ImageFiles.list(images()).stream().map(ImageFiles::stem).toList() : List.of();
		String free = wished;
		for (int n = 2; taken.contains(free); n++) {
			free = wished + "-" + n;
		}
		requirePlane(image);
		write(image, free);
		return free;
	}

	/**
	 * Adds an image with its outlines, as they are; an earlier image of the same name is replaced.
	 *
	 * @param name of the files; empty for the title
	 * @return the file of the outlines
	 * @throws IllegalArgumentException with a sentence, if the image has several slices or frames or no name, or is annotated in another format already
	 * @throws IOException with a sentence, if it cannot be written
	 */
	public Path annotate(ImagePlus image, List<Roi> outlines, String name) throws IOException {
		requirePlane(image);
		String stem = stem(image, name);
		Path file = Files.createDirectories(labels()).resolve(stem + ZIP);
		requireNoOther(file);
		keepVersion(stem, file);
		RoiFiles.write(outlines, file);
		write(image, stem);
		return file;
	}

	private void write(ImagePlus image, String stem) throws IOException {
		ImagePlus plain = (ImagePlus) image.clone();
		plain.setOverlay(null);
		plain.deleteRoi();
		ImageWriter.saveTiff(plain, Files.createDirectories(images()).resolve(stem + ".tif"));
	}

	private static void requirePlane(ImagePlus image) {
		if (image.getNSlices() * image.getNFrames() != 1) {
			throw new IllegalArgumentException("An image of one slice and one frame is needed, but this one has " + image.getNSlices() + " and "
				+ image.getNFrames() + "; duplicate the slice that is annotated.");
		}
	}

	private static void requireNoOther(Path labels) throws IOException {
		try (Stream<Path> files = Files.list(labels.getParent())) {
			String stem = ImageFiles.stem(labels);
			Optional<Path> other = files.filter(file -> ImageFiles.stem(file).equals(stem) && !file.equals(labels)).findFirst();
			if (other.isPresent()) {
				throw new IllegalArgumentException(
					"An image has one annotation, but there is \"" + other.get() + "\" already; give another name, or delete it.");
			}
		}
	}

	/** The title as a name of files; characters that some systems do not allow become {@code _}. */
	private static String stem(ImagePlus image, String name) {
		Path title = Path.of(safe(image.getTitle()));
		String text = !name.isBlank() ? safe(name) : ImageFiles.hasImageName(title) ? ImageFiles.stem(title) : title.toString();
		if (text.isBlank()) throw new IllegalArgumentException("\"name\" must be a name for files, but the image has no title.");
		return text;
	}

	private static String safe(String text) {
		return text.strip().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
	}

	/** Copies image files into the folder. @return their names @throws IOException with a sentence, if one cannot be read, or its name is taken */
	public List<String> addFiles(List<Path> files) throws IOException {
		List<String> names = new ArrayList<>();
		for (Path file : files) {
			names.add(add(ImageFiles.open(file), ImageFiles.stem(file)));
		}
		return names;
	}

	/** Opens an image. @throws IOException with a sentence, if it is not there, or cannot be read */
	public ImagePlus open(String name) throws IOException {
		for (Path image : ImageFiles.list(images())) {
			if (ImageFiles.stem(image).equals(name)) return ImageFiles.open(image);
		}
		throw new IOException("Expected an image \"" + name + "\" in \"" + images() + "\", got none.");
	}

	/**
	 * The outlines of an image: those of its draft, else of its annotation in whatever format, else none.
	 *
	 * @throws IOException with a sentence, if they cannot be read
	 */
	public List<Roi> outlines(String name) throws IOException {
		if (Files.exists(draft(name))) return RoiFiles.read(draft(name));
		Optional<AnnotatedImage> image = annotated(name);
		if (image.isEmpty()) return List.of();
		Path file = image.get().source().file();
		boolean isOurs = file.equals(labels().resolve(name + ZIP)) && image.get().ignored().isEmpty();
		return isOurs ? RoiFiles.read(file) : outlines(image.get().annotations());
	}

	private Optional<AnnotatedImage> annotated(String name) throws IOException {
		if (!Files.isDirectory(images())) return Optional.empty();
		return DataSet.find(folder, Formats.installed()).images().stream().filter(image -> image.name().equals(name)).findFirst();
	}

	/** Outlines of another format; what is not annotated becomes one that is named {@code ignore}. */
	private static List<Roi> outlines(Annotations annotations) throws ImageFileException {
		int width = annotations.extent().width();
		int[] ids = Arrays.stream(annotations.instances()).map(id -> Math.max(0, id)).toArray();
		List<Roi> outlines = new ArrayList<>(LabelRois.of(ids, width));
		if (!annotations.objects().isEmpty()) {
			outlines.forEach(outline -> {
				int id = Integer.parseInt(outline.getName());
				outline.setName(RoiFormat.name(annotations.objects().get(id - 1).tag(), id));
			});
		}
		int[] ignored = new int[ids.length];
		annotations.ignored().stream().filter(i -> i < ignored.length).forEach(i -> ignored[i] = 1);
		List<Roi> regions = LabelRois.of(ignored, width);
		regions.forEach(region -> region.setName("ignore"));
		outlines.addAll(regions);
		return outlines;
	}

	/** Keeps outlines that are not part of the data yet. @throws IOException with a sentence, if they cannot be written */
	public void keepDraft(String name, List<Roi> outlines) throws IOException {
		Files.createDirectories(draft(name).getParent());
		RoiFiles.write(outlines, draft(name));
	}

	/** Forgets outlines that are not part of the data. */
	void deleteDraft(String name) throws IOException {
		Files.deleteIfExists(draft(name));
	}

	/**
	 * Makes outlines part of the data; what was annotated before becomes a version, in whatever format.
	 *
	 * @param isCorrected whether they began as a prediction
	 * @throws IOException with a sentence, if they cannot be written, or the image is annotated together with others in one file
	 */
	public void save(String name, List<Roi> outlines, boolean isCorrected) throws IOException {
		Path file = Files.createDirectories(labels()).resolve(name + ZIP);
		Optional<AnnotatedImage> before = annotated(name);
		if (before.isPresent()) replace(name, before.get(), file);
		RoiFiles.write(outlines, file);
		update(journal -> journal.with(name, isCorrected));
		deleteDraft(name);
	}

	private void replace(String name, AnnotatedImage before, Path file) throws IOException {
		Path source = before.source().file();
		boolean isShared = !source.equals(before.image()) && !(source.getParent().equals(labels()) && before.source().content().images().size() == 1);
		if (isShared) {
			throw new IOException("Expected outlines of \"" + name + "\" alone, got \"" + source
				+ "\" with those of other images; annotate in another folder, or save each image's outlines in a file of its own.");
		}
		keepVersion(name, source.equals(before.image()) ? file : source);
		if (before.ignored().isPresent()) {
			keepVersion(name, before.ignored().get());
			Files.delete(before.ignored().get());
		}
		if (!source.equals(file) && !source.equals(before.image())) Files.delete(source);
	}

	private void keepVersion(String name, Path file) throws IOException {
		if (!Files.exists(file)) return;
		Path folderOf = Files.createDirectories(own("versions").resolve(name));
		int number = versions(name).size() + 1;
		Path version;
		do {
			version = folderOf.resolve(String.format("%04d-%s", number++, file.getFileName()));
		} while (Files.exists(version));
		Files.copy(file, version, StandardCopyOption.COPY_ATTRIBUTES);
	}

	/** What the outlines of an image were before, the latest first: files of the ROI Manager. @throws IOException if they cannot be listed */
	public List<Path> versions(String name) throws IOException {
		Path folderOf = own("versions").resolve(name);
		if (!Files.isDirectory(folderOf)) return List.of();
		try (Stream<Path> files = Files.list(folderOf)) {
			return files.filter(file -> file.getFileName().toString().endsWith(ZIP)).sorted(Comparator.reverseOrder()).toList();
		}
	}

	/** The rounds so far. @throws IOException with a sentence, if the journal cannot be read */
	public List<Round> rounds() throws IOException {
		return journal().rounds();
	}

	/** The model that the last round left; empty before the first. @throws IOException as above */
	public Optional<String> model() throws IOException {
		return journal().last().map(Round::kept).filter(kept -> !kept.isEmpty()).map(this::resolved);
	}

	/** A model's file in this folder, which may have been moved, or the name of a model elsewhere. */
	private String resolved(String kept) {
		return kept.startsWith("annotate/") ? folder.resolve(kept).toString() : kept;
	}

	/** The name under which a round remembers a model of this folder. */
	static String kept(int round) {
		return "annotate/models/round-" + round + ZIP;
	}

	/** How a model is written in the journal. */
	String journalled(String model) {
		String inside = folder.resolve("annotate").toString();
		return model.startsWith(inside) ? folder.relativize(Path.of(model)).toString().replace('\\', '/') : model;
	}

	Journal journal() throws IOException {
		return Journal.read(own("journal.json"));
	}

	/** Changes the journal; one thread at a time. */
	synchronized void update(UnaryOperator<Journal> change) throws IOException {
		change.apply(journal()).write(own("journal.json"));
	}
}
