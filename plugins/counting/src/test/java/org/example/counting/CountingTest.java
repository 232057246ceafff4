package org.example.counting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.ImageStack;
import ij.Macro;
import ij.WindowManager;
import ij.gui.PointRoi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageStatistics;
import ij.process.ShortProcessor;

import sc.fovea.cli.Fovea;
import sc.fovea.command.MenuEntry;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.roi.RoiFiles;

/** The whole task through Fovea's own doors, with pictures of discs. */
class CountingTest {

	private static final StringWriter OUT = new StringWriter();
	private static final StringWriter ERR = new StringWriter();

	@TempDir
	static Path folder;

	private static int fovea(Object... arguments) {
		OUT.getBuffer().setLength(0);
		ERR.getBuffer().setLength(0);
		return Fovea.run(new PrintWriter(OUT), new PrintWriter(ERR), Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
	}

	private static String texts() {
		return OUT + "\n" + ERR;
	}

	/** Discs of radius 5 that do not touch, and their labels. */
	private static void scene(Path data, String name, int discs, boolean asPoints) throws IOException {
		SplittableRandom random = new SplittableRandom(name.hashCode());
		ByteProcessor image = new ByteProcessor(96, 80);
		ShortProcessor labels = new ShortProcessor(96, 80);
		PointRoi points = new PointRoi();
		int[] places = random.ints(0, 30).distinct().limit(discs).toArray();
		for (int i = 0; i < discs; i++) {
			int x = 8 + 16 * (places[i] % 6);
			int y = 8 + 16 * (places[i] / 6);
			image.setColor(180 + random.nextInt(60));
			image.fillOval(x - 5, y - 5, 11, 11);
			labels.setColor(i + 1);
			labels.fillOval(x - 5, y - 5, 11, 11);
			points.addPoint(x + 0.5, y + 0.5);
		}
		image.noise(8);
		Files.createDirectories(data.resolve("images"));
		Files.createDirectories(data.resolve("labels"));
		ImageWriter.saveTiff(new ImagePlus(name, image), data.resolve("images/" + name + ".tif"));
		points.setName("disc");
		if (asPoints) RoiFiles.write(List.of(points), data.resolve("labels/" + name + ".zip"));
		else ImageWriter.saveTiff(new ImagePlus(name, labels), data.resolve("labels/" + name + ".tif"));
	}

	@BeforeAll
	static void train() throws IOException {
		for (int i = 0; i < 12; i++) {
			scene(folder.resolve("discs"), "scene" + i, 2 + 2 * (i % 6), false);
			scene(folder.resolve("points"), "scene" + i, 2 + 2 * (i % 6), true);
		}
		assertEquals(0, fovea("train", "--task", "counting", "--data", folder.resolve("discs"), "--output", folder.resolve("model.zip"), "--steps", 40, "--seed", 1,
			"--recipe", "none", "--width", 0.25), CountingTest::texts);
	}

	@Test
	void images_get_a_number_each_and_a_map_whose_sum_it_is() throws IOException {
		assertEquals(0, fovea("count", folder.resolve("discs/images"), "--model", folder.resolve("model.zip"), "--output", folder.resolve("out")),
			CountingTest::texts);
		List<String> table = Files.readAllLines(folder.resolve("out/counts.csv"));
		assertEquals("Label,Slice,Frame,Count", table.get(0));
		assertEquals(13, table.size());
		for (String line : table.subList(1, table.size())) {
			String[] cells = line.split(",");
			ImagePlus density = ImageFiles.open(folder.resolve("out/" + cells[0].replace(".tif", "_density.tif")));
			assertEquals(32, density.getBitDepth());
			ImageStatistics statistics = density.getStatistics();
			assertEquals(Double.parseDouble(cells[3]), statistics.mean * statistics.pixelCount, 0.01);
		}
		assertEquals(1, fovea("count", folder.resolve("out"), "--model", folder.resolve("model.zip"), "--output", folder.resolve("again")));
		assertTrue(ERR.toString().contains("holds no images"), "maps are no input");
	}

	@Test
	void numbers_are_compared_with_those_of_the_annotations() throws IOException {
		for (String data : List.of("discs", "points")) {
			Path output = folder.resolve("evaluation-" + data);
			assertEquals(0, fovea("evaluate", "--model", folder.resolve("model.zip"), "--data", folder.resolve(data), "--output", output, "--worst", 1),
				CountingTest::texts);
			List<String> images = Files.readAllLines(output.resolve("images.csv"));
			double sum = 0;
			for (String line : images.subList(1, images.size())) {
				String[] cells = line.split(",");
				assertEquals(2 + 2 * (Integer.parseInt(cells[0].substring(5)) % 6), Integer.parseInt(cells[1]));
				sum += Math.abs(Double.parseDouble(cells[2]) - Integer.parseInt(cells[1]));
			}
			String summary = Files.readString(output.resolve("summary.csv"));
			double error = Double.parseDouble(summary.replaceAll("(?s).*\nmean_absolute_error,([0-9.]+).*", "$1"));
			assertEquals(sum / 12, error, 1e-4);
			assertTrue(error < 3.42, "a constant answer of 7 is off by 3, and 40 steps reach " + error);
			try (Stream<Path> pictures = Files.list(output)) {
				assertEquals(1, pictures.filter(file -> file.getFileName().toString().startsWith("worst_1_")).count());
			}
		}
	}

	@Test
	void a_training_begins_with_a_model_and_learns_from_points() {
		Path tuned = folder.resolve("tuned.zip");
		assertEquals(0, fovea("finetune", "--from", folder.resolve("model.zip"), "--data", folder.resolve("points"), "--output", tuned, "--steps", 2),
			CountingTest::texts);
		assertEquals(0, fovea("finetune", "--from", "nuclei", "--task", "counting", "--data", folder.resolve("points"), "--output", folder.resolve("other.zip"),
			"--steps", 2), CountingTest::texts);
		assertEquals(0, fovea("count", folder.resolve("points/images/scene3.tif"), "--model", tuned, "--output", folder.resolve("tuned")), CountingTest::texts);
	}

	@Test
	void a_macro_counts_the_current_image_in_each_slice() {
		ByteProcessor discs = new ByteProcessor(96, 80);
		discs.setColor(200);
		for (int x = 10; x < 90; x += 20) {
			discs.fillOval(x - 5, 35, 11, 11);
		}
		ImageStack stack = new ImageStack(96, 80);
		stack.addSlice(new ByteProcessor(96, 80));
		stack.addSlice(discs);
		ImagePlus image = new ImagePlus("stack.tif", stack);
		ResultsTable.getResultsTable().reset();
		WindowManager.setTempCurrentImage(image);
		String name = Thread.currentThread().getName();
		Thread.currentThread().setName("Run$_Count");
		Interpreter.batchMode = true; // its image is not shown
		try {
			Macro.setOptions("model=[" + folder.resolve("model.zip") + "]");
			new MenuEntry().run(Count.class.getName());
		}
		finally {
			Interpreter.batchMode = false;
			Macro.setOptions(null);
			Thread.currentThread().setName(name);
		}
		ResultsTable table = ResultsTable.getResultsTable();
		assertEquals(2, table.size());
		assertEquals("stack.tif", table.getLabel(1));
		assertEquals(2, table.getValue("Slice", 1));
		assertTrue(table.getValue("Count", 1) > table.getValue("Count", 0) + 1, "discs count, and nothing does not");
	}

	@Test
	void help_and_menu_have_it() throws IOException {
		assertEquals(0, fovea("--help"));
		assertTrue(OUT.toString().contains("count"), CountingTest::texts);
		assertEquals(0, fovea("count", "--help"));
		assertTrue(OUT.toString().contains("STEM_density.tif") && OUT.toString().contains("--channel"), CountingTest::texts);
		assertEquals(0, fovea("train", "--help"));
		assertTrue(OUT.toString().contains("--sigma"), CountingTest::texts);
		assertNotNull(CountingTest.class.getResource("/plugins.config"));
	}

	@Test
	void other_tasks_refuse_its_models_and_it_refuses_theirs() {
		Path image = folder.resolve("discs/images/scene0.tif");
		assertEquals(2, fovea("segment", image, "--model", folder.resolve("model.zip"), "--output", folder.resolve("no")));
		assertTrue(ERR.toString().contains("which Count... and \"fovea count\" use"), CountingTest::texts);
		assertEquals(2, fovea("count", image, "--model", "nuclei", "--output", folder.resolve("no")));
		assertTrue(ERR.toString().contains("Expected a model for counting"), CountingTest::texts);
	}
}
