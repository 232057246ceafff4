package sc.fovea.job.alike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.predict.Segmenter.Place;

class ExemplarsTest {

	private static final ImagePlus IMAGE = new ImagePlus("cells.tif", new ByteProcessor(40, 30));

	@TempDir
	Path folder;

	private static Roi square(int x, int y, int side) {
		Roi roi = new Roi(x, y, side, side);
		roi.setName("cell");
		return roi;
	}

	private Path zip(Roi... rois) throws IOException {
		RoiFiles.write(List.of(rois), folder.resolve("cells.zip"));
		return folder.resolve("cells.zip");
	}

	@Test
	void rois_are_ids_in_their_order_and_the_first_keeps_what_overlaps() {
		int[] ids = Exemplars.of(IMAGE, List.of(square(2, 3, 5), square(5, 3, 5))).planes().get(Place.FIRST);
		assertThat(ids[3 * 40 + 6]).isEqualTo(1);
		assertThat(ids[3 * 40 + 7]).isEqualTo(2);
		assertThat(ids[3 * 40 + 10]).isZero();
	}

	@Test
	void a_roi_lies_on_its_slice_and_one_without_position_on_the_slice_that_is_shown() {
		ImageStack slices = new ImageStack(40, 30);
		for (int z = 0; z < 4; z++) {
			slices.addSlice(new ByteProcessor(40, 30));
		}
		ImagePlus stack = new ImagePlus("stack", slices);
		stack.setPosition(1, 2, 1);
		Roi third = square(1, 1, 6);
		third.setPosition(3);
		Map<Place, int[]> planes = Exemplars.of(stack, List.of(third, square(9, 9, 5))).planes();
		assertThat(planes.keySet()).containsExactlyInAnyOrder(new Place(2, 0, 1), new Place(1, 0, 1));
		assertThat(planes.get(new Place(2, 0, 1))[41]).isEqualTo(1);
		assertThat(planes.get(new Place(1, 0, 1))[9 * 40 + 9]).isEqualTo(2);
	}

	@Test
	void files_of_rois_and_label_images_say_the_same() throws IOException {
		int[] drawn = Exemplars.of(zip(square(2, 3, 5), square(20, 10, 8)), IMAGE).planes().get(Place.FIRST);
		Path labels = folder.resolve("cells.tif");
		ImageWriter.saveTiff(LabelImage.of(drawn, 40, 30, 2, PixelSize.PIXEL, "cells"), labels);
		assertThat(Exemplars.of(labels, IMAGE).planes().get(Place.FIRST)).isEqualTo(drawn).contains(1, 2);
	}

	@Test
	void none_and_too_many_are_refused_with_what_fits() {
		assertThatThrownBy(() -> Exemplars.of(IMAGE, List.of())).hasMessage("Expected 1 to 5 outlined exemplars in \"cells.tif\", got none.");
		List<Roi> six = new ArrayList<>();
		for (int k = 0; k < 6; k++) {
			six.add(square(6 * k, 2, 5));
		}
		assertThatThrownBy(() -> Exemplars.of(IMAGE, six)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage(
				"Expected 1 to 5 outlined exemplars in \"cells.tif\", got 6: leave some out, or train with all of them (fovea finetune, Fine-tune...).");
	}

	@Test
	void what_reaches_beyond_the_image_is_no_area_or_is_tiny_is_refused() throws IOException {
		String beyond = "Expected exemplars within the 40x30 pixels of \"cells.tif\", got \"cell\" that reaches beyond; outline whole objects.";
		assertThatThrownBy(() -> Exemplars.of(IMAGE, List.of(square(36, 3, 5)))).hasMessage(beyond);
		Path file = zip(square(36, 3, 5));
		assertThatThrownBy(() -> Exemplars.of(file, IMAGE)).hasMessage(beyond);
		assertThatThrownBy(() -> Exemplars.of(IMAGE, List.of(new Line(1, 1, 9, 9))))
			.hasMessage("Expected outlined areas as exemplars, got \"a ROI\", which is a Straight Line.");
		assertThatThrownBy(() -> Exemplars.of(IMAGE, List.of(new OvalRoi(3, 3, 3, 3))))
			.hasMessageStartingWith("Expected exemplars of 12 pixels or more, got one of ");
	}

	@Test
	void a_file_for_a_stack_and_a_file_that_is_none_are_refused() throws IOException {
		ImageStack two = new ImageStack(40, 30);
		two.addSlice(new ByteProcessor(40, 30));
		two.addSlice(new ByteProcessor(40, 30));
		Path file = folder.resolve("labels.tif");
		ImageWriter.saveTiff(LabelImage.of(new int[40 * 30], 40, 30, 2, PixelSize.PIXEL, "cells"), file);
		assertThatThrownBy(() -> Exemplars.of(file, new ImagePlus("two", two)))
			.hasMessage("Expected exemplars of a file in an image of one slice and frame, got 2 and 1 in \"two\"; duplicate the plane that was outlined.");
		Path missing = folder.resolve("none.zip");
		assertThatThrownBy(() -> Exemplars.of(missing, IMAGE)).isInstanceOf(IOException.class)
			.hasMessage("Expected a file with outlined exemplars, got \"" + missing + "\".");
		Path notes = Files.writeString(folder.resolve("notes.md"), "three cells");
		assertThatThrownBy(() -> Exemplars.of(notes, IMAGE)).hasMessage("Expected ROIs, a label image or another annotation, got \"" + notes + "\".");
	}

	@Test
	void the_size_of_exemplars_decides_on_the_scale() {
		assertThat(AlikeSegmenter.scale(planes(20))).isEqualTo(1);
		assertThat(AlikeSegmenter.scale(planes(84))).as("a square of 84 pixels is a disc of 94.8 pixels across").isBetween(42 / 96.0, 42 / 94.0);
		assertThat(AlikeSegmenter.scale(planes(5))).isBetween(14 / 5.7, 14 / 5.6);
	}

	private static List<ExemplarPlane> planes(int side) {
		ImagePlus image = new ImagePlus("", new ByteProcessor(100, 100));
		int[] ids = Exemplars.of(image, List.of(square(2, 2, side))).planes().get(Place.FIRST);
		return List.of(new ExemplarPlane(sc.fovea.tile.ImageSource.of(Hyperstack.of(image), 0, 0), ids));
	}
}
