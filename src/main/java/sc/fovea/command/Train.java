package sc.fovea.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.architecture.ArchitectureCatalogue;
import sc.fovea.job.TrainingSettings;
import sc.fovea.task.Option;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.task.classification.ClassificationJob;
import sc.fovea.task.localization.LocalizationJob;
import sc.fovea.task.localization.OneBoxApproach;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.plan.PlanRequest;

/**
 * Trains a model from annotated images: {@code run("Train...", "data=[/my data] name=cells minutes=30")}; afterwards
 * {@code run("Segment...", "model=cells")} uses it. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Train...")
public final class Train extends TrainingCommand {

	@Parameter(label = "Architecture", required = false, persist = false,
		description = "Name of the network, of those that \"fovea architectures\" lists; automatic takes a unet, or to classify images a network-in-network.")
	private String architecture = TrainingSettings.AUTOMATIC;

	@Parameter(label = "Width (0 = usual)", required = false, persist = false,
		description = "Factor of the number of filters in each layer of a new network but its heads, 1/16 to 16; 0 takes the usual ones.")
	private double width;

	@Parameter(label = "Depth (0 = usual)", required = false, persist = false,
		description = "Number of levels of resolution of a new network, each half of the one before; 0 takes as many as the objects need, or the usual ones.")
	private int depth;

	@Parameter(label = "Pooling", choices = { TrainingSettings.AUTOMATIC, "max", "average", "l2" }, required = false, persist = false,
		description = "How a new network pools between its layers, or over the whole image if it has no other pooling; automatic does as the architecture usually has it.")
	private String pooling = TrainingSettings.AUTOMATIC;

	@Parameter(label = "Pooling_size (0 = usual)", required = false, persist = false,
		description = "Side of the window of each pooling in pixels, for example 3 for poolings that overlap; 0 takes the usual one.")
	private int pooling_size;

	@Parameter(label = "Pooling_stride (0 = usual)", required = false, persist = false,
		description = "Step of each pooling in pixels; another than 2 fits a classification only. 0 takes the usual one.")
	private int pooling_stride;

	@Parameter(label = "Dropout (-1 = usual)", required = false, persist = false,
		description = "Rate of dropout at the deepest level of a new network, and in front of the classes of an image, 0-1; -1 takes 0.3 for classification and else 0.")
	private double dropout = TrainingSettings.AUTOMATIC_DROPOUT;

	@Override
	TrainingJob job(TrainingSettings settings) throws IOException {
		return settings.training(settings.plan());
	}

	@Override
	protected List<Option> taskOptions() {
		return Tasks.installed().options(Task::trainingOptions);
	}

	@Override
	protected List<Option> fittingOptions(Map<String, Object> chosen) {
		return new TrainingSettings(chosen).task().map(Task::trainingOptions).orElse(List.of());
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return setting.equals("architecture")
			? Stream.concat(Stream.of(TrainingSettings.AUTOMATIC), ArchitectureCatalogue.installed().names().stream()).toList()
			: super.choices(setting);
	}
}
