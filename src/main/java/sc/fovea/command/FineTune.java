package sc.fovea.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.model.Model;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.model.TaskSettings.ImageClasses;
import sc.fovea.model.OneBox;
import sc.fovea.model.Regions;
import sc.fovea.train.ClassApproach;
import sc.fovea.train.ClassificationJob;
import sc.fovea.train.Freeze;
import sc.fovea.train.LocalizationJob;
import sc.fovea.train.ModelJob;
import sc.fovea.train.OneBoxApproach;
import sc.fovea.train.PlanRequest;
import sc.fovea.train.RegionSystem;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.Transfer;

/**
 * Teaches a model other images, of which a few annotated ones are enough: {@code run("Fine-tune...", "from=nuclei data=[/my data] name=my-nuclei minutes=15")}.
 * The model to begin with stays as it is. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, label = "Fine-tune...")
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
	ModelJob job(TrainingSettings settings) throws IOException {
		return of(settings, settings.plan());
	}

	/**
	 * The training that was asked for.
	 *
	 * @param settings by the keys of this command
	 * @param plan length, augmentation and seed, perhaps more
	 * @throws IOException if the model to begin with cannot be read, or the user's folder of models cannot be made
	 * @throws IllegalArgumentException if a setting is not valid
	 */
	public static ModelJob of(TrainingSettings settings, PlanRequest plan) throws IOException {
		Freeze freeze = Freeze.parse(settings.text("freeze"));
		if (settings.text("from").isEmpty()) throw new IllegalArgumentException("\"from\" must be the name or the file of a model, but is empty.");
		Model source = ModelStore.standard().load(settings.text("from"));
		RegionSystem.requireShared(source);
		Transfer transfer = new Transfer(source, freeze, settings.whole("unfreeze"));
		if (settings.isLocalization() || settings.text("task").equals(TrainingSettings.AUTOMATIC) && source.task() instanceof OneBox) {
			return new LocalizationJob(settings.places(), localization(settings, transfer, plan), settings.about(), settings.isSet("resume"));
		}
		ClassSettings.refuseClasses(settings);
		if (settings.isClassification() || settings.text("task").equals(TrainingSettings.AUTOMATIC) && source.task() instanceof ImageClasses) {
			ClassApproach approach = ClassApproach.of(plan, ClassApproach.Start.from(source, freeze, settings.whole("unfreeze")));
			return new ClassificationJob(settings.places(), approach, settings.about(), settings.isSet("resume"));
		}
		TrainingJob.Kind kind = settings.kind().orElseGet(() -> TrainingJob.Kind.of(source));
		boolean isByRegions = kind == TrainingJob.Kind.DETECTION && source.task() instanceof Regions;
		TrainingJob.Approach approach = isByRegions
			? TrainingJob.Approach.from(transfer, RegionSystem.of((Regions) source.task(), Proposers.installed()), plan)
			: TrainingJob.Approach.from(transfer, plan);
		return new TrainingJob(settings.places(), kind, approach, settings.about(), settings.isSet("resume"));
	}

	/** The classes are those that are named, or those of the model if it finds one object. */
	private static OneBoxApproach localization(TrainingSettings settings, Transfer transfer, PlanRequest plan) {
		List<String> named = settings.names("classes");
		List<String> own = transfer.source().task() instanceof OneBox task ? task.classes() : List.of();
		return new OneBoxApproach(plan, Optional.of(transfer), named.isEmpty() ? own : named, OptionalInt.empty());
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return setting.equals("from")
			? ModelStore.standard().list().stream().filter(ModelEntry::isUsable).map(ModelEntry::name).toList()
			: super.choices(setting);
	}
}
