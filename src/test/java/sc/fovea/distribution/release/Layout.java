package sc.fovea.distribution.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which file of a distribution goes where in a folder of Fiji or ImageJ.
 * <p>
 * All libraries lie in {@code plugins/Fovea}, where both look for classes, and none in {@code jars}, where Fiji and its Updater keep theirs: nothing of Fiji's can be
 * overwritten. TensorFlow lies a folder deeper, where neither looks.
 *
 * @param files by path in that folder, with slashes
 */
record Layout(Map<String, Path> files) {

	/** The folder of the plugin. */
	static final String HOME = "plugins/Fovea/";
	/** What a plain ImageJ has in its own jar, and a server without ImageJ has not. */
	private static final String SERVER = HOME + "server/";

	Layout {
		files = new TreeMap<>(files);
	}

	/** For Fiji: without what it ships. @param library of TensorFlow, in the distribution or elsewhere */
	static Layout fiji(Path distribution, FijiComponents fiji, Map<NativeLibrary, Path> library) throws IOException {
		return of(distribution, jar -> fiji.has(jar) ? "" : HOME, library);
	}

	/** For a plain ImageJ, and for a computer without: with everything. */
	static Layout imageJ(Path distribution, Map<NativeLibrary, Path> library) throws IOException {
		return of(distribution, jar -> jar.matches("(ij|ij1-patcher)-\\d.*") ? SERVER : HOME, library);
	}

	private static Layout of(Path distribution, java.util.function.Function<String, String> folder, Map<NativeLibrary, Path> library) throws IOException {
		Map<String, Path> files = new TreeMap<>();
		for (Path jar : files(distribution.resolve("lib"), file -> file.toString().endsWith(".jar"))) {
			String name = jar.getFileName().toString();
			boolean isTensorFlow = jar.getParent().getFileName().toString().equals("tensorflow");
			String home = isTensorFlow ? HOME + "tensorflow/" : folder.apply(name);
			if (!home.isEmpty() && !NativeLibrary.isNative(name)) files.put(home + Jars.installedName(name), jar);
		}
		library.forEach((which, jar) -> files.put(HOME + "tensorflow/" + which.installedName(), jar));
		for (Path file : files(distribution.resolve("bin"), any -> true)) {
			files.put("bin/" + file.getFileName(), file);
		}
		for (Path file : files(distribution.resolve("macros"), any -> true)) {
			Path path = distribution.resolve("macros").relativize(file);
			files.put("macros/" + (path.startsWith("toolsets") ? "" : "Fovea/") + path.toString().replace('\\', '/'), file);
		}
		for (String text : new String[] { "LICENSE", "CHANGES.md" }) {
			files.put(HOME + text, distribution.resolve(text));
		}
		return new Layout(files);
	}

	private static Iterable<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
		}
	}

	/** The same with another file. */
	Layout with(String path, Path file) {
		Map<String, Path> more = new TreeMap<>(files);
		more.put(path, file);
		return new Layout(more);
	}
}
