package sc.fovea.model;

import sc.fovea.plugin.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds models: in the user's folder ({@code NAME.zip}), among those bundled with Fovea, or as the path of an archive. A model in the
 * folder goes before a bundled one of the same name.
 *
 * <pre>{@code
 * ModelStore store = ModelStore.standard();
 * store.list().forEach(entry -> ...);
 * Model nuclei = store.load("nuclei");
 * Model mine = store.load("experiments/mine.zip");
 * }</pre>
 *
 * @param folder of the user; need not exist
 * @param resources on whose class path the bundled models are, as {@code models/NAME.zip} with their names in {@code models/index.txt}
 */
public record ModelStore(Path folder, ClassLoader resources) {

	private static final String BUNDLED = "models/";
	private static final String ARCHIVE = ".zip";

	/** A place from which a model can be read. */
	private interface Place {

		/** What the list says of the origin. */
		String origin();

		/** Gives a file, for the time of the reading. */
		<T> T with(Reading<T> reading) throws IOException;
	}

	/** What is done with an archive. */
	@FunctionalInterface
	private interface Reading<T> {

		T read(Path path, String file) throws IOException;
	}

	/**
	 * Fovea's own models and those of the user: in the folder of the system property {@code fovea.models}, else of the environment variable
	 * {@code FOVEA_MODELS}, else in {@code .fovea/models} of the user's home.
	 */
	public static ModelStore standard() {
		String home = Path.of(System.getProperty("user.home"), ".fovea", "models").toString();
		String folder = System.getProperty("fovea.models", System.getenv().getOrDefault("FOVEA_MODELS", home));
		return new ModelStore(Path.of(folder), ModelStore.class.getClassLoader());
	}

	/**
	 * Reads a model.
	 *
	 * @param nameOrPath a name of the list, or the path of an archive or of another program's model, absolute or from the working directory
	 * @throws UnknownModelException if there is no such name, with the names that exist and the nearest
	 * @throws ModelFormatException if the archive cannot be read
	 */
	public Model load(String nameOrPath) throws IOException {
		Place place = places().get(nameOrPath);
		if (place != null) {
			return place.with(ModelArchive::read);
		}
		Path path = path(nameOrPath);
		boolean isPath = path.getNameCount() > 1 || path.isAbsolute() || nameOrPath.endsWith(ARCHIVE);
		Optional<Model> foreign = nameOrPath.isBlank() ? Optional.empty() : foreign(path);
		if (foreign.isPresent()) {
			return foreign.get();
		}
		if (!isPath && !Files.isRegularFile(path)) {
			throw unknown(nameOrPath);
		}
		return ModelArchive.read(path, nameOrPath);
	}

	/**
	 * By what a model is known again: SHA-256 of what {@link #load} would read.
	 *
	 * @throws UnknownModelException as {@link #load} does
	 * @throws IOException if it cannot be read
	 */
	public String digest(String nameOrPath) throws IOException {
		Place place = places().get(nameOrPath);
		if (place != null) return place.with((path, file) -> Sha256.of(path));
		Path path = path(nameOrPath);
		if (!Files.exists(path)) throw unknown(nameOrPath);
		if (!Files.isDirectory(path)) return Sha256.of(path);
		StringBuilder parts = new StringBuilder();
		try (Stream<Path> files = Files.walk(path)) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				parts.append(path.relativize(file)).append('\t').append(Sha256.of(file)).append('\n');
			}
		}
		return Sha256.of(parts.toString());
	}

	/**
	 * Deletes a model of the user.
	 *
	 * @param name of the list
	 * @return the file that is no more
	 * @throws UnknownModelException if there is no such name
	 * @throws IllegalArgumentException if the model comes with Fovea
	 * @throws IOException if the file cannot be deleted
	 */
	public Path delete(String name) throws IOException {
		Place place = places().get(name);
		if (place == null) throw unknown(name);
		if (!(place instanceof InFolder own)) throw new IllegalArgumentException("Expected a model of your own, got '" + name + "', which comes with Fovea.");
		Files.delete(own.file());
		return own.file();
	}

	/** The model of another program, if it is one. */
	private static Optional<Model> foreign(Path path) throws IOException {
		if (!Files.exists(path)) return Optional.empty();
		for (ModelReader reader : ServiceLoader.load(ModelReader.class, ModelStore.class.getClassLoader())) {
			Optional<Model> model = reader.read(path);
			if (model.isPresent()) return model;
		}
		return Optional.empty();
	}

	/**
	 * All models by name, sorted. One that cannot be read is in the list with its problem.
	 *
	 * @throws IOException if the folder or the list of bundled models cannot be read
	 */
	public List<ModelEntry> list() throws IOException {
		List<ModelEntry> entries = new ArrayList<>();
		for (Map.Entry<String, Place> place : places().entrySet()) {
			entries.add(entry(place.getKey(), place.getValue()));
		}
		return entries;
	}

	private static ModelEntry entry(String name, Place place) throws IOException {
		try {
			return place.with((path, file) -> entry(name, place.origin(), path, file));
		}
		catch (ModelFormatException e) {
			return new ModelEntry(name, place.origin(), 0, Optional.empty(), e.getMessage());
		}
	}

	private static ModelEntry entry(String name, String origin, Path path, String file) throws IOException {
		try {
			return new ModelEntry(name, origin, Files.size(path), Optional.of(ModelArchive.summary(path, file)), "");
		}
		catch (ModelFormatException e) {
			return new ModelEntry(name, origin, Files.size(path), Optional.empty(), e.getMessage());
		}
	}

	private Map<String, Place> places() throws IOException {
		Map<String, Place> places = new TreeMap<>();
		for (String name : bundled()) {
			places.put(name, new Resource(resources, name));
		}
		places.putAll(inFolder());
		return places;
	}

	private Map<String, Place> inFolder() throws IOException {
		Map<String, Place> places = new LinkedHashMap<>();
		if (!Files.isDirectory(folder)) {
			return places;
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*" + ARCHIVE)) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				places.put(name.substring(0, name.length() - ARCHIVE.length()), new InFolder(file));
			}
		}
		catch (DirectoryIteratorException e) {
			throw e.getCause();
		}
		return places;
	}

	private List<String> bundled() throws IOException {
		try (InputStream in = resources.getResourceAsStream(BUNDLED + "index.txt")) {
			return in == null
				? List.of()
				: new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
		}
	}

	private static Path path(String nameOrPath) throws UnknownModelException {
		try {
			return Path.of(nameOrPath);
		}
		catch (InvalidPathException e) {
			throw new UnknownModelException("Expected the name of a model or the path of an archive, got '" + nameOrPath + "'.");
		}
	}

	private UnknownModelException unknown(String name) throws IOException {
		List<String> names = List.copyOf(places().keySet());
		String nearest = Spelling.nearest(name, names).map(near -> " Did you mean '" + near + "'?").orElse("");
		String known = names.isEmpty() ? "there are none" : "there are " + String.join(", ", names);
		return new UnknownModelException("Expected the name of a model, got '" + name + "'; " + known + "." + nearest
			+ " Models are sought in \"" + folder + "\".");
	}

	private record InFolder(Path file) implements Place {

		@Override
		public String origin() {
			return file.toString();
		}

		@Override
		public <T> T with(Reading<T> reading) throws IOException {
			return reading.read(file, file.toString());
		}
	}

	/** A zip inside a jar has no random access: it is copied for the time of the reading. */
	private record Resource(ClassLoader resources, String name) implements Place {

		@Override
		public String origin() {
			return ModelEntry.BUNDLED;
		}

		@Override
		public <T> T with(Reading<T> reading) throws IOException {
			Path copy = Files.createTempFile("fovea-", ARCHIVE);
			try (InputStream in = resources.getResourceAsStream(BUNDLED + name + ARCHIVE)) {
				if (in == null) {
					throw new ModelFormatException(name + " (bundled)", "", "Expected " + BUNDLED + name + ARCHIVE + " on the class path, got nothing.");
				}
				Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
				return reading.read(copy, name + " (bundled)");
			}
			finally {
				Files.deleteIfExists(copy);
			}
		}
	}
}
