package sc.fovea.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.train.ClassificationJob;
import sc.fovea.train.LocalizationJob;
import sc.fovea.train.ModelJob;
import sc.fovea.train.OneBoxApproach;
import sc.fovea.train.PlanRequest;
import sc.fovea.train.TrainingJob;

/**
 * Trains a model from annotated images: {@code run("Train...", "data=[/my data] name=cells minutes=30")}; afterwards
 * {@code run("Segment...", "model=cells")} uses it. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, label = "Train...")
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

	@Parameter(label = "Weights of a pretrained network", required = false, persist = false,
		description = "Not for localization and r-cnn: Keras weights (.h5) of mobilenet-v1, mobilenet-v2, resnet50 or vgg to begin with: a file, or an address that ends in #sha256= and the"
			+ " digest; none if it is empty.")
	private String weights = "";

	@Parameter(label = "Method", choices = { "steps", "features" }, required = false, persist = false,
		description = "Classification: learns step by step, or fits a linear classifier to what the pretrained network sees.")
	private String method = "steps";

	@Parameter(label = "Freeze (none, head, a layer, or N%)", required = false, persist = false,
		description = "Classification: which pretrained layers stay as they are: none; head for all but the head; all up to a layer of that name; the first N%.")
	private String freeze = "none";

	@Parameter(label = "Side of images for the network (0 = by the images)", required = false, persist = false,
		description = "Classification and localization: images are stretched to squares of so many pixels; 0 takes about their own size, 32 to 224, or for localization 160.")
	private int side;

	@Parameter(label = "Folds of cross-validation (0 = none)", required = false, persist = false,
		description = "Classification: judges by cross-validation in so many folds, and then learns from all images, minutes being shared; with 0 a fifth of the images judges.")
	private int folds;

	@Parameter(label = "System", choices = { "single-stage", "r-cnn", "fast-r-cnn", "faster-r-cnn", "multibox", "r-cnn-minus-r" }, required = false,
		persist = false,
		description = "Detection: how boxes are found. single-stage is the fastest, faster-r-cnn looks at each place twice.")
	private String system = SystemSettings.SINGLE_STAGE;

	@Parameter(label = "Proposer of places", required = false, persist = false,
		description = "Detection with r-cnn or fast-r-cnn: what proposes the places to look at, selective-search or image-windows.")
	private String proposer = SystemSettings.PROPOSER;

	@Parameter(label = "Proposals (0 = 500)", required = false, persist = false,
		description = "Detection with r-cnn or fast-r-cnn: how many places the proposer names in an image at most; 2000 as published, 0 takes 500.")
	private int proposals;

	@Parameter(label = "Views of a region", choices = { "whole", "multi-region" }, required = false, persist = false,
		description = "Detection by regions: looks at each region as a whole, or at its halves, middle and surroundings besides.")
	private String views = SystemSettings.WHOLE;

	@Parameter(label = "Refinement", choices = { "none", "iterative", "bayesian" }, required = false, persist = false,
		description = "Detection by regions: how boxes that were found are made more exact when the model is used.")
	private String refinement = SystemSettings.NONE;

	@Override
	ModelJob job(TrainingSettings settings) throws IOException {
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
	public static ModelJob of(TrainingSettings settings, PlanRequest plan) throws IOException {
		PlanRequest whole = settings.designed(plan);
		if (settings.isClassification()) {
			ClassSettings.refuseClasses(settings);
			SystemSettings.refuse(settings, TrainingSettings.CLASSIFICATION);
			return new ClassificationJob(settings.places(), ClassSettings.approach(settings, whole), settings.about(), settings.isSet("resume"));
		}
		ClassSettings.refuse(settings);
		if (settings.isLocalization()) {
			if (!settings.text("weights").isEmpty())
				throw new IllegalArgumentException("\"weights\" goes with classification, segmentation and detection only.");
			SystemSettings.refuse(settings, TrainingSettings.LOCALIZATION);
			return localization(settings, whole);
		}
		ClassSettings.refuseWhole(settings);
		TrainingJob.Kind kind = settings.kind().orElse(TrainingJob.Kind.INSTANCE_SEGMENTATION);
		PlanRequest begun = ClassSettings.begun(settings, whole);
		TrainingJob.Approach approach = SystemSettings.of(settings, kind).map(system -> TrainingJob.Approach.by(system, begun))
			.orElseGet(() -> TrainingJob.Approach.fromScratch(begun));
		return new TrainingJob(settings.places(), kind, approach, settings.about(), settings.isSet("resume"));
	}

	private static ModelJob localization(TrainingSettings settings, PlanRequest plan) throws IOException {
		OptionalInt side = settings.whole("side") == 0 ? OptionalInt.empty() : OptionalInt.of(settings.whole("side"));
		OneBoxApproach approach = new OneBoxApproach(plan, Optional.empty(), settings.names("classes"), side);
		return new LocalizationJob(settings.places(), approach, settings.about(), settings.isSet("resume"));
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return setting.equals("architecture")
			? Stream.concat(Stream.of(TrainingSettings.AUTOMATIC), TrunkCatalogue.installed().names().stream()).toList()
			: super.choices(setting);
	}
}
