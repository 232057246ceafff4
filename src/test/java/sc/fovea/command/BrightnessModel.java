package sc.fovea.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sc.fovea.architecture.ClassHead;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Network;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.classification.ImageClasses;

/** A classification model without training: images of a mean above 127.5 are bright, others dark; a mean of 255 is bright with a probability of 1 / (1 + e⁻⁸). */
public final class BrightnessModel {

	/** Name under which {@link #install} stores it. */
	public static final String NAME = "brightness";

	private BrightnessModel() {}

	/** Puts it into a store, and makes the store Fovea's own for this Java. */
	public static void install(Path folder) throws IOException {
		Files.createDirectories(folder);
		ModelArchive.write(model(), folder.resolve(NAME + ".zip"));
		System.setProperty("fovea.models", folder.toString());
	}

	/** An image of one value. */
	public static ImagePlus image(String title, int value) {
		ByteProcessor pixels = new ByteProcessor(20, 12);
		pixels.setValue(value);
		pixels.fill();
		return new ImagePlus(title, pixels);
	}

	static Model model() {
		Network network = new ClassHead(2, 0).attach(Network.input("image", 1)).withInputSize(Size.of(8));
		Weights weights = new Weights(
			Map.of("classes_logit.kernel", Tensor.of(new float[] { 8, -8 }, 1, 2), "classes_logit.bias", Tensor.of(new float[] { -4, 4 }, 2)));
		ModelCard card = new ModelCard(NAME, "Bright or dark images.", "1.0.0", new ModelCard.Credits(List.of("Fovea developers"), List.of(), "CC0-1.0"),
			new ModelCard.Data("None: the weights are set by hand.", "", "CC0-1.0"), ModelCard.Scores.NONE, "Knows nothing else.");
		return new Model(card, ModelInput.ofAnyScale(1, new Normalisation.Fixed(1 / 255.0, 0)),
			new ImageClasses(List.of("bright", "dark"), "classes"),
			network, weights);
	}
}
