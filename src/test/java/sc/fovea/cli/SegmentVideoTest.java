package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.data.MoverFilm;
import sc.fovea.data.MoverScene;
import sc.fovea.data.MoverScene.Look;
import sc.fovea.data.MoverScene.Velocity;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.roi.RoiFiles;

/** Rendered films of a disc: {@code fovea video}. */
class SegmentVideoTest extends ShellTest {

	private static final int WIDTH = 96;
	private static final int HEIGHT = 80;

	@TempDir
	Path folder;

	private static List<MoverFilm.Frame> film(int frames, Look look, boolean hasDisc) {
		MoverScene.Motion motion = new MoverScene.Motion(0.35, 0.4, new Velocity(2, 1), 0, MoverScene.Rest.NONE);
		List<MoverScene.Mover> movers = hasDisc ? List.of(new MoverScene.Mover(MoverScene.Shape.DISC, 18, motion)) : List.of();
		return new MoverFilm(new MoverScene(movers, Velocity.STILL, look)).film(WIDTH, HEIGHT, frames, 3);
	}

	private static ImageProcessor pixels(MoverFilm.Frame frame) {
		if (frame.channels().size() == 1) return new ByteProcessor(WIDTH, HEIGHT, frame.channels().get(0));
		ColorProcessor colours = new ColorProcessor(WIDTH, HEIGHT);
		colours.setRGB(frame.channels().get(0), frame.channels().get(1), frame.channels().get(2));
		return colours;
	}

	private static ImagePlus stack(List<MoverFilm.Frame> film) {
		ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		film.forEach(frame -> stack.addSlice(pixels(frame)));
		ImagePlus image = new ImagePlus("film", stack);
		image.setDimensions(1, 1, film.size());
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("um");
		return image;
	}

	private Path saved(ImagePlus image) throws IOException {
		ImageWriter.saveTiff(image, folder.resolve("film.tif"));
		return folder.resolve("film.tif");
	}

	private int segment(Path film, Object... more) {
		return run(Stream.concat(Stream.of("video", film, "--output", folder.resolve("results")), Stream.of(more)).toArray());
	}

	private static double iou(ImagePlus labels, List<MoverFilm.Frame> film) {
		double sum = 0;
		for (int t = 0; t < film.size(); t++) {
			int[] ids = LabelImage.ids(labels.getStack().getProcessor(t + 1));
			int both = 0;
			int either = 0;
			for (int i = 0; i < ids.length; i++) {
				boolean isTrue = film.get(t).labels()[i] > 0;
				if (ids[i] > 0 && isTrue) both++;
				if (ids[i] > 0 || isTrue) either++;
			}
			sum += (double) both / either / film.size();
		}
		return sum;
	}

	@Test
	void a_film_becomes_labels_an_overlay_a_table_and_outlines() throws IOException {
		List<MoverFilm.Frame> film = film(5, Look.grey(), true);
		assertThat(segment(saved(stack(film)))).as(err.toString()).isZero();
		assertThat(out.toString()).contains("1 object in 5 frames").contains(folder.resolve("results").toString());
		ImagePlus labels = ImageFiles.open(folder.resolve("results/film_labels.tif"));
		assertThat(new int[] { labels.getNChannels(), labels.getNSlices(), labels.getNFrames(), labels.getBitDepth() }).containsExactly(1, 1, 5, 16);
		assertThat(labels.getCalibration().pixelWidth).isEqualTo(0.5);
		assertThat(iou(labels, film)).isGreaterThan(0.75);
		ImagePlus overlay = ImageFiles.open(folder.resolve("results/film_overlay.tif"));
		assertThat(new int[] { overlay.getWidth(), overlay.getStackSize(), overlay.getBitDepth() }).containsExactly(WIDTH, 5, 24);
		List<String> rows = Files.readAllLines(folder.resolve("results/film_objects.csv"));
		assertThat(rows).hasSize(6);
		assertThat(rows.get(0)).startsWith("Label,Area,Mean");
		int frame = List.of(rows.get(0).split(",")).indexOf("Frame");
		assertThat(rows.get(5)).startsWith("0001,");
		assertThat(rows.get(5).split(",")[frame]).isEqualTo("5");
		assertThat(Double.parseDouble(rows.get(1).split(",")[1])).as("area in square microns").isBetween(150.0, 350.0);
		List<Roi> outlines = RoiFiles.read(folder.resolve("results/film_rois.zip"));
		assertThat(outlines).hasSize(5);
	}

	@Test
	void values_of_8_16_and_32_bit_give_the_same_labels() throws IOException {
		List<MoverFilm.Frame> film = film(3, Look.grey(), true);
		ImagePlus[] results = new ImagePlus[3];
		for (int kind = 0; kind < 3; kind++) {
			ImageStack stack = new ImageStack(WIDTH, HEIGHT);
			for (MoverFilm.Frame frame : film) {
				ImageProcessor pixels = pixels(frame);
				if (kind > 0) pixels = kind == 1 ? pixels.convertToShort(false) : pixels.convertToFloat();
				if (kind > 0) pixels.multiply(kind == 1 ? 64 : 0.25);
				stack.addSlice(pixels);
			}
			ImagePlus image = new ImagePlus("film", stack);
			image.setDimensions(1, 1, 3);
			assertThat(segment(saved(image))).as(err.toString()).isZero();
			results[kind] = ImageFiles.open(folder.resolve("results/film_labels.tif"));
		}
		assertThat(iou(results[0], film)).isGreaterThan(0.7);
		for (int t = 1; t <= 3; t++) {
			int[] ids = LabelImage.ids(results[0].getStack().getProcessor(t));
			assertThat(LabelImage.ids(results[1].getStack().getProcessor(t))).containsExactly(ids);
			assertThat(LabelImage.ids(results[2].getStack().getProcessor(t))).containsExactly(ids);
		}
	}

	@Test
	void a_folder_of_colour_frames_is_a_film_in_natural_order() throws IOException {
		List<MoverFilm.Frame> film = film(11, Look.colour(), true).subList(7, 11);
		Path frames = Files.createDirectories(folder.resolve("my film"));
		for (int t = 0; t < film.size(); t++) {
			ImageWriter.savePng(new ImagePlus("", pixels(film.get(t))), frames.resolve("t" + (t + 8) + ".png"));
		}
		assertThat(segment(frames)).as(err.toString()).isZero();
		ImagePlus labels = ImageFiles.open(folder.resolve("results/my film_labels.tif"));
		assertThat(labels.getStackSize()).isEqualTo(4);
		assertThat(iou(labels, film)).isGreaterThan(0.75);
		ImageWriter.savePng(new ImagePlus("", new ColorProcessor(WIDTH, HEIGHT + 1)), frames.resolve("t9.png"));
		assertThat(segment(frames)).isEqualTo(2);
		assertThat(err.toString()).contains("All frames of a film are of one kind").contains("t9.png").contains("96x81 pixels of 24 bit");
	}

	@Test
	void regions_find_the_object_too() throws IOException {
		List<MoverFilm.Frame> film = film(4, Look.colour(), true);
		assertThat(segment(saved(stack(film)), "--system", "regions", "--objects", 1)).as(err.toString()).isZero();
		assertThat(iou(ImageFiles.open(folder.resolve("results/film_labels.tif")), film)).isGreaterThan(0.75);
	}

	@Test
	void a_film_in_which_nothing_moves_says_so_and_writes_nothing() throws IOException {
		assertThat(segment(saved(stack(film(4, Look.grey(), false))))).isEqualTo(2);
		assertThat(segment(folder.resolve("film.tif"), "--system", "regions")).isEqualTo(2);
		assertThat(err.toString()).contains("Nothing moves on its own in \"film.tif\"");
		try (Stream<Path> written = Files.list(folder.resolve("results"))) {
			assertThat(written).isEmpty();
		}
	}

	@Test
	void what_is_no_film_is_refused_in_a_sentence() throws IOException {
		Path single = folder.resolve("single.tif");
		ImageWriter.saveTiff(new ImagePlus("single", pixels(film(1, Look.grey(), true).get(0))), single);
		assertThat(segment(single)).isEqualTo(2);
		assertThat(err.toString()).contains("A film of two frames or more is needed, but \"single.tif\" is a single image");
		ImagePlus both = stack(film(4, Look.grey(), true));
		both.setDimensions(1, 2, 2);
		assertThat(segment(saved(both))).isEqualTo(2);
		assertThat(err.toString()).contains("\"slice\" must be 1 to 2");
		assertThat(segment(folder.resolve("film.tif"), "--slice", 1, "--system", "telepathy")).isEqualTo(2);
		assertThat(err.toString()).contains("\"system\" must be one of motion, regions");
		assertThat(segment(folder.resolve("film.tif"), "--slice", 1, "--objects", -1)).isEqualTo(2);
		assertThat(err.toString()).contains("\"objects\" must be at least 0, but is -1.");
		assertThat(segment(folder.resolve("nowhere"))).isEqualTo(2);
		assertThat(err.toString()).contains("does not exist");
	}
}
