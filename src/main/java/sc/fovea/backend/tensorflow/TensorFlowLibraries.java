package sc.fovea.backend.tensorflow;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sc.fovea.backend.BackendException;

/**
 * Finds the jars of TensorFlow: in a folder {@code tensorflow} beside Fovea's own jar, or {@code lib/fovea} beside that jar's
 * folder (as in Fiji, where the jar lies in {@code plugins}), else on the class path.
 */
final class TensorFlowLibraries {

	/** With a version or, where updates take the place of what was there, without; TensorFlow 1 is called {@code libtensorflow}, {@code tensorflow-1...} or {@code proto-...}. */
	private static final Pattern JAR = Pattern.compile("(tensorflow-core-.+|(ndarray|javacpp|protobuf-java)(-.*)?)\\.jar");
	private static final String MARKER = "tensorflow-core-api";

	private TensorFlowLibraries() {}

	/** Fovea's own classes, followed by the jars of TensorFlow. @throws BackendException if there are none */
	static List<URL> find() {
		Path own = own();
		List<Path> folders = List.of(own.resolveSibling("tensorflow"), own.resolveSibling("../lib/fovea").normalize());
		List<Path> jars = Stream.concat(folders.stream().map(TensorFlowLibraries::jars), Stream.of(classPath()))
			.filter(found -> found.stream().anyMatch(jar -> jar.getFileName().toString().startsWith(MARKER))).findFirst()
			.orElseThrow(() -> new BackendException("Expected TensorFlow's jars in " + folders.get(0) + ", in " + folders.get(1)
				+ " or on the class path, found none."));
		return Stream.concat(Stream.of(own), jars.stream()).map(TensorFlowLibraries::url).toList();
	}

	/** The jar or folder that this class came from. */
	private static Path own() {
		try {
			return Path.of(TensorFlowLibraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException e) {
			throw new BackendException("Fovea's own jar has a location that is no path: " + e.getInput() + ".", e);
		}
	}

	private static List<Path> jars(Path folder) {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(TensorFlowLibraries::isOurs).sorted().toList();
		}
		catch (IOException e) {
			throw new BackendException("The folder " + folder + " cannot be read.", e);
		}
	}

	private static List<Path> classPath() {
		List<Path> jars = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator))) {
			Path path = Path.of(entry);
			if (path.getFileName() != null && isOurs(path)) {
				jars.add(path);
			}
		}
		return jars;
	}

	private static boolean isOurs(Path jar) {
		return JAR.matcher(jar.getFileName().toString()).matches();
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException e) {
			throw new BackendException("The path " + path + " cannot be used to load classes.", e);
		}
	}
}
