package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.data.MoverFilm;
import sc.fovea.data.MoverScene;
import sc.fovea.data.MoverScene.Look;
import sc.fovea.data.MoverScene.Velocity;
import sc.fovea.job.Platform;

/** The command as scripts and {@code CommandService} use it. */
class MovingObjectsTest {

	private static ImagePlus film(int frames) {
		MoverScene.Motion motion = new MoverScene.Motion(0.35, 0.4, new Velocity(2, 1), 0, MoverScene.Rest.NONE);
		MoverScene scene = new MoverScene(List.of(new MoverScene.Mover(MoverScene.Shape.DISC, 18, motion)), Velocity.STILL, Look.grey());
		ImageStack stack = new ImageStack(96, 80);
		new MoverFilm(scene).film(96, 80, frames, 3).forEach(frame -> stack.addSlice(new ByteProcessor(96, 80, frame.channels().get(0))));
		ImagePlus image = new ImagePlus("disc.tif", stack);
		image.setDimensions(1, 1, frames);
		return image;
	}

	private static Module run(ImagePlus image, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(settings);
		inputs.put("input", image);
		return Platform.context().service(CommandService.class).run(MovingObjects.class, true, inputs).get();
	}

	@Test
	void labels_are_the_output_with_outlines_and_a_row_for_each_frame() throws Exception {
		ResultsTable.getResultsTable().reset();
		Module done = run(film(4), Map.of("rois", true, "measure", true, "system", "motion"));
		ImagePlus labels = (ImagePlus) done.getOutput("output");
		assertThat(labels.getTitle()).isEqualTo("disc_labels");
		assertThat(new int[] { labels.getBitDepth(), labels.getNFrames() }).containsExactly(16, 4);
		assertThat(labels.getOverlay().size()).isEqualTo(4);
		assertThat(labels.getInfoProperty()).contains("System: motion");
		ResultsTable table = ResultsTable.getResultsTable();
		assertThat(table.size()).isEqualTo(4);
		assertThat(table.getLabel(3)).isEqualTo("disc.tif:0001");
		assertThat(table.getValue("Frame", 3)).isEqualTo(4);
		assertThat(table.getValue("X", 3) - table.getValue("X", 0)).as("motion to the right").isBetween(4.0, 8.0);
	}

	@Test
	void a_single_image_ends_with_a_sentence() throws Exception {
		Module done = run(film(1), Map.of());
		assertThat(((Cancelable) done).getCancelReason()).isEqualTo(
			"A film of two frames or more is needed, but \"disc.tif\" is a single image; name a stack, or the folder of the frames.");
	}
}
