package sc.fovea.task;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fovea.architecture.ArchitectureCatalogue;
import sc.fovea.architecture.Backbone;
import sc.fovea.model.FileCache;
import sc.fovea.train.plan.PlanRequest;

/** Published weights of a pretrained backbone to begin with, as users choose them: what several tasks have in common. */
public final class PretrainedOption {

	private static final String NAME = "weights";

	/** The option. */
	public static final Option WEIGHTS = Option.text(NAME, "Weights of a pretrained network",
		"Not for localization and r-cnn: weights of mobilenet-v1, mobilenet-v2, squeezenet, resnet50 or vgg to begin with, of Keras (.h5) or TensorFlow Lite (.tflite): a file, or an address that ends in #sha256="
			+ " and the digest; none if it is empty.",
		"");

	private PretrainedOption() {}

	/** A plan that begins with published weights, if there are any. @throws IOException if they cannot be fetched */
	public static PlanRequest begun(PlanRequest plan, OptionValues options) throws IOException {
		Optional<Path> file = file(options);
		if (file.isEmpty()) return plan;
		PlanRequest.Design own = plan.design();
		return plan.with(new PlanRequest.Design(own.architecture(), own.width(), own.depth(), own.pooling(),
			Optional.of(new PlanRequest.WeightsFile(file.get(), backbones(plan)))));
	}

	/** A file, or the local copy of one on the web; empty if none is wanted. @throws IOException if it cannot be fetched */
	public static Optional<Path> file(OptionValues options) throws IOException {
		String text = options.text(NAME);
		if (text.isEmpty()) return Optional.empty();
		if (text.matches("https?://.*")) return Optional.of(FileCache.standard().get(text, FileCache.Progress.NONE));
		try {
			return Optional.of(Path.of(text));
		}
		catch (InvalidPathException e) {
			throw new IllegalArgumentException("\"" + NAME + "\" must be a path, but is \"" + text + "\".", e);
		}
	}

	/** The backbone that was named, or all that may be in the file. */
	public static List<Backbone> backbones(PlanRequest plan) {
		return plan.architecture().map(List::of).orElseGet(() -> List.copyOf(ArchitectureCatalogue.installed().architectures().values())).stream()
			.filter(Backbone.class::isInstance).map(Backbone.class::cast).toList();
	}
}
