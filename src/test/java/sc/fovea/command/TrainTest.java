package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.Macro;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.SimulatedImage;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.Platform;
import sc.fovea.job.TrainingSettings;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.task.Tasks;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.loop.TrainingHistory;

/** The commands as scripts, macros and {@code CommandService} use them. */
class TrainTest {

	private static final int SIDE = 64;

	@TempDir
	Path folder;
	private String before;

	@BeforeEach
	void annotate() throws IOException {
		before = System.setProperty("fovea.models", folder.resolve("models").toString());
		Files.createDirectories(folder.resolve("My cells/images"));
		Files.createDirectories(folder.resolve("My cells/labels"));
		for (int i = 0; i < 2; i++) {
			SimulatedImage image = new NucleiSimulator(NucleiScene.touching()).image(SIDE, SIDE, i + 3);
			save(new ImagePlus("", new ShortProcessor(SIDE, SIDE, image.pixels(), null)), "My cells/images/" + i + ".tif");
			save(new ImagePlus("", new FloatProcessor(SIDE, SIDE, image.labels()).convertToShort(false)), "My cells/labels/" + i + ".tif");
		}
	}

	private void save(ImagePlus image, String file) throws IOException {
		ImageWriter.saveTiff(image, folder.resolve(file));
	}

	@AfterEach
	void forgetModels() {
		if (before == null) System.clearProperty("fovea.models");
		else
			System.setProperty("fovea.models", before);
	}

	private String data() {
		return folder.resolve("My cells").toString();
	}

	@Test
	void a_macro_line_makes_a_model_that_is_used_by_its_name() throws Exception {
		macro("Train", "data=[" + data() + "] name=cells steps=2 seed=5 pixel_size=0.25 recipe=none");
		assertThat(files("models")).containsExactly("cells.zip", "cells_events", "cells_training.csv", "cells_training.png");
		Model model = ModelArchive.read(folder.resolve("models/cells.zip"));
		assertThat(model.card().name()).isEqualTo("cells");
		assertThat(model.input().pixelSizeMicrometres()).hasValue(0.25);
		assertThat(model.training().tree().get("plan").toString()).contains("seed=5", "steps=2").doesNotContain("minutes");
		ImagePlus image = new ImagePlus("image", new ShortProcessor(SIDE, SIDE));
		Module segmented = module(Segment.class, Map.of("input", image, "model", "cells"));
		assertThat(((ImagePlus) segmented.getOutput("output")).getTitle()).isEqualTo("image_labels");
	}

	@Tag("slow")
	@Test
	void a_model_is_taught_other_images() throws Exception {
		Path source = folder.resolve("source.zip");
		run(Train.class, Map.of("output", source.toString(), "steps", 1));
		byte[] bytes = Files.readAllBytes(source);
		Module done = run(FineTune.class, Map.of("from", source.toString(), "steps", 2, "freeze", "head"));
		assertThat(Files.readAllBytes(source)).isEqualTo(bytes);
		Model model = ModelArchive.read(folder.resolve("models/my-cells.zip"));
		assertThat(model.network()).isEqualTo(ModelArchive.read(source).network());
		assertThat(done.getOutput("curves")).isNull();
		TrainingHistory.Row last = TrainingHistory.of(model.training()).last();
		assertThat(Files.readAllLines(folder.resolve("models/my-cells_training.csv"))).last().asString()
			.startsWith(String.format(Locale.ROOT, "2,%.6f,%.6f,", last.trainingLoss(), last.validationLoss()));
	}

	/** A macro compares trainings by it. */
	@Test
	void measure_adds_a_row_that_holds_what_the_kept_weights_are_worth() throws Exception {
		ResultsTable results = ResultsTable.getResultsTable();
		int rows = results.size();
		run(Train.class, Map.of("name", "measured", "steps", 2, "measure", true));
		Model model = ModelArchive.read(folder.resolve("models/measured.zip"));
		TrainingHistory.Row kept = TrainingHistory.of(model.training()).best().orElseThrow();
		assertThat(results.size()).isEqualTo(rows + 1);
		assertThat(results.getLabel(rows)).isEqualTo("measured");
		assertThat(results.getValue("training_images", rows)).isEqualTo(2);
		assertThat(results.getValue("steps", rows)).isEqualTo(2);
		assertThat(results.getValue("weights", rows)).isEqualTo(model.weights().tensors().values().stream().mapToInt(t -> t.data().length).sum());
		assertThat(results.getValue("best_step", rows)).isEqualTo(kept.step());
		assertThat(results.getValue("validation_loss", rows)).isEqualTo(kept.validationLoss());
		assertThat(results.getValue("AP@0.5", rows)).isEqualTo(model.card().scores().values().get("AP@0.5"));
	}

	@Test
	void tasks_are_those_that_can_be_trained() {
		assertThat(TrainingCommand.tasks()).containsExactly("automatic", "instance-segmentation", "semantic-segmentation", "detection", "localization",
			"classification", "shape");
		for (String task : Tasks.installed().names()) {
			assertThat(new TrainingSettings(Map.of("task", task)).task().orElseThrow().name()).isEqualTo(task);
		}
	}

	@Test
	void what_must_be_given_comes_first_and_each_label_begins_with_its_key() {
		for (Class<? extends Command> command : List.of(Train.class, FineTune.class)) {
			List<CommandInput> inputs = CommandInput.of(command);
			assertThat(inputs).filteredOn(CommandInput::isRequired).isEqualTo(command == Train.class ? inputs.subList(0, 1) : inputs.subList(0, 2));
			assertThat(inputs).allSatisfy(i -> assertThat(i.label().split(" ")[0].toLowerCase(Locale.ROOT)).isEqualTo(i.name()));
		}
	}

	@Test
	void names_follow_from_files() {
		assertThat(new TrainingSettings(Map.of("name", "", "output", "x/My  Cells.v2.zip", "data", "d")).name()).isEqualTo("my-cells-v2");
		assertThat(new TrainingSettings(Map.of("name", "", "output", "", "data", "x/Kidney 7/")).name()).isEqualTo("kidney-7");
		assertThat(new TrainingSettings(Map.of("name", " mine ", "output", "x.zip", "data", "d")).name()).isEqualTo("mine");
	}

	@Test
	void mistakes_are_one_sentence_and_leave_nothing() throws Exception {
		assertThat(reason(Train.class, Map.of("data", " "))).isEqualTo("\"data\" must be a folder of annotated images, but is empty.");
		assertThat(reason(Train.class, Map.of("data", folder.toString(), "steps", 1))).contains("images");
		assertThat(reason(Train.class, Map.of("task", "cells"))).startsWith("\"task\" must be one of automatic, instance-segmentation,");
		assertThat(reason(Train.class, Map.of("architecture", "unnet"))).startsWith("\"architecture\" must be one of").contains("Did you mean 'unet'?");
		assertThat(reason(Train.class, Map.of("name", "My cells"))).contains("model name");
		assertThat(reason(Train.class, Map.of("minutes", -1.0))).contains("more than 0 minutes");
		assertThat(reason(Train.class, Map.of("recipe", "fluorescense"))).contains("Did you mean 'fluorescence'?");
		assertThat(reason(Train.class, Map.of("resume", true))).contains("to resume, got none");
		assertThat(reason(FineTune.class, Map.of())).isEqualTo("\"from\" must be the name or the file of a model, but is empty.");
		assertThat(reason(FineTune.class, Map.of("from", "nuclai"))).contains("Did you mean 'nuclei'?");
		assertThat(reason(FineTune.class, Map.of("from", "nuclei", "unfreeze", 101))).contains("0 to 100 steps");
		assertThat(files("models")).isEmpty();
	}

	private static void macro(String command, String line) throws InterruptedException {
		Thread macro = new Thread(() -> {
			Macro.setOptions(line);
			new MenuEntry().run("sc.fovea.command." + command);
		}, "Run$_" + command);
		macro.start();
		macro.join();
	}

	private String reason(Class<? extends Command> command, Map<String, Object> settings) throws Exception {
		return ((Cancelable) module(command, settings)).getCancelReason();
	}

	private Module run(Class<? extends Command> command, Map<String, Object> settings) throws Exception {
		Module module = module(command, settings);
		assertThat(((Cancelable) module).getCancelReason()).isNull();
		return module;
	}

	private Module module(Class<? extends Command> command, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(command == Segment.class ? Map.of() : Map.of("data", data()));
		inputs.putAll(settings);
		return Platform.context().service(CommandService.class).run(command, true, inputs).get();
	}

	private List<String> files(String name) throws IOException {
		if (!Files.exists(folder.resolve(name))) return List.of();
		try (Stream<Path> files = Files.list(folder.resolve(name))) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
