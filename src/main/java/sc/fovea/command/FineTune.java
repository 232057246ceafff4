package sc.fovea.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.job.TrainingSettings;
import sc.fovea.model.Model;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.task.Option;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Freeze;
import sc.fovea.train.transfer.Transfer;

/**
 * Teaches a model other images, of which a few annotated ones are enough: {@code run("Fine-tune...", "from=nuclei data=[/my data] name=my-nuclei minutes=15")}.
 * The model to begin with stays as it is. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Fine-tune...")
public final class FineTune extends TrainingCommand {

	@Parameter(label = "From model", persist = false, description = "Name of the model to begin with, or path of a model archive.")
	private String from = "";

	@Parameter(label = "Freeze (automatic, none, head, a layer, or N%)", required = false, persist = false,
		description = "Which layers stay as they are: automatic for all but the head if there are fewer than 10 images, and else none; none; head for all but the head;"
			+ " all up to a layer of that name; the first N%.")
	private String freeze = "automatic";

	@Parameter(label = "Unfreeze in steps (0 = all learn at once)", required = false, persist = false,
		description = "Begins with the head, and lets the layers before it learn in so many steps over the first half; 0 lets all learn at once.")
	private int unfreeze;

	@Override
	TrainingJob job(TrainingSettings settings) throws IOException {
		return settings.tuning(settings.plan());
	}

	@Override
	protected List<Option> taskOptions() {
		return Tasks.installed().options(Task::tuningOptions);
	}

	@Override
	protected List<Option> fittingOptions(Map<String, Object> chosen) throws IOException {
		TrainingSettings settings = new TrainingSettings(chosen);
		if (settings.task().isPresent()) return settings.task().get().tuningOptions();
		return Tasks.installed().of(ModelStore.standard().load(settings.text("from")).task()).tuningOptions();
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return setting.equals("from")
			? ModelStore.standard().list().stream().filter(ModelEntry::isUsable).map(ModelEntry::name).toList()
			: super.choices(setting);
	}
}
