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
import sc.fovea.architecture.Architectures;
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
@Plugin(type = Command.class, headless = true, label = "Train...")
public final class Train extends TrainingCommand {

	@Parameter(label = "Architecture", required = false, persist = false,
		description = "Name of the network; automatic takes a unet, or to classify images a network-in-network.")
	private String architecture = TrainingSettings.AUTOMATIC;

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
			? Stream.concat(Stream.of(TrainingSettings.AUTOMATIC), Architectures.installed().names().stream()).toList()
			: super.choices(setting);
	}
}
