package sc.fovea.command;

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
import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.PoolingChoice;
import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Pooling;
import sc.fovea.train.PlanRequest;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.TrainingJob;

/**
 * What a training was asked for, by the keys that the ImageJ commands and the command line share; texts that are empty or {@code automatic} and numbers that are
 * 0 leave open what follows from the images then.
 *
 * @param values by key: String, Integer, Double or Boolean
 */
public record TrainingSettings(Map<String, Object> values) {

	/** What leaves a choice open. */
	static final String AUTOMATIC = "automatic";
	/** The task that is told by folders. */
	static final String CLASSIFICATION = "classification";
	/** The task of which each image holds one object. */
	static final String LOCALIZATION = "localization";

	/** What leaves dropout open, for which 0 is a choice. */
	static final double AUTOMATIC_DROPOUT = -1;

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
		if (!text("output").isEmpty()) return new TrainingPlaces(data(), path("output"), Formats.installed());
		Path models = ModelStore.standard().folder();
		Files.createDirectories(models);
		return new TrainingPlaces(data(), models.resolve(name() + ".zip"), Formats.installed());
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

	/** Whether classes of whole images are to be learned. */
	boolean isClassification() {
		return text("task").equals(CLASSIFICATION);
	}

	/** Whether the one object of an image is to be learned. */
	boolean isLocalization() {
		return text("task").equals(LOCALIZATION);
	}

	/** Names that are separated by commas. */
	List<String> names(String key) {
		return Stream.of(text(key).split(",")).map(String::strip).filter(name -> !name.isEmpty()).distinct().toList();
	}

	/** A file that was named, if one was. @throws IllegalArgumentException if it cannot be a path */
	Optional<Path> file(String key) {
		return text(key).isEmpty() ? Optional.empty() : Optional.of(path(key));
	}

	/** What is learned; empty if that shall follow from something else. @throws IllegalArgumentException if there is no such task */
	public Optional<TrainingJob.Kind> kind() {
		String task = text("task");
		if (task.equals(AUTOMATIC)) return Optional.empty();
		for (TrainingJob.Kind kind : TrainingJob.Kind.values()) {
			if (written(kind).equals(task)) return Optional.of(kind);
		}
		List<String> tasks = Stream.of(TrainingJob.Kind.values()).map(TrainingSettings::written).toList();
		throw new IllegalArgumentException("\"task\" must be one of " + AUTOMATIC + ", " + String.join(", ", tasks) + ", but is \"" + task + "\".");
	}

	private static String written(TrainingJob.Kind kind) {
		return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
			: Optional.of(TrunkCatalogue.installed().named(text("architecture")));
		PlanRequest.Learning own = plan.learning();
		double dropout = (double) values.get("dropout");
		OptionalDouble rate = dropout == AUTOMATIC_DROPOUT ? OptionalDouble.empty() : OptionalDouble.of(dropout);
		return plan.with(new PlanRequest.Learning(own.rate(), own.weightDecay(), rate, own.patience())).with(design(architecture));
	}

	/** Width, depth and poolings of a new network. @throws IllegalArgumentException if one is outside its range */
	PlanRequest.Design design(Optional<Architecture> architecture) {
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
	BackendOptions backend() {
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
