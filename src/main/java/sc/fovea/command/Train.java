package sc.fovea.command;

import java.io.IOException;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.train.PlanRequest;
import sc.fovea.train.TrainingJob;

/**
 * Trains a model from annotated images: {@code run("Train...", "data=[/my data] name=cells minutes=30")}; afterwards
 * {@code run("Segment...", "model=cells")} uses it. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, label = "Train...")
public final class Train extends TrainingCommand {

	@Parameter(label = "Architecture", required = false, persist = false, description = "Name of the network; unet fits most images.")
	private String architecture = "unet";

	@Override
	TrainingJob job(TrainingSettings settings) throws IOException {
		return of(settings, settings.plan());
	}

	/**
	 * The training that was asked for.
	 *
	 * @param settings by the keys of this command
	 * @param plan length, augmentation and seed, perhaps more
	 * @throws IOException if the user's folder of models cannot be made
	 * @throws IllegalArgumentException if a setting is not valid
	 */
	public static TrainingJob of(TrainingSettings settings, PlanRequest plan) throws IOException {
		PlanRequest whole = plan.with(TrunkCatalogue.installed().named(settings.text("architecture")));
		return new TrainingJob(settings.places(), settings.kind().orElse(TrainingJob.Kind.INSTANCE_SEGMENTATION), TrainingJob.Approach.fromScratch(whole),
			settings.about(), settings.isSet("resume"));
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return setting.equals("architecture") ? List.copyOf(TrunkCatalogue.installed().names()) : super.choices(setting);
	}
}
