package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Cancelable;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.SimulatedImage;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.Platform;

/** Every command of the menu, run ten times with settings drawn at random on tiny images: it works, or says in one sentence why not. */
@Tag("slow")
class RandomRunsTest {

	private static final int RUNS = 10;
	private static final int SIDE = 64;
	private static final Map<Class<?>, String> MODELS = Map.of(Detect.class, BlobModel.BOXES, Localize.class, BlobModel.ONE_BOX, Classify.class,
		BrightnessModel.NAME, Explain.class, BrightnessModel.NAME, Features.class, BrightnessModel.NAME, Embed.class, BrightnessModel.NAME, FindAlike.class,
		"nuclei",
		FineTune.class, "nuclei");
	private static final List<Class<?>> FILMED = List.of(Track.class, MovingObjects.class);
	private static final List<Class<?>> KINDS = List.of(Embed.class);
	/** There is no model for the one, and no display for the other. */
	private static final List<String> REFUSED = List.of("Restore", "AnnotateAndTrain");
	/** Would take long, or write into the working directory. */
	private static final List<String> NEVER_ANY = List.of("steps", "minutes", "epochs", "output", "variants", "unfreeze", "folds", "data");

	@TempDir
	Path folder;

	private final Random random = new Random(16);
	private Optional<String> before;

	@BeforeEach
	void prepare() throws IOException {
		before = Optional.ofNullable(System.getProperty("fovea.models"));
		BlobModel.install(folder.resolve("models"));
		BrightnessModel.install(folder.resolve("models"));
		for (int i = 0; i < 2; i++) {
			SimulatedImage image = new NucleiSimulator(NucleiScene.touching()).image(SIDE, SIDE, i + 3);
			save(new ImagePlus("", new ShortProcessor(SIDE, SIDE, image.pixels(), null)), "My cells/images/" + i + ".tif");
			save(new ImagePlus("", new FloatProcessor(SIDE, SIDE, image.labels()).convertToShort(false)), "My cells/labels/" + i + ".tif");
			save(BrightnessModel.image("", 255 * i), "kinds/" + (i == 0 ? "dark/" : "bright/") + "1.tif");
			save(BrightnessModel.image("", 240 * i), "kinds/" + (i == 0 ? "dark/" : "bright/") + "2.tif");
		}
		Files.createDirectories(folder.resolve("out"));
		Files.writeString(folder.resolve("plan.yaml"), "input: My cells/images\noutput: results\nsteps:\n  - command: segment\n    model: blobs\n");
	}

	@AfterEach
	void restore() {
		before.ifPresentOrElse(path -> System.setProperty("fovea.models", path), () -> System.clearProperty("fovea.models"));
	}

	private void save(ImagePlus image, String name) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		ImageWriter.saveTiff(image, file);
	}

	static Stream<Class<? extends Command>> commands() throws IOException {
		return DialogFieldsTest.commands();
	}

	@ParameterizedTest
	@MethodSource("commands")
	void every_run_works_or_is_refused_in_one_sentence(Class<? extends Command> type) throws Exception {
		CommandInfo command = new CommandInfo(type);
		List<String> reasons = new ArrayList<>();
		for (int i = 0; i < (MenuEntry.inputs(command).isEmpty() ? 1 : RUNS); i++) {
			Map<String, Object> values = new LinkedHashMap<>();
			int run = i;
			MenuEntry.inputs(command).forEach(input -> values.put(input.name(), value(type, input, run)));
			Map<String, Object> inputs = new LinkedHashMap<>(MenuEntry.packed(command, values));
			if (CommandInput.takesImage(command)) inputs.put("input", image(type));
			String printed = RandomOptionsTest.printed(() -> reasons.add(reason(command, inputs)));
			assertThat(printed).as(type.getSimpleName() + " " + values).doesNotContain("Exception", "\tat ", "WARN");
			assertThat(reasons.get(i)).as(type.getSimpleName() + " " + values).matches("|[^\\n]+[.?]").doesNotContain("Exception", "null");
		}
		if (!REFUSED.contains(type.getSimpleName())) assertThat(reasons).as(type.getSimpleName()).contains("");
	}

	private static String reason(CommandInfo command, Map<String, Object> inputs) throws Exception {
		Cancelable done = (Cancelable) Platform.context().service(CommandService.class).run(command, false, inputs).get();
		return Optional.ofNullable(done.getCancelReason()).orElse("");
	}

	/** A film of three frames, in each of which two discs have moved on, or its first frame. */
	private static ImagePlus image(Class<?> command) {
		ImageStack frames = new ImageStack(96, 80);
		int count = FILMED.contains(command) ? 3 : 1;
		for (int t = 0; t < count; t++) {
			frames.addSlice(BlobModel.image("", new int[] { 20 + 2 * t, 20 }, new int[] { 60, 40 + 2 * t }).getProcessor());
		}
		ImagePlus image = new ImagePlus("discs.tif", frames);
		image.setDimensions(1, 1, count);
		image.setOverlay(new Overlay(new OvalRoi(14, 14, 12, 12)));
		return image;
	}

	/** Most of it fits, so that most runs get far; one value in twenty is anything. */
	private Object value(Class<?> command, CommandInput input, int run) {
		if (random.nextInt(20) == 0 && !NEVER_ANY.contains(input.name())) return any(input);
		return switch (input.name()) {
			case "model", "from" -> MODELS.getOrDefault(command, BlobModel.NAME);
			case "network" -> pick(List.of("unet", "vgg", BlobModel.NAME));
			case "data" -> folder.resolve(KINDS.contains(command) ? "kinds" : "My cells").toString();
			case "source" -> folder.resolve("models/blobs.zip").toString();
			case "plan" -> folder.resolve("plan.yaml").toString();
			case "name" -> "new-" + run;
			case "output" ->
				folder.resolve("out/" + run + (command == Train.class || command == FineTune.class || command == ExportModel.class ? ".zip" : "")).toString();
			case "steps", "variants" -> 2;
			case "recipe" -> command == Augment.class ? pick(List.of("fluorescence", "photo", "histology")) : pick(List.of("none", "automatic"));
			case "probability", "overlap" -> pick(List.of(0.0, 0.3, 0.5));
			case "scale" -> command == Explain.class ? 0.0 : pick(List.of(0.0, 1.0, 2.0));
			case "seed" -> random.nextInt();
			case "measured" -> pick(List.of("", "1"));
			case "rois", "measure", "maps", "roi", "slices", "format", "method", "divisions", "system" -> usual(command, input);
			default -> input.value();
		};
	}

	private Object usual(Class<?> command, CommandInput input) {
		if (command == Train.class || command == FineTune.class) return input.value();
		if (input.type() == boolean.class) return random.nextBoolean();
		return input.choices().isEmpty() ? input.value() : pick(input.choices());
	}

	private Object any(CommandInput input) {
		if (input.type() == boolean.class) return random.nextBoolean();
		if (input.type() == int.class) return pick(List.of(0, 1, 3, -1, Integer.MAX_VALUE));
		if (input.type() == double.class) return pick(List.of(0.0, 0.5, 2.0, -1.0, 1e6));
		return input.choices().isEmpty() ? pick(List.of("", "1", "automatic", "none", "discs.tif", "no such thing")) : pick(input.choices());
	}

	private <T> T pick(List<T> things) {
		return things.get(random.nextInt(things.size()));
	}
}
