package sc.fovea.job.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.annotation.DataSet;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.annotate.AnnotationFolder.State;

/** What is kept on the disk. */
class AnnotationFolderTest {

	@TempDir
	Path place;

	private AnnotationFolder folder;
	private ImagePlus image;

	@BeforeEach
	void make() {
		folder = new AnnotationFolder(place.resolve("my cells"));
		image = new ImagePlus("a.tif", new ByteProcessor(40, 30));
	}

	private State state(String name) throws IOException {
		return folder.entries().stream().filter(entry -> entry.name().equals(name)).findFirst().orElseThrow().state();
	}

	@Test
	void an_image_goes_from_to_do_by_draft_to_part_of_the_data_that_a_training_reads() throws IOException {
		image.setOverlay(new Overlay(new Roi(1, 1, 4, 4)));
		assertThat(folder.add(image, "")).isEqualTo("a");
		assertThat(state("a")).isEqualTo(State.TO_DO);
		assertThat(folder.open("a").getOverlay()).isNull();
		folder.keepDraft("a", List.of(new Roi(2, 2, 5, 5)));
		assertThat(state("a")).isEqualTo(State.DRAFT);
		assertThat(folder.outlines("a")).hasSize(1);
		assertThat(folder.digests()).as("a draft is not learned from").isEmpty();
		folder.save("a", List.of(new Roi(2, 2, 5, 5), new Roi(20, 2, 5, 5)), false);
		assertThat(state("a")).isEqualTo(State.ANNOTATED);
		assertThat(DataSet.open(folder.path(), AnnotationFormats.own()).images().get(0).annotations().boxes()).hasSize(2);
		folder.save("a", folder.outlines("a"), true);
		assertThat(state("a")).isEqualTo(State.CORRECTED);
	}

	@Test
	void images_of_one_name_stay_two() throws IOException {
		folder.add(image, "");
		assertThat(folder.add(image, "")).isEqualTo("a-2");
		assertThat(folder.entries()).extracting(AnnotationFolder.Entry::name).containsExactly("a", "a-2");
	}

	@Test
	void what_was_saved_before_stays_as_a_version() throws IOException {
		folder.add(image, "");
		for (int count = 1; count <= 3; count++) {
			folder.save("a", java.util.stream.IntStream.range(0, count).mapToObj(i -> new Roi(8 * i, 2, 5, 5)).toList(), false);
		}
		assertThat(folder.versions("a")).hasSize(2).first().asString().endsWith("0002-a.zip");
		assertThat(sc.fovea.image.roi.RoiFiles.read(folder.versions("a").get(0))).hasSize(2);
	}

	@Test
	void labels_of_another_format_become_outlines_and_a_version() throws IOException {
		folder.add(image, "");
		Path labels = Files.createDirectories(folder.path().resolve("labels"));
		ShortProcessor ids = new ShortProcessor(40, 30);
		ids.setValue(7);
		ids.fill(new Roi(3, 4, 6, 5));
		ImageWriter.saveTiff(new ImagePlus("", ids), labels.resolve("a.tif"));
		ByteProcessor ignored = new ByteProcessor(40, 30);
		ignored.setValue(255);
		ignored.fill(new Roi(30, 0, 10, 30));
		ImageWriter.saveTiff(new ImagePlus("", ignored), labels.resolve("a_ignore.tif"));
		List<Roi> outlines = folder.outlines("a");
		assertThat(outlines).extracting(Roi::getBounds).containsExactly(new Roi(3, 4, 6, 5).getBounds(), new Roi(30, 0, 10, 30).getBounds());
		int[] before = DataSet.open(folder.path(), AnnotationFormats.own()).images().get(0).annotations().instances();
		folder.save("a", outlines, false);
		int[] after = DataSet.open(folder.path(), AnnotationFormats.own()).images().get(0).annotations().instances();
		assertThat(java.util.Arrays.stream(after).map(Integer::signum).toArray()).isEqualTo(java.util.Arrays.stream(before).map(Integer::signum).toArray());
		try (var files = Files.list(folder.path().resolve("annotate/versions/a"))) {
			assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("0001-a.tif", "0001-a_ignore.tif");
		}
	}

	@Test
	void annotations_of_many_images_in_one_file_are_not_touched() throws IOException {
		folder.add(image, "");
		folder.add(image, "b");
		Path coco = folder.path().resolve("coco.json");
		Files.writeString(coco, """
			{"images":[{"id":1,"file_name":"a.tif","width":40,"height":30},{"id":2,"file_name":"b.tif","width":40,"height":30}],
			"categories":[{"id":1,"name":"cell"}],
			"annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[2,2,5,5],"segmentation":[[2,2,7,2,7,7,2,7]],"iscrowd":0},
			{"id":2,"image_id":2,"category_id":1,"bbox":[2,2,5,5],"segmentation":[[2,2,7,2,7,7,2,7]],"iscrowd":0}]}""");
		assertThat(folder.outlines("a")).singleElement().satisfies(outline -> assertThat(outline.getName()).isEqualTo("cell-1"));
		assertThatThrownBy(() -> folder.save("a", List.of(), false)).isInstanceOf(IOException.class).hasMessageContaining("coco.json");
		assertThat(folder.path().resolve("labels/a.zip")).doesNotExist();
	}

	@Test
	void a_folder_with_other_things_is_refused() throws IOException {
		folder.requireUsable();
		Files.createDirectories(folder.path());
		folder.requireUsable();
		Files.writeString(folder.path().resolve("letter.txt"), "");
		assertThatThrownBy(folder::requireUsable).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("Expected an empty folder");
	}

	@Test
	void a_broken_journal_is_a_sentence() throws IOException {
		folder.add(image, "");
		Files.createDirectories(folder.path().resolve("annotate"));
		Files.writeString(folder.path().resolve("annotate/journal.json"), "{\"rounds\": 7}");
		assertThatThrownBy(folder::entries).isInstanceOf(IOException.class).hasMessageContaining("journal.json\" is not the journal");
	}
}
