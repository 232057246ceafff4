package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;

import sc.fovea.job.Platform;

/** The command as scripts and {@code CommandService} use it. */
class DetectTest {

	@TempDir
	static Path models;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	@Test
	void each_disc_gets_a_box_in_the_overlay_and_is_counted() throws Exception {
		ImagePlus image = BlobModel.image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
		Module module = run(image, Map.of());
		ResultsTable counts = (ResultsTable) module.getOutput("counts");
		assertThat(counts.getValue("bright", 0)).isEqualTo(2);
		assertThat(counts.getValue("dark", 0)).isZero();
		assertThat(image.getOverlay().size()).isEqualTo(2);
		Roi box = image.getOverlay().get(0);
		assertThat(box.getName()).isEqualTo("bright-0001");
		assertThat(box.getStrokeColor().getRGB() & 0xffffff).isEqualTo(sc.fovea.image.Glasbey.colour(1));
		assertThat(box.getFloatWidth()).isCloseTo(12, within(0.01));
	}

	@Test
	void boxes_of_an_earlier_run_are_replaced_and_other_things_stay() throws Exception {
		ImagePlus image = BlobModel.image("discs.tif", new int[] { 20, 20 });
		image.setOverlay(new Overlay(new OvalRoi(1, 1, 5, 5)));
		run(image, Map.of());
		run(image, Map.of());
		assertThat(image.getOverlay().size()).isEqualTo(2);
		assertThat(image.getOverlay().get(0)).isInstanceOf(OvalRoi.class);
	}

	@Test
	void measured_boxes_are_appended_to_the_results_in_the_unit_of_the_image() throws Exception {
		ResultsTable table = ResultsTable.getResultsTable();
		table.reset();
		ImagePlus image = BlobModel.image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("µm");
		run(image, Map.of("measure", true));
		assertThat(table.size()).isEqualTo(2);
		assertThat(table.getLabel(0)).isEqualTo("discs.tif:bright-0001");
		assertThat(table.getStringValue("Class", 0)).isEqualTo("bright");
		assertThat(table.getValue("Score", 0)).isBetween(0.5, 1.0);
		assertThat(table.getValue("Width", 0)).isCloseTo(6, within(0.01));
	}

	@Test
	void boxes_of_a_stack_belong_to_their_plane() throws Exception {
		ImageStack stack = new ImageStack(96, 80);
		stack.addSlice(BlobModel.image("", new int[] { 20, 20 }).getProcessor());
		stack.addSlice(BlobModel.image("", new int[] { 70, 50 }).getProcessor());
		ImagePlus image = new ImagePlus("stack.tif", stack);
		image.setDimensions(1, 2, 1);
		image.setOpenAsHyperStack(true);
		run(image, Map.of());
		assertThat(image.getOverlay().get(0).getZPosition()).isEqualTo(1);
		assertThat(image.getOverlay().get(1).getZPosition()).isEqualTo(2);
	}

	@Test
	void mistakes_are_one_sentence() throws Exception {
		ImagePlus image = BlobModel.image("discs.tif", new int[] { 20, 20 });
		assertThat(reason(run(image, Map.of("model", BlobModel.NAME)))).contains("a model for detection").contains("'blobs'");
		assertThat(reason(run(image, Map.of("model", " ")))).contains("\"model\" must be the name of a detection model");
		assertThat(reason(run(image, Map.of("device", "tpu")))).contains("\"device\" must be one of any, cpu, gpu");
		assertThat(reason(run(image, Map.of("overlap", -1.0)))).contains("overlap between 0 and 1, got -1.0");
		assertThat(reason(run(null, Map.of()))).isEqualTo("An image is needed, but none is open.");
	}

	private static Module run(ImagePlus image, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(Map.of("model", BlobModel.BOXES));
		inputs.putAll(settings);
		if (image != null) {
			inputs.put("input", image);
		}
		return Platform.context().service(CommandService.class).run(Detect.class, true, inputs).get();
	}

	private static String reason(Module module) {
		assertThat(((Cancelable) module).isCanceled()).isTrue();
		return ((Cancelable) module).getCancelReason();
	}
}
