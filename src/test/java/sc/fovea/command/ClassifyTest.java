package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ij.ImagePlus;
import ij.ImageStack;
import ij.Macro;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.Platform;

/** The commands that classify and judge as scripts and {@code CommandService} use them. */
class ClassifyTest {

	private static final double CERTAIN = 1 / (1 + Math.exp(-8));

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private final ResultsTable table = ResultsTable.getResultsTable();

	@BeforeAll
	static void installModels() throws IOException {
		BlobModel.install(models);
		BrightnessModel.install(models);
	}

	@BeforeEach
	void forget() {
		table.reset();
	}

	private static ImagePlus stack() {
		ImageStack slices = new ImageStack(20, 12);
		for (int value : new int[] { 255, 0, 200 }) {
			slices.addSlice(BrightnessModel.image("", value).getProcessor());
		}
		return new ImagePlus("cells.tif", slices);
	}

	@Test
	void an_image_gives_a_row_with_class_and_probabilities() throws Exception {
		run(BrightnessModel.image("one.tif", 255), Map.of());
		assertThat(table.size()).isEqualTo(1);
		assertThat(table.getLabel(0)).isEqualTo("one.tif");
		assertThat(table.getStringValue("Class", 0)).isEqualTo("bright");
		assertThat(table.getValue("Score", 0)).isCloseTo(CERTAIN, offset(1e-5));
		assertThat(table.getValue("P(dark)", 0)).isCloseTo(1 - CERTAIN, offset(1e-5));
	}

	@Test
	void every_slice_gives_a_row_and_rows_are_added() throws Exception {
		run(stack(), Map.of());
		run(BrightnessModel.image("one.tif", 0), Map.of());
		assertThat(List.of(table.getLabel(0), table.getLabel(1), table.getLabel(2), table.getLabel(3))).containsExactly("cells.tif:1", "cells.tif:2",
			"cells.tif:3",
			"one.tif");
		assertThat(List.of(table.getStringValue("Class", 0), table.getStringValue("Class", 1), table.getStringValue("Class", 2))).containsExactly("bright",
			"dark",
			"bright");
	}

	@Test
	void a_roi_is_seen_by_the_square_around_it_in_its_own_slice() throws Exception {
		ImagePlus image = stack();
		ImageProcessor second = image.getStack().getProcessor(2);
		second.setRoi(4, 2, 6, 6);
		second.setValue(255);
		second.fill();
		Roi inside = new OvalRoi(4, 2, 6, 6);
		inside.setPosition(2);
		inside.setName("nucleus");
		Roi beside = new Roi(12, 2, 3, 6);
		beside.setPosition(2);
		Overlay overlay = new Overlay(inside);
		overlay.add(beside);
		image.setOverlay(overlay);
		run(image, Map.of("rois", true));
		assertThat(table.size()).isEqualTo(2);
		assertThat(table.getLabel(0)).isEqualTo("cells.tif:nucleus");
		assertThat(table.getStringValue("Class", 0)).isEqualTo("bright");
		assertThat(table.getValue("Score", 0)).isCloseTo(CERTAIN, offset(1e-5));
		assertThat(table.getStringValue("Class", 1)).isEqualTo("dark");
	}

	@Test
	void each_object_of_a_label_image_is_classified_and_coloured() throws Exception {
		ImagePlus image = stack();
		ImageStack ids = new ImageStack(20, 12);
		for (int z = 0; z < 3; z++) {
			ByteProcessor plane = new ByteProcessor(20, 12);
			plane.set(4, 4, 5);
			plane.set(5, 4, 5);
			ids.addSlice(plane);
		}
		ImagePlus labels = new ImagePlus("ids", ids);
		Interpreter.batchMode = true;
		Interpreter.addBatchModeImage(labels);
		Module done;
		try {
			done = run(image, Map.of("labels", "ids"));
		}
		finally {
			Interpreter.removeBatchModeImage(labels);
			Interpreter.batchMode = false;
		}
		assertThat(reason(done)).isNull();
		assertThat(table.getLabel(1)).isEqualTo("cells.tif:2:5");
		assertThat(table.getValue("Object", 1)).isEqualTo(5);
		assertThat(table.getStringValue("Class", 1)).isEqualTo("dark");
		ImagePlus classes = (ImagePlus) done.getOutput("output");
		assertThat(classes.getStack().getProcessor(1).get(4, 4)).isEqualTo(1);
		assertThat(classes.getStack().getProcessor(2).get(5, 4)).isEqualTo(2);
		assertThat(classes.getStack().getProcessor(3).get(0, 0)).isZero();
		assertThat(reason(run(image, Map.of("labels", "nothing")))).contains("no", "\"nothing\"");
		assertThat(reason(run(image, Map.of("margin", 1.0)))).contains("\"margin\"");
	}

	@Test
	void a_macro_line_classifies_the_current_image() throws Exception {
		WindowManager.setTempCurrentImage(BrightnessModel.image("shown.tif", 255));
		Thread.currentThread().setName("Run$_" + Thread.currentThread().getName());
		Macro.setOptions("model=brightness");
		try {
			new MenuEntry().run("sc.fovea.command.Classify");
		}
		finally {
			Macro.setOptions(null);
			WindowManager.setTempCurrentImage(null);
		}
		assertThat(table.getLabel(0)).isEqualTo("shown.tif");
	}

	@Test
	void mistakes_are_one_sentence() throws Exception {
		ImagePlus image = BrightnessModel.image("one.tif", 255);
		assertThat(reason(run(image, Map.of("model", "blobs")))).contains("Expected a model for classification, got 'blobs'");
		assertThat(reason(run(image, Map.of("model", "")))).contains("\"model\" must be");
		assertThat(reason(run(image, Map.of("rois", true)))).contains("ROIs are needed");
		assertThat(reason(run(image, Map.of("channel", 2)))).contains("channel from 1 to 1");
		assertThat(reason(run(null, Map.of()))).isEqualTo("An image is needed, but none is open.");
		Roi outside = new Roi(100, 100, 5, 5);
		image.setOverlay(new Overlay(outside));
		assertThat(reason(run(image, Map.of("rois", true)))).contains("lies outside");
		assertThat(table.size()).isZero();
	}

	@Test
	void an_evaluation_counts_by_folders_and_shows_the_worst() throws Exception {
		for (int value : new int[] { 255, 200, 100 }) {
			save("bright", value);
		}
		save("dark", 0);
		Module done = evaluate(Map.of("worst", 1));
		assertThat(reason(done)).isNull();
		Path out = folder.resolve("out");
		assertThat(out).isDirectoryContaining("glob:**/evaluation.png");
		assertThat(Files.readAllLines(out.resolve("confusion_matrix.csv"))).containsExactly("true_class,bright,dark", "bright,2,1", "dark,0,1");
		assertThat(Files.readAllLines(out.resolve("summary.csv"))).contains("images,4", "accuracy,0.750000", "balanced_accuracy,0.833333");
		assertThat(Files.readAllLines(out.resolve("images.csv")).get(1)).startsWith("bright/100.tif,bright,dark,");
		assertThat(out.resolve("worst_1_bright_100.png")).isNotEmptyFile();
		assertThat(table.getStringValue("name", 0)).isEqualTo("bright");
		assertThat(table.getValue("recall", 0)).isCloseTo(2 / 3.0, offset(1e-6));
		assertThat(table.getValue("AUC", 0)).isEqualTo(1);
	}

	@Test
	void a_folder_of_an_unknown_class_is_an_error_and_nothing_is_written() throws Exception {
		save("bright", 255);
		save("grey", 100);
		assertThat(reason(evaluate(Map.of()))).contains("bright, dark").contains("grey");
		assertThat(reason(evaluate(Map.of("task", "detection")))).contains("detection").contains("classification");
		assertThat(reason(evaluate(Map.of("probability", 0.5)))).contains("leave them at 0");
		assertThat(folder.resolve("out/evaluation.csv")).doesNotExist();
	}

	private void save(String name, int value) throws IOException {
		Files.createDirectories(folder.resolve("data/" + name));
		ImageWriter.saveTiff(BrightnessModel.image("", value), folder.resolve("data/" + name + "/" + value + ".tif"));
	}

	private Module evaluate(Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(
			Map.of("model", BrightnessModel.NAME, "data", folder.resolve("data").toString(), "output", folder.resolve("out").toString()));
		inputs.putAll(settings);
		return Platform.context().service(CommandService.class).run(Evaluate.class, true, inputs).get();
	}

	private static Module run(ImagePlus image, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(Map.of("model", BrightnessModel.NAME));
		inputs.putAll(settings);
		if (image != null) {
			inputs.put("input", image);
		}
		return Platform.context().service(CommandService.class).run(Classify.class, true, inputs).get();
	}

	private static String reason(Module module) {
		return ((Cancelable) module).getCancelReason();
	}
}
