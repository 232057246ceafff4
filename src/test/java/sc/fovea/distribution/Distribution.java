package sc.fovea.distribution;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged distribution, and processes that use it. */
final class Distribution {

	/** Where the build left it. */
	static final Path HOME = Path.of(System.getProperty("fovea.distribution", "target/fovea")).toAbsolutePath();

	/** The test images of the project. */
	static final Path IMAGES = Path.of("test-images").toAbsolutePath();

	/** Compares the nuclei of a whole image whose centres lie in a quarter with those that are found when the quarter is selected. */
	static final String QUARTER = """
		if (getArgument() != "") open(getArgument());
		image = getImageID();
		first = nResults;
		run("Segment...", "model=nuclei measure");
		second = nResults;
		selectImage(image);
		makeRectangle(getWidth() / 2, 0, getWidth() / 2, getHeight() / 2);
		expected = newArray(0);
		for (row = first; row < second; row++) {
			x = getResult("X", row);
			y = getResult("Y", row);
			toUnscaled(x, y);
			if (x >= getWidth() / 2 && y < getHeight() / 2)
				expected = Array.concat(expected, "" + getResult("X", row) + "/" + getResult("Y", row) + "/" + getResult("Area", row));
		}
		run("Segment...", "model=nuclei measure");
		title = getTitle();
		found = 0;
		others = 0;
		for (row = second; row < nResults; row++) {
			isExpected = false;
			key = "" + getResult("X", row) + "/" + getResult("Y", row) + "/" + getResult("Area", row);
			for (i = 0; i < expected.length; i++)
				if (key == "" + expected[i])
					isExpected = true;
			if (isExpected) found++;
			else others++;
		}
		getStatistics(area, mean, min, max);
		if (max != found) others = others + 100;
		print("quarter: " + expected.length + " of " + (second - first) + " nuclei, " + found + " found, " + others + " others, title " + title);
		""";

	private static final long MINUTES = 20;

	private Distribution() {}

	/**
	 * What a process left.
	 *
	 * @param exit its exit code
	 * @param out standard output
	 * @param err standard error
	 */
	record Ended(int exit, String out, String err) {}

	/** Runs {@code bin/fovea}. */
	static Ended fovea(Object... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/fovea").toString()));
		Stream.of(arguments).map(String::valueOf).forEach(command::add);
		return run(new ProcessBuilder(command));
	}

	/** Names of the zips beside it. */
	static List<String> zips() throws IOException {
		try (Stream<Path> files = Files.list(HOME.getParent())) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("fovea-.*\\.zip")).sorted().toList();
		}
	}

	/** Copies Fovea's jar into the plugins folder of an ImageJ. */
	static void installPlugin(Path imageJ) throws IOException {
		Path plugins = Files.createDirectories(imageJ.resolve("plugins"));
		try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
			Path jar = jars.filter(file -> file.getFileName().toString().startsWith("Fovea_")).findFirst().orElseThrow();
			Files.copy(jar, plugins.resolve(jar.getFileName()));
		}
	}

	/**
	 * An ImageJ.
	 *
	 * @param folder with {@code plugins} in it, perhaps {@code jars} for its class path, and all that ImageJ remembers
	 * @param display of the X server, or empty for none
	 */
	record ImageJ(Path folder, String display) {}

	/** Starts Java with the libraries of the distribution and the test classes, as an ImageJ with Fovea in its plugins folder. */
	static Ended imageJ(ImageJ imageJ, Class<?> main, Object... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Djava.awt.headless=" + imageJ.display().isEmpty(), "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dplugins.dir=" + imageJ.folder(),
			"-Djava.util.prefs.userRoot=" + imageJ.folder(), "-Duser.home=" + imageJ.folder(), "-Djava.io.tmpdir=" + imageJ.folder(),
			"-Dorg.bytedeco.javacpp.cachedir=" + Path.of(System.getProperty("user.home"), ".javacpp", "cache"), "-cp",
			String.join(File.pathSeparator, HOME.resolve("lib") + "/*", Path.of("target/test-classes").toAbsolutePath().toString(),
				imageJ.folder().resolve("jars") + "/*"),
			main.getName()));
		Stream.of(arguments).map(String::valueOf).forEach(command::add);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("DISPLAY", imageJ.display());
		return run(builder);
	}

	/** Runs a process to its end. */
	static Ended run(ProcessBuilder builder) throws IOException, InterruptedException {
		builder.environment().putAll(Map.of("TF_CPP_MIN_LOG_LEVEL", "3", "LC_ALL", "C.UTF-8"));
		Process process = builder.start();
		CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
		CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
		if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			throw new IOException(builder.command() + " did not end within " + MINUTES + " minutes: " + out.join() + err.join());
		}
		return new Ended(process.exitValue(), out.join(), err.join());
	}

	private static String text(InputStream stream) {
		try (stream) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
