package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import ij.process.FloatPolygon;

import sc.fovea.data.Sample;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.roi.RoiFiles;

class RoiFormatTest {

	private Folder folder;

	@BeforeEach
	void makeFolder(@TempDir Path root) throws IOException {
		folder = new Folder(root).image("i.tif");
		Files.createDirectories(root.resolve("labels"));
	}

	private static Roi named(Roi roi, String name) {
		roi.setName(name);
		return roi;
	}

	private Annotations read(Roi... rois) throws IOException {
		RoiFiles.write(List.of(rois), folder.root().resolve("labels/i.zip"));
		return folder.only();
	}

	/** What ImageJ itself fills. */
	private static BitSet filled(Roi roi) {
		ByteProcessor image = new ByteProcessor(Folder.WIDTH, Folder.HEIGHT);
		image.setValue(1);
		image.fill(roi);
		BitSet pixels = new BitSet();
		for (int i = 0; i < image.getPixelCount(); i++) {
			pixels.set(i, image.get(i) != 0);
		}
		return pixels;
	}

	@Test
	void every_kind_of_area_has_the_pixels_that_imagej_fills() throws IOException {
		Roi[] rois = { new Roi(1, 2, 5, 3), new OvalRoi(3, 1, 9, 7), new Roi(-3, -2, 8, 6), new OvalRoi(15, 6, 11, 11),
			new PolygonRoi(new float[] { 1.5f, 12.2f, 8 }, new float[] { 1, 3.7f, 10.4f }, Roi.POLYGON),
			new PolygonRoi(new FloatPolygon(new float[] { 2, 18, 10, 3 }, new float[] { 1, 2, 11, 8 }), Roi.FREEROI),
			new ShapeRoi(new OvalRoi(0, 0, 12, 11)).not(new ShapeRoi(new Roi(4, 4, 3, 3))), new Roi(8, 8, 6, 3, 4) };
		for (int i = 0; i < rois.length; i++) {
			named(rois[i], "n" + i);
		}
		List<AnnotatedObject> read = read(rois).objects();
		assertThat(read).hasSameSizeAs(rois);
		for (int i = 0; i < rois.length; i++) {
			assertThat(Folder.pixels(read.get(i).mask().orElseThrow())).as(rois[i].toString()).isEqualTo(filled(rois[i])).isNotEqualTo(new BitSet());
		}
	}

	@Test
	void later_rois_do_not_erase_earlier_ones() throws IOException {
		assertThat(Arrays.copyOf(read(named(new Roi(0, 0, 3, 1), "a"), named(new Roi(1, 0, 4, 1), "b")).instances(), 6)).containsExactly(1, 1, 1, 2, 2, 0);
	}

	@Test
	void a_class_is_the_group_else_the_name_without_numbers() throws IOException {
		Roi grouped = named(new Roi(0, 3, 2, 1), "mine");
		grouped.setGroup(7);
		Annotations read = read(named(new Roi(0, 0, 2, 1), "nucleus-12"), named(new Roi(0, 1, 2, 1), "0012-0345"), named(new Roi(0, 2, 2, 1), "type B #3"),
			grouped, named(new Roi(0, 4, 2, 1), "x2y"));
		assertThat(read.labels()).containsExactly("nucleus", "object", "type B", "group 7", "x2y");
		assertThat(read.objects().get(3).tag()).isEqualTo(new Tag("mine", "group 7", 7));
	}

	@Test
	void names_say_what_is_not_annotated() throws IOException {
		Annotations read = read(named(new Roi(0, 0, 4, 1), "a"), named(new Roi(2, 0, 3, 1), "Ignore this"));
		assertThat(Arrays.copyOf(read.instances(), 6)).containsExactly(1, 1, Sample.IGNORED, Sample.IGNORED, Sample.IGNORED, 0);
		read = read(named(new Roi(0, 0, 4, 1), "a"), named(new Roi(2, 0, 3, 1), "annotated 1"), named(new Roi(7, 0, 1, 1), "annotated 2"));
		assertThat(Arrays.copyOf(read.instances(), 9)).containsExactly(-1, -1, 1, 1, 0, -1, -1, 0, -1);
	}

	@Test
	void what_is_no_area_is_left_out_and_named() throws IOException {
		Annotations read = read(named(new Line(1, 1, 5, 5), "line"), named(new PointRoi(3, 4), "point"), named(new TextRoi(1, 1, "text"), "text"),
			named(new Roi(40, 3, 5, 5), "far"), named(new Roi(1, 1, 2, 2), "a"), named(new Roi(1, 1, 2, 2), "a"));
		assertThat(read.objects()).hasSize(1);
		assertThat(read.skips()).extracting(Skip::reason).containsExactly(Skip.Reason.NOT_AN_AREA, Skip.Reason.NOT_AN_AREA, Skip.Reason.OUTSIDE,
			Skip.Reason.DUPLICATE);
		assertThat(read.skips().get(0).what()).isEqualTo("\"line\" in \"" + folder.root().resolve("labels/i.zip") + "\"");
	}

	@Test
	void a_single_roi_is_a_file_too() throws IOException {
		Files.write(folder.root().resolve("labels/i.roi"), RoiEncoder.saveAsByteArray(named(new Roi(1, 1, 2, 2), "a")));
		assertThat(folder.only().objects()).hasSize(1);
	}

	@Test
	void the_overlay_of_a_tiff_counts_where_there_are_no_labels() throws IOException {
		ImagePlus image = new ImagePlus("i", new ByteProcessor(Folder.WIDTH, Folder.HEIGHT));
		image.setOverlay(new Overlay(named(new OvalRoi(3, 1, 9, 7), "nucleus")));
		ImageWriter.saveTiff(image, folder.root().resolve("images/i.tif"));
		assertThat(folder.open().images().get(0).source().format()).isEqualTo("overlay");
		assertThat(Folder.pixels(folder.only().objects().get(0).mask().orElseThrow())).isEqualTo(filled(new OvalRoi(3, 1, 9, 7)));
	}

	@Test
	void an_empty_zip_says_that_there_is_nothing() throws IOException {
		assertThat(read().instances()).containsOnly(0);
	}

	@Test
	void hostile_files_are_refused_before_they_take_memory() throws IOException {
		Path file = folder.root().resolve("labels/i.roi");
		byte[] polygon = RoiEncoder.saveAsByteArray(new PolygonRoi(new float[] { 1, 12, 8 }, new float[] { 1, 3, 10 }, Roi.POLYGON));
		ByteBuffer.wrap(polygon).putShort(16, (short) 0).putInt(18, Integer.MAX_VALUE);
		Files.write(file, polygon);
		folder.refuses("not an outline", "i.roi");
		byte[] shape = RoiEncoder.saveAsByteArray(new ShapeRoi(new OvalRoi(0, 0, 12, 11)).not(new ShapeRoi(new Roi(4, 4, 3, 3))));
		ByteBuffer.wrap(shape).putInt(36, Integer.MAX_VALUE);
		Files.write(file, shape);
		folder.refuses("not an outline", "i.roi");
		Files.write(file, RoiEncoder.saveAsByteArray(named(new OvalRoi(0, 0, 60_000, 60_000), "huge")));
		folder.refuses("at most 268435456 pixels", "huge", "i.roi");
		Files.write(file, new byte[100]);
		folder.refuses("not an outline", "i.roi");
		Files.delete(file);
		Files.write(folder.root().resolve("labels/i.zip"), new byte[100]);
		folder.refuses("zip of outlines", "i.zip");
	}
}
