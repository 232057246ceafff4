package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.annotation.DataSet;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.Formats;
import sc.fovea.job.Platform;

/** From open images to a folder of annotated images, and what is said about it. */
class DataCommandsTest {

	@TempDir
	Path folder;

	private ImagePlus image;

	@BeforeEach
	void draw() {
		image = new ImagePlus("my: cells.tif", new ShortProcessor(20, 12));
		Roi roi = new Roi(2, 3, 5, 4);
		roi.setName("nucleus-1");
		image.setOverlay(new Overlay(roi));
	}

	private Module run(Class<? extends Command> command, Map<String, Object> inputs) throws Exception {
		return Platform.context().service(CommandService.class).run(command, true, inputs).get();
	}

	private String reason(Class<? extends Command> command, Map<String, Object> inputs) throws Exception {
		return ((Cancelable) run(command, inputs)).getCancelReason();
	}

	@Test
	void an_open_image_and_its_overlay_become_annotated_data() throws Exception {
		Path data = folder.resolve("data");
		assertThat(reason(AddToData.class, Map.of("input", image, "data", data.toString()))).isNull();
		assertThat(ImageFiles.open(data.resolve("images/my_ cells.tif")).getOverlay()).isNull();
		assertThat(image.getOverlay().size()).as("the open image stays as it is").isEqualTo(1);
		DataSet found = DataSet.open(data, AnnotationFormats.own());
		assertThat(found.images().get(0).annotations().boxes()).singleElement().satisfies(box -> {
			assertThat(box.label()).isEqualTo("nucleus");
			assertThat(box.box()).isEqualTo(new Box(2, 3, 5, 4));
		});
		assertThat((String) run(CheckData.class, Map.of("data", data.toString())).getOutput("report"))
			.startsWith("1 image with annotations: 1 as ImageJ ROIs\n1 object: nucleus 1\n");
	}

	@Test
	void folders_of_classes_are_checked_too() throws Exception {
		for (String name : new String[] { "a", "b" }) {
			Files.createDirectories(folder.resolve(name));
			ImageWriter.saveTiff(BrightnessModel.image("", 9), folder.resolve(name + "/1.tif"));
		}
		assertThat((String) run(CheckData.class, Map.of("data", folder.toString())).getOutput("report")).startsWith("2 images of 2 classes: a 1, b 1.\n");
		assertThat(reason(CheckData.class, Map.of("data", folder.toString(), "task", "cells"))).contains("classification");
	}

	@Test
	void an_image_without_rois_has_nothing_in_it() throws Exception {
		image.setOverlay(null);
		assertThat(reason(AddToData.class, Map.of("input", image, "data", folder.toString(), "name", "empty"))).isNull();
		DataSet found = DataSet.open(folder, AnnotationFormats.own());
		assertThat(found.images().get(0).annotations().instances()).containsOnly(0);
	}

	@Test
	void what_cannot_be_done_is_a_sentence() throws Exception {
		assertThat(reason(AddToData.class, Map.of("input", image))).isEqualTo("\"data\" must be a folder, but is empty.");
		Files.createDirectories(folder.resolve("labels"));
		Files.writeString(folder.resolve("labels/a.tif"), "");
		assertThat(reason(AddToData.class, Map.of("input", image, "data", folder.toString(), "name", "a"))).contains("labels", "a.tif", "already");
		assertThat(folder.resolve("images/a.tif")).doesNotExist();
		assertThat(reason(CheckData.class, Map.of())).contains("\"data\" must be a folder");
		assertThat(reason(CheckData.class, Map.of("data", folder.resolve("nowhere").toString()))).startsWith("Expected a folder");
	}

	@Test
	void the_formats_of_fovea_are_found_once() throws IOException {
		assertThat(Formats.installed().formats()).extracting(format -> format.name()).doesNotHaveDuplicates().contains("label image", "ImageJ ROIs", "VOC XML",
			"COCO JSON", "QuPath GeoJSON");
	}
}
