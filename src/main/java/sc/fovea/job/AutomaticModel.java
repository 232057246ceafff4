package sc.fovea.job;

import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.predict.look.ImageKind;
import sc.fovea.predict.look.ImageTraits;
import sc.fovea.tile.ImageSource;

/**
 * A segmentation model that was chosen for an image.
 *
 * @param name of a model
 * @param reason why, in words; empty if the user named it
 */
public record AutomaticModel(String name, String reason) {

	/** What the user writes to have a model chosen. */
	public static final String AUTOMATIC = "automatic";

	private static final Map<ImageKind, String> MODELS = Map.of(ImageKind.FLUORESCENCE, "nuclei", ImageKind.HISTOLOGY, "nuclei-histology",
		ImageKind.BRIGHT_FIELD, "nuclei-brightfield");

	/** Those that are installed and may be chosen, sorted. @throws IOException if the models cannot be listed */
	static List<String> candidates() throws IOException {
		return ModelStore.standard().list().stream().map(ModelEntry::name).filter(MODELS::containsValue).sorted().toList();
	}

	/**
	 * The model that was named, or else the bundled one that fits an image by its colours, polarity and texture.
	 *
	 * @param model name, path, or {@link #AUTOMATIC}
	 * @param image of which the middle slice and frame are looked at
	 * @param channel that will be segmented, from 1; 0 if there is only one
	 * @throws IllegalArgumentException if no model fits; the message says how the image looks
	 * @throws IOException if the models cannot be listed
	 */
	public static AutomaticModel of(String model, ImagePlus image, int channel) throws IOException {
		if (!model.equals(AUTOMATIC)) return new AutomaticModel(model, "");
		ImageKind kind = ImageKind.of(ImageTraits.of(plane(Hyperstack.of(image), channel)));
		if (kind == ImageKind.BLOOD_SMEAR) {
			throw none(image, kind, "its cells are found by detection: fovea detect --model blood-cells, or Detect...");
		}
		List<String> installed = ModelStore.standard().list().stream().filter(ModelEntry::isUsable).map(ModelEntry::name).toList();
		String name = Optional.ofNullable(MODELS.get(kind)).filter(installed::contains)
			.orElseThrow(() -> none(image, kind, "choose a model with model=NAME, or teach one such images with fovea finetune"));
		return new AutomaticModel(name, kind.words());
	}

	/**
	 * The model whose layers tell most of an image: the one that was named, or that fits it, or else the one that learned from colours, or from grey images, whatever the image shows.
	 *
	 * @param model name, path, or {@link #AUTOMATIC}
	 * @param channel that will be looked at, from 1; 0 if there is only one
	 * @throws IOException if the models cannot be listed
	 */
	public static AutomaticModel forFeatures(String model, ImagePlus image, int channel) throws IOException {
		if (!model.equals(AUTOMATIC)) return new AutomaticModel(model, "");
		ImageKind kind = ImageKind.of(ImageTraits.of(plane(Hyperstack.of(image), channel)));
		boolean isColour = Hyperstack.of(image).channels() == 3 && channel == 0;
		return new AutomaticModel(MODELS.getOrDefault(kind, MODELS.get(isColour ? ImageKind.HISTOLOGY : ImageKind.FLUORESCENCE)), kind.words());
	}

	/** The middle plane; of several channels the chosen one, or all three of a colour image. */
	private static ImageSource plane(Hyperstack image, int channel) {
		int z = image.slices() / 2;
		int t = image.frames() / 2;
		boolean isSingle = image.channels() == 1 || channel > 0;
		return ImageSource.of(isSingle ? image.plane(Math.max(0, Math.min(image.channels(), channel) - 1), z, t) : image.image(z, t));
	}

	private static IllegalArgumentException none(ImagePlus image, ImageKind kind, String advice) {
		return new IllegalArgumentException(
			"No bundled model segments an image like \"" + image.getTitle() + "\", which is " + kind.words() + "; " + advice + ".");
	}

	/** For people: {@code nuclei, since the image is grey, bright on a dark ground}. */
	public String sentence() {
		return reason.isEmpty() ? name : name + ", since the image is " + reason;
	}
}
