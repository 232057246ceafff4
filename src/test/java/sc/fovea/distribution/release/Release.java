package sc.fovea.distribution.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes of the distribution what people unpack: {@code fovea-VERSION-PLATFORM.zip} for Fiji, {@code fovea-VERSION-PLATFORM-imagej1.zip} with everything, and the folder
 * {@code update-site}. The build runs it.
 *
 * @param target where the distribution {@code fovea} is, and the rest goes
 * @param version of Fovea
 * @param libraries of TensorFlow, for each kind of computer that files are made for
 */
public record Release(Path target, String version, Map<NativeLibrary, Path> libraries) {

	private static final String LIST = Layout.HOME + "fovea-uninstall.txt";

	/**
	 * Makes all.
	 *
	 * @param arguments the build folder, and the version; libraries for other computers lie in {@code natives} in that folder
	 */
	public static void main(String[] arguments) throws IOException {
		Path target = Path.of(arguments[0]);
		Map<NativeLibrary, Path> libraries = new EnumMap<>(NativeLibrary.class);
		for (Path folder : new Path[] { target.resolve("natives"), target.resolve("fovea/lib/tensorflow") }) {
			for (NativeLibrary library : NativeLibrary.values()) {
				find(folder, library, libraries);
			}
		}
		new Release(target, arguments[1], libraries).write();
	}

	private static void find(Path folder, NativeLibrary library, Map<NativeLibrary, Path> found) throws IOException {
		if (!Files.isDirectory(folder)) return;
		try (Stream<Path> jars = Files.list(folder)) {
			jars.filter(jar -> library.isIn(jar.getFileName().toString())).findFirst().ifPresent(jar -> found.put(library, jar));
		}
	}

	/** Writes zips and update site, in place of older ones. */
	void write() throws IOException {
		Path distribution = target.resolve("fovea");
		FijiComponents fiji = FijiComponents.listed();
		for (Map.Entry<NativeLibrary, Path> library : libraries.entrySet()) {
			String name = "fovea-" + version + "-" + library.getKey().platform();
			Map<NativeLibrary, Path> one = Map.of(library.getKey(), library.getValue());
			Zip.write(target.resolve(name + ".zip"), listed(Layout.fiji(distribution, fiji, one), name));
			Zip.write(target.resolve(name + "-imagej1.zip"), listed(Layout.imageJ(distribution, one), name + "-imagej1"));
		}
		Map<NativeLibrary, Path> plain = new EnumMap<>(libraries);
		if (plain.containsKey(NativeLibrary.LINUX)) plain.remove(NativeLibrary.LINUX_GPU);
		Path site = target.resolve("update-site");
		delete(site);
		new UpdateSite(listed(Layout.fiji(distribution, fiji, plain), "update-site")).write(site);
	}

	/** With the list of all files, by which they are removed again. */
	private Layout listed(Layout layout, String name) throws IOException {
		Path list = Files.createDirectories(target.resolve("release")).resolve(name + "-uninstall.txt");
		Layout whole = layout.with(LIST, list);
		Files.writeString(list, String.join("\n", whole.files().keySet()) + "\n");
		return whole;
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}
}
