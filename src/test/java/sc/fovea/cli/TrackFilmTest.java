package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import sc.fovea.data.FilmScene;
import sc.fovea.data.NucleiFilm;
import sc.fovea.data.SimulatedImage;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.track.TrackLine;
import sc.fovea.track.format.CtcTable;

class TrackFilmTest extends ShellTest {

	private static final int SIDE = 128;
	private static final int FRAMES = 9;

	@TempDir
	static Path data;

	@TempDir
	Path folder;

	/** A film, its labels, the same as folders of frames, and its truth as the Cell Tracking Challenge stores it. */
	@BeforeAll
	static void render() throws IOException {
		NucleiFilm film = NucleiFilm.of(FilmScene.of(12, 3).with(new FilmScene.Events(0.02, 0, 0.03, 0)), new NucleiFilm.Size(SIDE, SIDE, FRAMES), 4);
		ImageStack images = new ImageStack(SIDE, SIDE);
		ImageStack labels = new ImageStack(SIDE, SIDE);
		Path truth = Files.createDirectories(data.resolve("01_GT/TRA"));
		Path frames = Files.createDirectories(data.resolve("frames"));
		for (int t = 0; t < FRAMES; t++) {
			SimulatedImage frame = film.frame(t);
			images.addSlice(new ShortProcessor(SIDE, SIDE, frame.pixels(), null));
			labels.addSlice(new ShortProcessor(SIDE, SIDE, frame.shortLabels(), null));
			ImageWriter.saveTiff(new ImagePlus("t", images.getProcessor(t + 1)), frames.resolve("t" + (t + 5) + ".tif"));
			ImageWriter.saveTiff(new ImagePlus("t", labels.getProcessor(t + 1)), truth.resolve(String.format("man_track%03d.tif", t)));
		}
		save(images, "film.tif", true);
		save(images, "slices.tif", false);
		save(labels, "ids.tif", true);
		Files.writeString(truth.resolve("man_track.txt"),
			CtcTable.text(film.tracks().stream().map(t -> new TrackLine(t.id(), t.first(), t.last(), t.parent())).toList()));
	}

	private static void save(ImageStack stack, String name, boolean isFilm) throws IOException {
		ImagePlus image = new ImagePlus(name, stack);
		image.setDimensions(1, isFilm ? 1 : FRAMES, isFilm ? FRAMES : 1);
		ImageWriter.saveTiff(image, data.resolve(name));
	}

	@Test
	void a_film_and_its_labels_become_all_files_and_the_tracks_are_those_of_the_truth() throws Exception {
		assertThat(run("track", data.resolve("film.tif"), "--labels", data.resolve("ids.tif"), "--output", folder)).as(err.toString()).isZero();
		assertThat(files(folder)).containsExactlyInAnyOrder("film_RES", "film_labels.tif", "film_lineage.png", "film_lineage.svg", "film_overlay.avi",
			"film_rois.zip", "film_spots.csv", "film_tracks.csv", "film_trackmate.xml");
		assertThat(files(folder.resolve("film_RES"))).hasSize(FRAMES + 1).contains("res_track.txt", "mask000.tif", "mask008.tif");
		assertThat(run("evaluate", "--predicted", folder.resolve("film_RES"), "--data", data.resolve("01_GT"), "--output", folder.resolve("scores")))
			.as(err.toString()).isZero();
		List<String> scores = Files.readAllLines(folder.resolve("scores/evaluation.csv"));
		assertThat(scores.get(0)).startsWith("TRA,DET,LNK,division F1,");
		assertThat(Double.parseDouble(scores.get(1).split(",")[2])).as("LNK").isGreaterThan(0.97);
		assertThat(out.toString()).contains("DET 1.0000").contains("tracks, ").contains("divisions in 9 frames");
	}

	@Test
	void the_table_has_no_track_with_a_gap_and_parents_end_before_children_begin() throws IOException {
		run("track", data.resolve("film.tif"), "--labels", data.resolve("ids.tif"), "--output", folder, "--write", "ctc,labels");
		assertThat(files(folder)).containsExactlyInAnyOrder("film_RES", "film_labels.tif");
		List<TrackLine> lines = CtcTable.read(folder.resolve("film_RES/res_track.txt"));
		for (TrackLine line : lines) {
			for (int t = 0; t < FRAMES; t++) {
				int[] mask = LabelImage.ids(ImageFiles.open(folder.resolve(String.format("film_RES/mask%03d.tif", t))).getProcessor());
				assertThat(Arrays.stream(mask).anyMatch(id -> id == line.label())).as("%s in frame %d", line, t)
					.isEqualTo(t >= line.first() && t <= line.last());
			}
			lines.stream().filter(parent -> parent.label() == line.parent()).forEach(parent -> assertThat(parent.last()).isLessThan(line.first()));
		}
	}

	@Test
	void trackmate_finds_each_spot_once_and_links_that_exist() throws Exception {
		run("track", data.resolve("film.tif"), "--labels", data.resolve("ids.tif"), "--output", folder, "--write", "trackmate,tables");
		Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("film_trackmate.xml").toFile());
		NodeList spots = xml.getElementsByTagName("Spot");
		List<String> rows = Files.readAllLines(folder.resolve("film_spots.csv"));
		assertThat(spots.getLength()).isEqualTo(rows.size() - 1).isEqualTo(Integer.parseInt(((Element) xml.getElementsByTagName("AllSpots").item(0))
			.getAttribute("nspots")));
		List<String> ids = IntStream.range(0, spots.getLength()).mapToObj(i -> ((Element) spots.item(i)).getAttribute("ID")).toList();
		assertThat(ids).doesNotHaveDuplicates();
		NodeList edges = xml.getElementsByTagName("Edge");
		for (int i = 0; i < edges.getLength(); i++) {
			assertThat(ids).contains(((Element) edges.item(i)).getAttribute("SPOT_SOURCE_ID"), ((Element) edges.item(i)).getAttribute("SPOT_TARGET_ID"));
		}
		assertThat(xml.getElementsByTagName("InitialSpotFilter").getLength()).as("pytrackmate asks for it").isOne();
		Element spot = (Element) spots.item(0);
		assertThat(spot.getTextContent().split(" ")).hasSize(2 * Integer.parseInt(spot.getAttribute("ROI_N_POINTS")));
	}

	@Test
	void a_folder_of_frames_in_natural_order_is_the_same_film() throws IOException {
		run("track", data.resolve("film.tif"), "--labels", data.resolve("ids.tif"), "--output", folder.resolve("a"), "--write", "tables");
		assertThat(run("track", data.resolve("frames"), "--labels", data.resolve("ids.tif"), "--output", folder.resolve("b"), "--write", "tables"))
			.as(err.toString()).isZero();
		assertThat(folder.resolve("b/frames_tracks.csv")).hasSameTextualContentAs(folder.resolve("a/film_tracks.csv"));
	}

	@Test
	void slices_are_taken_as_frames_and_said_so() {
		assertThat(run("track", data.resolve("slices.tif"), "--labels", data.resolve("ids.tif"), "--output", folder, "--write", "tables")).isZero();
		assertThat(out.toString()).contains("\"slices.tif\" has 9 slices and no frames: its slices are taken as the frames of a film.");
	}

	@Test
	void mistakes_are_one_sentence() {
		assertSentence("\"write\" must be some of labels,tables,ctc,trackmate,rois,overlay,lineage, but has \"maps\".", "--labels", data.resolve("ids.tif"),
			"--write",
			"maps");
		assertSentence("\"gap\" must be 0 to 10 frames, but is 11.", "--labels", data.resolve("ids.tif"), "--gap", "11");
		assertSentence("\"divisions\" must be one of found, none, but is \"many\".", "--labels", data.resolve("ids.tif"), "--divisions", "many");
		assertSentence("Either a model or labels are needed", "--labels", data.resolve("ids.tif"), "--model", "nuclei");
		assertSentence("is a single image", "--labels", data.resolve("frames/t5.tif"));
		assertSentence("\"slice\" must be 1 to 1", "--labels", data.resolve("ids.tif"), "--slice", "3");
	}

	private void assertSentence(String sentence, Object... options) {
		err.getBuffer().setLength(0);
		Object[] all = Stream.concat(Stream.of("track", data.resolve("film.tif"), "--output", folder.resolve("none")), Stream.of(options)).toArray();
		assertThat(run(all)).isEqualTo(2);
		assertThat(err.toString()).contains(sentence).doesNotContain("Exception");
		assertThat(folder.resolve("none/film_labels.tif")).doesNotExist();
	}

	private static List<String> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")).toList();
		}
	}
}
