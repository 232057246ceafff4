package sc.fovea.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.ArchitectureCatalogue;
import sc.fovea.architecture.PoolingChoice;
import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.backend.BackendOptions;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Pooling;
import sc.fovea.task.OptionValues;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.task.TrainingRequest;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Freeze;
import sc.fovea.train.transfer.Transfer;

/**
 * What a training was asked for, by the keys that the ImageJ commands and the command line share; texts that are empty or {@code automatic} and numbers that are
 * 0 leave open what follows from the images then.
 *
 * @param values by key: String, Integer, Double or Boolean
 */
public record TrainingSettings(Map<String, Object> values) {

	/** What leaves a choice open. */
	public static final String AUTOMATIC = "automatic";

	/** What leaves dropout open, for which 0 is a choice. */
	public static final double AUTOMATIC_DROPOUT = -1;

	private static final String NO_AUGMENTATION = "none";

	/** Copies the values. */
	public TrainingSettings {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/** A text. */
	public String text(String key) {
		return ((String) values.get(key)).strip();
	}

	/** A whole number. */
	public int whole(String key) {
		return (int) values.get(key);
	}

	/** Whether something was ticked. */
	public boolean isSet(String key) {
		return (boolean) values.get(key);
	}

	private OptionalDouble number(String key) {
		double number = (double) values.get(key);
		return number == 0 ? OptionalDouble.empty() : OptionalDouble.of(number);
	}

	/**
	 * What is read and written: the model goes into the user's folder of models unless told otherwise.
	 *
	 * @throws IllegalArgumentException if there is no folder of images, or a path cannot be one
	 * @throws IOException if the user's folder of models cannot be made
	 */
	public TrainingPlaces places() throws IOException {
		if (!text("output").isEmpty()) return new TrainingPlaces(data(), path("output"), formats());
		Path models = ModelStore.standard().folder();
		Files.createDirectories(models);
		return new TrainingPlaces(data(), models.resolve(name() + ".zip"), formats());
	}

	private AnnotationFormats formats() {
		return Formats.installed().strict(Boolean.TRUE.equals(values.get("strict"))).splitting(splitsMasks());
	}

	private boolean splitsMasks() {
		return Boolean.TRUE.equals(values.get("split_masks"));
	}

	private Path data() {
		if (text("data").isEmpty()) throw new IllegalArgumentException("\"data\" must be a folder of annotated images, but is empty.");
		return path("data");
	}

	private Path path(String key) {
		try {
			return Path.of(text(key));
		}
		catch (InvalidPathException e) {
			throw new IllegalArgumentException("\"" + key + "\" must be a path, but is \"" + text(key) + "\".", e);
		}
	}

	/** Name of the model: as given, or made of the output's name, or of the data's: {@code My cells.zip} becomes {@code my-cells}. */
	public String name() {
		if (!text("name").isEmpty()) return text("name");
		Path named = text("output").isEmpty() ? data() : path("output");
		String stem = String.valueOf(named.toAbsolutePath().normalize().getFileName()).replaceFirst("\\.[^.]*$", "");
		return stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
	}

	/** What is learned; empty if that shall follow from something else. @throws IllegalArgumentException if there is no such task */
	public Optional<Task<?>> task() {
		return EvaluationJob.task(text("task"));
	}

	/**
	 * A training of a new model.
	 *
	 * @param plan length, augmentation and seed, perhaps more
	 * @throws IOException if something that is named cannot be read, or the user's folder of models cannot be made
	 * @throws IllegalArgumentException if a setting is not valid, or does not fit the task
	 */
	public TrainingJob training(PlanRequest plan) throws IOException {
		Task<?> task = task().orElseGet(this::likely);
		OptionValues own = Tasks.installed().only(task, new OptionValues(values), Task::trainingOptions);
		if (splitsMasks()) requireMasks(task);
		return task.training(new TrainingRequest(places(), designed(plan), Optional.empty(), about(), isSet("resume"), own));
	}

	/** @throws IllegalArgumentException if the labels of a task are no objects, so that masks cannot be split into them */
	static void requireMasks(Task<?> task) {
		if (task.numbersObjects()) return;
		List<String> names = Tasks.installed().tasks().stream().filter(Task::numbersObjects).map(Task::name).toList();
		throw new IllegalArgumentException(
			"\"split_masks\" makes objects of masks, for " + String.join(", ", names) + ", but the task is " + task.name() + ".");
	}

	private Task<?> likely() {
		return Tasks.installed().forData(data());
	}

	/** The same, beginning with a model. */
	public TrainingJob tuning(PlanRequest plan) throws IOException {
		Freeze freeze = Freeze.parse(text("freeze"));
		if (text("from").isEmpty()) throw new IllegalArgumentException("\"from\" must be the name or the file of a model, but is empty.");
		Model source = ModelStore.standard().load(text("from"));
		Task<?> task = task().orElseGet(() -> Tasks.installed().of(source.task()));
		OptionValues own = Tasks.installed().only(task, new OptionValues(values), Task::tuningOptions);
		if (splitsMasks()) requireMasks(task);
		Transfer transfer = new Transfer(source, freeze, whole("unfreeze"));
		return task.training(new TrainingRequest(places(), plan, Optional.of(transfer), about(), isSet("resume"), own));
	}

	/** Length, augmentation and seed. @throws IllegalArgumentException if one is outside its range @throws IOException if the recipe cannot be read */
	public PlanRequest plan() throws IOException {
		OptionalLong steps = whole("steps") == 0 ? OptionalLong.empty() : OptionalLong.of(whole("steps"));
		PlanRequest plan = PlanRequest.of(new PlanRequest.Length(steps, number("minutes"), number("epochs")), whole("seed"));
		return plan.with(new PlanRequest.Sampling(OptionalInt.empty(), OptionalInt.empty(), augmentation()));
	}

	private Optional<Augmentation> augmentation() throws IOException {
		return switch (text("recipe")) {
			case AUTOMATIC -> Optional.empty();
			case NO_AUGMENTATION -> Optional.of(Recipe.none());
			default -> Optional.of(RecipeBook.installed().named(text("recipe")));
		};
	}

	/** A plan with the new network that is asked for. @throws IllegalArgumentException if a setting is outside its range, or there is no such architecture */
	PlanRequest designed(PlanRequest plan) {
		Optional<Architecture> architecture = text("architecture").equals(AUTOMATIC)
			? Optional.empty()
			: Optional.of(ArchitectureCatalogue.installed().named(text("architecture")));
		PlanRequest.Learning own = plan.learning();
		double dropout = (double) values.get("dropout");
		OptionalDouble rate = dropout == AUTOMATIC_DROPOUT ? OptionalDouble.empty() : OptionalDouble.of(dropout);
		return plan.with(new PlanRequest.Learning(own.rate(), own.weightDecay(), rate, own.patience())).with(design(architecture));
	}

	/** Width, depth and poolings of a new network. @throws IllegalArgumentException if one is outside its range */
	public PlanRequest.Design design(Optional<Architecture> architecture) {
		PoolingChoice pooling = new PoolingChoice(pooling(), positive("pooling_size"), positive("pooling_stride"));
		return new PlanRequest.Design(architecture, number("width"), positive("depth"), pooling);
	}

	private Optional<Pooling.Kind> pooling() {
		return text("pooling").equals(AUTOMATIC) ? Optional.empty() : Optional.of(Pooling.Kind.valueOf(text("pooling").toUpperCase(Locale.ROOT)));
	}

	/** A whole number, for which 0 leaves it open. */
	private OptionalInt positive(String key) {
		return whole(key) == 0 ? OptionalInt.empty() : OptionalInt.of(whole(key));
	}

	/** What the model says of itself. @throws IllegalArgumentException if the name cannot be one, or the pixel size is not above 0 */
	public TrainingJob.About about() {
		return new TrainingJob.About(TrainingJob.About.named(name()).card(), number("pixel_size"));
	}

	/** What computes, with all cores. @throws IllegalArgumentException if there is no such device */
	public BackendOptions backend() {
		return new BackendOptions(device(), 0, text("backend"));
	}

	/** Where to compute. @throws IllegalArgumentException if there is no such device */
	public Device device() {
		for (Device device : Device.values()) {
			if (device.name().toLowerCase(Locale.ROOT).equals(text("device"))) return device;
		}
		throw new IllegalArgumentException("\"device\" must be one of any, cpu, gpu, but is \"" + text("device") + "\".");
	}
}
