package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.data.LabelPlane;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.LabelImage;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.job.Platform;

/** The command as scripts and {@code CommandService} use it. */
class FindAlikeTest {

	private static final Path IMAGES = Path.of("test-images");

	private static Module run(ImagePlus image, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(settings);
		inputs.put("input", image);
		return Platform.context().service(CommandService.class).run(FindAlike.class, true, inputs).get();
	}

	@Test
	void outlines_of_the_overlay_find_the_nuclei_like_them_with_a_row_and_an_outline_for_each() throws Exception {
		ImagePlus image = ImageFiles.open(IMAGES.resolve("nuclei_sparse.tif"));
		int[] truth = LabelPlane.open(IMAGES.resolve("truth/nuclei_sparse_truth.tif")).ids();
		List<Roi> all = LabelRois.of(truth, image.getWidth());
		Overlay overlay = new Overlay();
		all.stream().filter(roi -> !touchesEdge(roi, image)).limit(3).forEach(overlay::add);
		image.setOverlay(overlay);
		ResultsTable.getResultsTable().reset();
		ImagePlus labels = (ImagePlus) run(image, Map.of("rois", true, "measure", true)).getOutput("output");
		assertThat(labels.getTitle()).isEqualTo("nuclei_sparse_labels");
		int[] found = LabelImage.ids(labels.getProcessor());
		assertThat(InstanceMatching.of(truth, found).counts(0.5).averagePrecision()).isGreaterThan(0.9);
		assertThat(labels.getOverlay().size()).isEqualTo(ResultsTable.getResultsTable().size()).isGreaterThan(5);
		assertThat(labels.getInfoProperty()).contains("Model: nuclei ").contains("Exemplars: outlined in the image");
		assertThat(image.getOverlay().size()).as("outlines of the image itself").isEqualTo(3);
	}

	private static boolean touchesEdge(Roi roi, ImagePlus image) {
		java.awt.Rectangle bounds = roi.getBounds();
		return bounds.x == 0 || bounds.y == 0 || bounds.x + bounds.width == image.getWidth() || bounds.y + bounds.height == image.getHeight();
	}

	@Test
	void without_an_outline_and_with_an_image_of_none_a_sentence_says_what_is_missing() throws Exception {
		ImagePlus image = ImageFiles.open(IMAGES.resolve("nuclei_sparse.tif"));
		assertThat(((Cancelable) run(image, Map.of())).getCancelReason()).isEqualTo("Expected 1 to 5 outlined exemplars in \"nuclei_sparse.tif\", got none.");
		assertThat(((Cancelable) run(image, Map.of("exemplar_image", IMAGES.resolve("nuclei_touching.tif").toString()))).getCancelReason())
			.isEqualTo("\"exemplar_image\" goes with a file of \"exemplars\", but that is empty.");
	}

	@Test
	void a_model_without_fine_layers_is_refused() throws Exception {
		ImagePlus image = ImageFiles.open(IMAGES.resolve("blood-smears/images/smear.png"));
		Map<String, Object> settings = Map.of("exemplars", IMAGES.resolve("exemplars/smear.zip").toString(), "model", "white-cells");
		assertThat(((Cancelable) run(image, settings)).getCancelReason())
			.startsWith("Expected a model with layers that see every 4 pixels or less, as a U-Net has, but 'white-cells'");
	}
}
