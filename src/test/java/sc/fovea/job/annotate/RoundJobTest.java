package sc.fovea.job.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.SimulatedImage;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.job.annotate.AnnotationFolder.State;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.Sha256;

/** Rounds of two steps, with an archive of a small network to begin with. */
class RoundJobTest {

	private static final int SIDE = 64;
	private static final String START = Path.of("test-images/archives/instance-segmentation.zip").toAbsolutePath().toString();
	private static final Map<String, Object> TRAINING = Map.ofEntries(Map.entry("task", "automatic"), Map.entry("minutes", 0.0), Map.entry("steps", 2),
		Map.entry("epochs", 0.0), Map.entry("recipe", "none"), Map.entry("pixel_size", 0.0), Map.entry("seed", 3), Map.entry("device", "cpu"),
		Map.entry("backend", "automatic"), Map.entry("architecture", "automatic"), Map.entry("width", 0.0), Map.entry("depth", 0),
		Map.entry("pooling", "automatic"),
		Map.entry("pooling_size", 0), Map.entry("pooling_stride", 0), Map.entry("dropout", -1.0));
	private static final Map<String, Object> TUNING = tuning();

	@TempDir
	Path place;
	private AnnotationFolder folder;
	private String before;

	private static Map<String, Object> tuning() {
		Map<String, Object> tuning = new HashMap<>(TRAINING);
		tuning.putAll(Map.of("freeze", "automatic", "unfreeze", 0));
		return tuning;
	}

	private static RoundJob.Wish wish(String name, String start) {
		return new RoundJob.Wish(name, start, TRAINING, TUNING);
	}

	@BeforeEach
	void annotate() throws IOException {
		before = System.setProperty("fovea.models", place.resolve("models").toString());
		folder = new AnnotationFolder(place.resolve("cells"));
		SimulatedImage image = new NucleiSimulator(NucleiScene.touching()).image(SIDE, SIDE, 3);
		folder.add(new ImagePlus("a", new ShortProcessor(SIDE, SIDE, image.pixels(), null)), "");
		int[] ids = new int[SIDE * SIDE];
		for (int i = 0; i < ids.length; i++) {
			ids[i] = (int) image.labels()[i];
		}
		folder.save("a", LabelRois.of(ids, SIDE), false);
	}

	@AfterEach
	void forgetModels() {
		if (before == null) System.clearProperty("fovea.models");
		else
			System.setProperty("fovea.models", before);
	}

	private RunningRound.Outcome round(String start) throws InterruptedException {
		RunningRound running = RunningRound.start(new RoundJob(folder, wish("cells", start)));
		running.await();
		return running.outcome().orElseThrow();
	}

	@Test
	@Tag("slow")
	void a_round_is_judged_before_and_after_on_what_it_did_not_learn_from_and_the_better_model_goes_on() throws Exception {
		RunningRound.Outcome first = round(START);
		assertThat(first.problem()).isEmpty();
		Round round = first.round().orElseThrow();
		assertThat(round.heldBack()).singleElement().asString().startsWith("a, ");
		assertThat(round.metric()).isEqualTo("AP@0.5");
		assertThat(round.before()).containsKeys("AP@0.5", "PQ");
		assertThat(round.isKept()).isEqualTo(round.scoreAfter().orElseThrow() >= round.scoreBefore().orElseThrow());
		assertThat(folder.entries().get(0).state()).isEqualTo(State.USED);
		assertThat(ModelArchive.read(folder.model(1)).card().name()).isEqualTo("cells");
		assertThat(Files.exists(place.resolve("models/cells.zip"))).isEqualTo(round.isKept());
		assertThat(folder.path().resolve("annotate/models/round-1.zip.checkpoint")).doesNotExist();
		folder.save("a", List.of(new Roi(3, 3, 9, 9)), true);
		assertThat(folder.entries().get(0).state()).as("changed since").isEqualTo(State.CORRECTED);
		Round second = round(RoundJob.CONTINUE).round().orElseThrow();
		assertThat(second.number()).isEqualTo(2);
		assertThat(second.start()).isEqualTo(round.kept());
		assertThat(folder.rounds()).hasSize(2).last().isEqualTo(second);
	}

	@Test
	@Tag("slow")
	void a_new_network_has_no_score_before_and_is_found_by_its_name() throws Exception {
		RunningRound.Outcome outcome = round(RoundJob.NEW_NETWORK);
		assertThat(outcome.problem()).isEmpty();
		Round round = outcome.round().orElseThrow();
		assertThat(round.scoreBefore()).isEmpty();
		assertThat(round.isKept()).isTrue();
		assertThat(Sha256.of(place.resolve("models/cells.zip"))).isEqualTo(Sha256.of(folder.model(1)));
		assertThat(round.sentence()).startsWith("Round 1: AP@0.5 ").endsWith(" after on what was held back of 1 image.");
	}

	@Test
	void a_model_of_the_same_name_that_is_none_of_ours_is_not_replaced() throws Exception {
		Files.createDirectories(place.resolve("models"));
		Files.writeString(place.resolve("models/cells.zip"), "precious");
		assertThat(round(START).problem()).startsWith("There is another model of the name \"cells\"");
		assertThat(place.resolve("models/cells.zip")).hasContent("precious");
		assertThat(folder.rounds()).isEmpty();
	}

	@Test
	void without_annotations_or_with_a_wrong_name_it_is_a_sentence() throws Exception {
		AnnotationFolder empty = new AnnotationFolder(place.resolve("empty"));
		assertThatThrownBy(() -> new RoundJob(empty, wish("cells", START)).run(RunningRoundTest.SILENT)).isInstanceOf(IOException.class)
			.hasMessageStartingWith("There is nothing to learn from yet");
		assertThatThrownBy(() -> new RoundJob(folder, wish("My cells!", START)).run(RunningRoundTest.SILENT))
			.isInstanceOf(IllegalArgumentException.class);
	}
}
