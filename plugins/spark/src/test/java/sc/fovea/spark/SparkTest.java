package sc.fovea.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.cli.Fovea;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.SimulatedImage;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.zarr.LabelZarr;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.model.ModelStore;
import sc.fovea.model.Sha256;

/** A cluster within this process gives what one computer does. */
class SparkTest {

	private static final int SIDE = 200;
	private static final String PLAN = """
		input: images
		output: results
		recursive: true
		steps:
		  - command: segment
		    name: nuclei
		    model: nuclei
		""";

	@TempDir
	Path folder;

	private JavaSparkContext spark;

	@BeforeEach
	void images() throws IOException {
		Files.createDirectories(folder.resolve("images/sub"));
		for (int i = 0; i < 4; i++)
			ImageWriter.saveTiff(image(128, i), folder.resolve("images").resolve((i == 1 ? "sub/" : "") + "image " + i + ".tif"));
		spark = new JavaSparkContext(
			new SparkConf().setMaster("local[2]").setAppName("test").set("spark.ui.enabled", "false").set("spark.driver.host", "127.0.0.1")
				.set("spark.driver.bindAddress", "127.0.0.1"));
	}

	@AfterEach
	void stop() {
		spark.close();
	}

	private static ImagePlus image(int side, int seed) {
		SimulatedImage rendered = new NucleiSimulator(NucleiScene.touching()).image(side, side, seed);
		return new ImagePlus("",
			rendered.bits() == 8 ? new ByteProcessor(side, side, rendered.bytes()) : new ShortProcessor(side, side, rendered.pixels(), null));
	}

	private static int fovea(Object... arguments) {
		PrintWriter err = new PrintWriter(System.err, true);
		return Fovea.run(err, err, Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
	}

	private Map<String, String> files(String output) throws IOException {
		Map<String, String> files = new TreeMap<>();
		Path root = folder.resolve(output);
		try (Stream<Path> all = Files.walk(root)) {
			for (Path file : all.filter(Files::isRegularFile).toList()) {
				String name = root.relativize(file).toString();
				if (!name.endsWith("manifest.jsonl") && !name.endsWith("report.html")) files.put(name, Sha256.of(file));
			}
		}
		return files;
	}

	private PlanRunner.Outcome run(String output) throws IOException {
		BatchPlan plan = BatchPlan.parse(PLAN, folder).into(output);
		return new PlanOnSpark(spark, 1).run(plan, new PlanRunner.Watcher(line -> {}, line -> {}, () -> false));
	}

	@Test
	void a_plan_gives_the_files_of_one_computer_and_failures_are_told() throws IOException {
		Files.writeString(folder.resolve("images/bad.tif"), "no image");
		Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
		assertEquals(1, fovea("batch", plan, "--output", folder.resolve("alone")));
		PlanRunner.Outcome outcome = run("cluster");
		assertFalse(outcome.isComplete());
		assertEquals(files("alone"), files("cluster"));
		assertTrue(files("cluster").containsKey("nuclei/sub/image 1_labels.tif"));
		String manifest = Files.readString(folder.resolve("cluster/nuclei/manifest.jsonl"));
		assertEquals(4, manifest.lines().filter(line -> line.contains("\"event\":\"done\"")).count());
		assertEquals(1, manifest.lines().filter(line -> line.contains("\"event\":\"failed\"")).count());
	}

	/** Blocks of 64 pixels cut most objects. */
	@Test
	void blocks_of_an_image_give_the_labels_of_one_computer() throws IOException {
		Path image = folder.resolve("large.tif");
		ImageWriter.saveTiff(image(SIDE, 7), image);
		assertEquals(0, fovea("segment", image, "--output", folder.resolve("alone"), "--write", "labels"));
		Path labels = folder.resolve("labels.zarr");
		LabelZarr target = new LabelZarr(labels.toString(), new LabelZarr.Shape(SIDE, SIDE, 1, 1), 0, 32);
		ImageOnSpark.Found found = new ImageOnSpark(spark, ModelStore.standard().load("nuclei"), 64).segment(image.toString(),
			new ImageBlock.Settings(0, 0, 0, 0), target);
		assertTrue(found.count() > 5);
		assertArrayEquals(ids(folder.resolve("alone/large_labels.tif")), ids(labels));
	}

	private static float[] ids(Path labels) throws IOException {
		Hyperstack image = Hyperstack.of(ImageFiles.open(labels));
		float[] ids = new float[image.width() * image.height()];
		sc.fovea.tile.ImageSource.of(image, 0, 0).read(new sc.fovea.tile.Region(0, 0, image.width(), image.height()), ids);
		return ids;
	}
}
