package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Sha256;

/** Runs over many images in processes of their own, which are killed at any time, share a folder, and meet files that are no images. */
class KilledRunTest {

	/** Files, and a label image that is a folder of files. */
	private static final String[] EVERYTHING = { "--resume", "--write", "labels,rois,table,overlay,zarr" };

	@TempDir
	Path folder;

	@BeforeEach
	void install() throws IOException {
		BlobModel.install(folder.resolve("models"));
	}

	private void images(int count) throws IOException {
		Files.createDirectories(folder.resolve("images"));
		for (int i = 0; i < count; i++) {
			Random random = new Random(i);
			int[][] centres = new int[1 + i % 5][];
			for (int j = 0; j < centres.length; j++)
				centres[j] = new int[] { 10 + 18 * j, 12 + random.nextInt(56) };
			ImageWriter.saveTiff(BlobModel.image("", centres), folder.resolve("images/image" + i + ".tif"));
		}
	}

	private Process start(Path output, String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
			"-Dfovea.models=" + folder.resolve("models"), "-cp", System.getProperty("java.class.path"), Fovea.class.getName(), "segment",
			folder.resolve("images").toString(), "--model", BlobModel.NAME, "--output", output.toString(), "--jobs", "2"));
		command.addAll(List.of(options));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile()).start();
	}

	private int run(Path output, String... options) throws Exception {
		Process process = start(output, options);
		assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
		return process.exitValue();
	}

	/** By name what the files of the results hold, but for the manifest and the report, which tell of times. */
	private static Map<String, String> contents(Path output) throws IOException {
		Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> files = Files.walk(output)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				String name = output.relativize(file).toString();
				if (!name.equals("manifest.jsonl") && !name.equals("report.html")) contents.put(name, Sha256.of(file));
			}
		}
		return contents;
	}

	/** Images by the number of lines that say that they are done. */
	private static Map<String, Long> done(Path output) throws IOException {
		return Files.readAllLines(output.resolve("manifest.jsonl")).stream().filter(line -> line.startsWith("{\"event\":\"done\""))
			.collect(Collectors.groupingBy(line -> line.replaceFirst(".*\"image\":\"([^\"]*)\".*", "$1"), Collectors.counting()));
	}

	/** Lines that say that an image was begun. */
	private static long begun(Path output) throws IOException {
		Path manifest = output.resolve("manifest.jsonl");
		if (!Files.exists(manifest)) return 0;
		return Files.readAllLines(manifest).stream().filter(line -> line.startsWith("{\"event\":\"started\"")).count();
	}

	/** Waits until so many images are begun, which takes a fast machine as far as a slow one. */
	private static void await(Process process, Path output, long images) throws Exception {
		while (process.isAlive() && begun(output) < images)
			process.waitFor(2, TimeUnit.MILLISECONDS);
	}

	/** Waits at most until some more images are begun: most kills come while there is work, and some before. */
	private static void work(Process process, Path output, int images, Random random) throws Exception {
		long before = begun(output);
		if (random.nextInt(5) > 0) {
			await(process, output, before + random.nextInt(images + 1));
			return;
		}
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(5000));
		while (begun(output) == before && System.nanoTime() < end && process.isAlive())
			process.waitFor(2, TimeUnit.MILLISECONDS);
	}

	/** Kills what works on one image, after which the run goes on. */
	private static void killWorker(Process process, Path output) throws Exception {
		List<ProcessHandle> workers = process.descendants().toList();
		if (workers.isEmpty()) return;
		long before = begun(output);
		workers.get(0).destroyForcibly();
		await(process, output, before + 1);
	}

	private void kill(int count, int kills) throws Exception {
		images(count);
		assertThat(run(folder.resolve("whole"), EVERYTHING)).isZero();
		Random random = new Random(1);
		Path output = folder.resolve("out");
		int midway = 0;
		for (int i = 0; i < kills; i++) {
			Process process = start(output, EVERYTHING);
			work(process, output, count / kills / 2, random);
			if (random.nextBoolean()) killWorker(process, output);
			midway += process.isAlive() ? 1 : 0;
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly().waitFor();
		}
		assertThat(midway).as("kills of runs that had not ended").isGreaterThan(kills / 2);
		int code = run(output, EVERYTHING); // crashed ones, whose own process was killed, are tried again
		assertThat(code).as(Files.readString(folder.resolve("log.txt"))).isZero();
		assertThat(contents(output)).isEqualTo(contents(folder.resolve("whole")));
		assertThat(done(output)).hasSize(count);
	}

	@Test
	@Tag("slow")
	void kills_at_any_time_and_one_run_leave_what_an_undisturbed_run_leaves() throws Exception {
		kill(60, 6);
	}

	/** Each kill costs the start of two or three programs; {@code -Dfovea.test.kills=20} makes it shorter, with three images for each. */
	@Test
	@Tag("release")
	void a_hundred_kills_do_so_too() throws Exception {
		int kills = Integer.getInteger("fovea.test.kills", 100);
		kill(3 * kills, kills);
	}

	@Test
	@Tag("slow")
	void two_processes_on_one_folder_do_each_image_once() throws Exception {
		images(60);
		Process one = start(folder.resolve("out"), "--resume");
		Process other = start(folder.resolve("out"), "--resume");
		assertThat(List.of(one.waitFor(), other.waitFor())).containsExactly(0, 0);
		assertThat(done(folder.resolve("out"))).hasSize(60).allSatisfy((image, times) -> assertThat(times).isEqualTo(1));
		assertThat(Files.readAllLines(folder.resolve("out/summary.csv"))).hasSize(61);
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("."))).isEmpty();
		}
	}

	@Test
	@Tag("slow")
	void sigterm_ends_within_seconds_and_leaves_whole_files_that_the_next_run_completes() throws Exception {
		images(60);
		Process process = start(folder.resolve("out"), "--resume");
		while (!Files.exists(folder.resolve("out/image3_labels.tif")))
			assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
		process.destroy();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isEqualTo(143);
		assertThat(Files.readString(folder.resolve("log.txt"))).contains("nothing half-written is left, and --resume does the rest.");
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("."))).isEmpty();
		}
		assertThat(run(folder.resolve("out"), "--resume")).isZero();
		assertThat(done(folder.resolve("out"))).hasSize(60);
	}

	/** Ten kinds of files that have the names of images. */
	private void broken(Path images) throws IOException {
		byte[] tiff = Files.readAllBytes(images.resolve("image0.tif"));
		Path png = folder.resolve("good.png");
		ImageWriter.savePng(BlobModel.image("", new int[] { 20, 20 }), png);
		byte[] whole = Files.readAllBytes(png);
		byte[] damaged = whole.clone();
		Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 40, (byte) 0x5a);
		FloatProcessor nothing = new FloatProcessor(40, 40);
		nothing.set(Float.NaN);
		Files.createFile(images.resolve("bad0.tif"));
		Files.writeString(images.resolve("bad1.tif"), "Sorry, the file was not found on this server.");
		Files.write(images.resolve("bad2.tif"), Arrays.copyOf(tiff, 8));
		Files.write(images.resolve("bad3.tif"), Arrays.copyOf(tiff, tiff.length / 2));
		Files.write(images.resolve("bad4.png"), Arrays.copyOf(whole, whole.length / 2));
		Files.write(images.resolve("bad5.png"), damaged);
		ImageWriter.saveTiff(new ImagePlus("", nothing), images.resolve("bad6.tif"));
		Files.write(images.resolve("bad7.npy"), "\u0093NUMPY\1\0\6\0{shape".getBytes(StandardCharsets.ISO_8859_1));
		Files.writeString(images.resolve("bad8.pgm"), "P2\n40 forty 255\n");
		Files.write(images.resolve("bad9.h5"), "\u0089HDF\r\n\32\n and no more".getBytes(StandardCharsets.ISO_8859_1));
	}

	@Test
	@Tag("slow")
	void of_broken_inputs_of_ten_kinds_each_is_told_and_the_rest_is_done() throws Exception {
		images(190);
		broken(folder.resolve("images"));
		assertThat(run(folder.resolve("out"), "--resume", "--report")).isEqualTo(1);
		assertThat(done(folder.resolve("out"))).hasSize(190);
		String report = Files.readString(folder.resolve("out/report.html"));
		String log = Files.readString(folder.resolve("log.txt"));
		for (int i = 0; i < 10; i++) {
			assertThat(report).contains("<tr><td>bad" + i + ".");
			assertThat(log).contains("bad" + i + ".");
		}
		assertThat(report).contains("<b>190</b>images done", "<b>10</b>failed");
		assertThat(log).contains("190 images, ").contains("10 failed").doesNotContain("Exception");
	}
}
