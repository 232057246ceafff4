package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.Macro;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;

import sc.fovea.job.Platform;

/** The command as scripts and {@code CommandService} use it, with a model that finds bright rectangles. */
class LocalizeTest {

	/** Pixels by which edges may differ where the image is halved for the network. */
	private static final double EDGE = 4.5;

	@TempDir
	static Path models;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	@BeforeEach
	void clearResults() {
		ResultsTable.getResultsTable().reset();
	}

	private static ByteProcessor rectangle(int x, int y, int width, int height) {
		ByteProcessor pixels = new ByteProcessor(320, 160);
		pixels.setColor(10);
		pixels.fill();
		pixels.setColor(200);
		pixels.fill(new Roi(x, y, width, height));
		return pixels;
	}

	@Test
	void the_object_gets_a_rectangle_in_the_overlay_and_a_row_in_the_unit_of_the_image() throws Exception {
		ImagePlus image = new ImagePlus("one.tif", rectangle(40, 30, 80, 50));
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("µm");
		run(image, Map.of());
		Roi box = image.getOverlay().get(0);
		assertThat(box.getName()).isEqualTo("bright-0001");
		assertThat(new double[] { box.getXBase(), box.getYBase(), box.getFloatWidth(), box.getFloatHeight() }).containsExactly(new double[] { 40, 30, 80, 50 },
			within(EDGE));
		ResultsTable table = ResultsTable.getResultsTable();
		assertThat(table.size()).isEqualTo(1);
		assertThat(table.getLabel(0)).isEqualTo("one.tif:bright-0001");
		assertThat(table.getStringValue("Class", 0)).isEqualTo("bright");
		assertThat(table.getValue("Score", 0)).isCloseTo(0.5, within(1e-4));
		assertThat(table.getValue("BX", 0)).isCloseTo(20, within(EDGE / 2));
		assertThat(table.getValue("Height", 0)).isCloseTo(25, within(EDGE / 2));
	}

	@Test
	void the_rectangle_of_an_earlier_run_is_replaced_and_other_things_stay() throws Exception {
		ImagePlus image = new ImagePlus("one.tif", rectangle(40, 30, 80, 50));
		image.setOverlay(new Overlay(new OvalRoi(1, 1, 5, 5)));
		run(image, Map.of());
		run(image, Map.of());
		assertThat(image.getOverlay().size()).isEqualTo(2);
		assertThat(image.getOverlay().get(0)).isInstanceOf(OvalRoi.class);
	}

	@Test
	void every_plane_of_a_stack_has_its_object() throws Exception {
		ImageStack stack = new ImageStack(320, 160);
		stack.addSlice(rectangle(40, 30, 80, 50));
		stack.addSlice(rectangle(200, 100, 40, 40));
		ImagePlus image = new ImagePlus("stack.tif", stack);
		image.setDimensions(1, 2, 1);
		image.setOpenAsHyperStack(true);
		run(image, Map.of());
		assertThat(image.getOverlay().get(1).getZPosition()).isEqualTo(2);
		assertThat(image.getOverlay().get(1).getXBase()).isCloseTo(200, within(EDGE));
		assertThat(ResultsTable.getResultsTable().getValue("Slice", 1)).isEqualTo(2);
	}

	@Test
	void a_macro_line_localizes_the_current_image() {
		ImagePlus image = new ImagePlus("one.tif", rectangle(40, 30, 80, 50));
		WindowManager.setTempCurrentImage(image);
		Thread.currentThread().setName("Run$_" + Thread.currentThread().getName());
		Macro.setOptions("model=" + BlobModel.ONE_BOX + " channel=1");
		try {
			new MenuEntry().run("sc.fovea.command.Localize");
		}
		finally {
			Macro.setOptions(null);
			WindowManager.setTempCurrentImage(null);
		}
		assertThat(image.getOverlay().size()).isEqualTo(1);
		assertThat(ResultsTable.getResultsTable().getStringValue("Class", 0)).isEqualTo("bright");
	}

	@Test
	void the_menu_has_an_entry() throws IOException {
		try (InputStream config = LocalizeTest.class.getResourceAsStream("/plugins.config")) {
			assertThat(new String(config.readAllBytes(), StandardCharsets.UTF_8))
				.contains("Plugins>Fovea, \"Localize...\", sc.fovea.command.MenuEntry(\"" + Localize.class.getName() + "\")");
		}
	}

	@Test
	void mistakes_are_one_sentence() throws Exception {
		ImagePlus image = new ImagePlus("one.tif", rectangle(40, 30, 80, 50));
		assertThat(reason(run(image, Map.of("model", BlobModel.NAME)))).contains("a model for localization").contains("'blobs'");
		assertThat(reason(run(image, Map.of("model", "")))).contains("\"model\" must be the name of a localization model");
		assertThat(reason(run(image, Map.of("device", "tpu")))).contains("\"device\" must be one of any, cpu, gpu");
		assertThat(reason(run(null, Map.of()))).contains("image is needed");
	}

	private static Module run(ImagePlus image, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(Map.of("model", BlobModel.ONE_BOX));
		inputs.putAll(settings);
		if (image != null) {
			inputs.put("input", image);
		}
		return Platform.context().service(CommandService.class).run(Localize.class, true, inputs).get();
	}

	private static String reason(Module module) {
		assertThat(((Cancelable) module).isCanceled()).isTrue();
		return ((Cancelable) module).getCancelReason();
	}
}
