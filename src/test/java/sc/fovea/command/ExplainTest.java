package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
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

/** The command as scripts, {@code CommandService} and macros use it. */
class ExplainTest {

	@TempDir
	static Path models;

	@BeforeAll
	static void installModels() throws IOException {
		BlobModel.install(models);
	}

	private static Module run(ImagePlus image, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(Map.of("input", image, "model", BlobModel.BOXES, "method", "integrated-gradients"));
		inputs.putAll(settings);
		return Platform.context().service(CommandService.class).run(Explain.class, true, inputs).get();
	}

	@Test
	void each_box_gets_a_map_a_picture_and_a_row_in_every_plane() throws Exception {
		ResultsTable table = ResultsTable.getResultsTable();
		table.reset();
		ImageStack stack = new ImageStack(96, 80);
		stack.addSlice(BlobModel.image("", new int[] { 20, 20 }).getProcessor());
		stack.addSlice(BlobModel.image("", new int[] { 70, 50 }, new int[] { 20, 20 }).getProcessor());
		ImagePlus image = new ImagePlus("stack.tif", stack);
		image.getCalibration().pixelWidth = 0.5;
		Module module = run(image, Map.of());
		ImagePlus maps = (ImagePlus) module.getOutput("maps");
		assertThat(maps.getStackSize()).isEqualTo(3);
		assertThat(maps.getBitDepth()).isEqualTo(32);
		assertThat(maps.getCalibration().pixelWidth).isEqualTo(0.5);
		assertThat(((ImagePlus) module.getOutput("pictures")).getStackSize()).isEqualTo(3);
		assertThat(table.size()).isEqualTo(3);
		assertThat(table.getStringValue("class", 0)).isEqualTo("bright");
		assertThat(table.getValue("slice", 1)).isEqualTo(2);
		assertThat(table.getValue("inside", 0)).isCloseTo(1, within(1e-6));
	}

	@Test
	void an_image_without_objects_gives_nothing_and_is_no_error() throws Exception {
		Module module = run(BlobModel.image("empty.tif"), Map.of());
		assertThat(((Cancelable) module.getDelegateObject()).isCanceled()).isFalse();
		assertThat(module.getOutput("maps")).isNull();
	}

	@Test
	void mistakes_are_one_sentence() throws Exception {
		Module module = run(BlobModel.image("discs.tif", new int[] { 20, 20 }), Map.of("class_", "green"));
		assertThat(((Cancelable) module.getDelegateObject()).getCancelReason()).isEqualTo("\"class\" must be one of bright, dark, but is \"green\".");
	}

	/** A field cannot be called class, but the key can. */
	@Test
	void a_macro_names_the_class() {
		ImagePlus image = BlobModel.image("discs.tif", new int[] { 20, 20 });
		ResultsTable.getResultsTable().reset();
		Thread thread = Thread.currentThread();
		String name = thread.getName();
		WindowManager.setTempCurrentImage(image);
		thread.setName("Run$_ test");
		boolean wasBatch = Interpreter.batchMode;
		Interpreter.batchMode = true; // images are shown without windows
		Macro.setOptions("model=" + BlobModel.BOXES + " method=integrated-gradients class=bright");
		try {
			new MenuEntry().run(Explain.class.getName());
		}
		finally {
			Interpreter.batchMode = wasBatch;
			thread.setName(name);
			Macro.setOptions(null);
			WindowManager.setTempCurrentImage(null);
		}
		assertThat(ResultsTable.getResultsTable().size()).isEqualTo(1);
	}
}
