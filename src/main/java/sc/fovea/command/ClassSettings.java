package sc.fovea.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sc.fovea.architecture.Backbone;
import sc.fovea.model.FileCache;
import sc.fovea.train.ClassApproach;
import sc.fovea.train.Freeze;
import sc.fovea.train.PlanRequest;

/** The settings of {@link Train} that only a classification of images has. */
final class ClassSettings {

	private static final String FEATURES = "features";
	private static final int FEATURE_FOLDS = 5;

	private ClassSettings() {}

	/** @throws IllegalArgumentException if one is set, which another task cannot use */
	static void refuse(TrainingSettings settings) {
		boolean isSet = settings.text("method").equals(FEATURES) || !settings.text("freeze").equals("none")
			|| settings.whole("folds") != 0;
		if (isSet) throw new IllegalArgumentException("\"method\", \"freeze\" and \"folds\" go with task=classification only.");
	}

	/** @throws IllegalArgumentException if one is set that only a task on whole images can use */
	static void refuseWhole(TrainingSettings settings) {
		if (settings.whole("side") != 0) throw new IllegalArgumentException("\"side\" goes with task=classification and task=localization only.");
		refuseClasses(settings);
	}

	/** @throws IllegalArgumentException if classes of interest are named, which only localization can use */
	static void refuseClasses(TrainingSettings settings) {
		if (!settings.names("classes").isEmpty()) throw new IllegalArgumentException("\"classes\" goes with task=localization only.");
	}

	/** How images are to be classified; a linear classifier is cheap enough to be judged in five folds always. */
	static ClassApproach approach(TrainingSettings settings, PlanRequest plan) throws IOException {
		boolean isFeatures = settings.text("method").equals(FEATURES);
		ClassApproach.Start start = new ClassApproach.Start(isFeatures ? ClassApproach.Method.FEATURES : ClassApproach.Method.STEPS, weights(settings),
			backbones(plan), Optional.empty(), Freeze.parse(settings.text("freeze")), 0);
		int side = settings.whole("side");
		int folds = settings.whole("folds") == 0 && isFeatures ? FEATURE_FOLDS : settings.whole("folds");
		return new ClassApproach(plan, start, side == 0 ? OptionalInt.empty() : OptionalInt.of(side), ClassApproach.Scoring.PLAIN, folds);
	}

	/** A plan that begins with published weights, if there are any. @throws IOException if they cannot be fetched */
	static PlanRequest begun(TrainingSettings settings, PlanRequest plan) throws IOException {
		Optional<Path> file = weights(settings);
		if (file.isEmpty()) return plan;
		if (settings.text("system").equals("r-cnn")) {
			throw new IllegalArgumentException(
				"\"weights\" does not go with r-cnn, whose small network learns from scratch; fast-r-cnn and the other systems take them.");
		}
		PlanRequest.Design own = plan.design();
		return plan.with(new PlanRequest.Design(own.architecture(), own.width(), own.depth(), own.pooling(),
			Optional.of(new PlanRequest.WeightsFile(file.get(), backbones(plan)))));
	}

	/** A file, or the local copy of one on the web. */
	private static Optional<Path> weights(TrainingSettings settings) throws IOException {
		String text = settings.text("weights");
		return text.matches("https?://.*") ? Optional.of(FileCache.standard().get(text, FileCache.Progress.NONE)) : settings.file("weights");
	}

	/** The one that was named, or all. */
	private static List<Backbone> backbones(PlanRequest plan) {
		return plan.architecture().map(List::of).orElseGet(() -> List.copyOf(TrunkCatalogue.installed().architectures().values())).stream()
			.filter(Backbone.class::isInstance).map(Backbone.class::cast).toList();
	}
}
