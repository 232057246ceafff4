package sc.fovea.job;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.predict.look.ImageKind;
import sc.fovea.predict.look.ImageTraits;
import sc.fovea.tile.ImageSource;

/**
 * A model that was chosen for an image.
 *
 * @param name of a model
 * @param reason why, in words; empty if the user named it
 */
public record AutomaticModel(String name, String reason) {

	/** What the user writes to have a model chosen. */
	public static final String AUTOMATIC = "automatic";

	private static final Map<ImageKind, String> MODELS = Map.of(ImageKind.FLUORESCENCE, "nuclei", ImageKind.HISTOLOGY, "nuclei-histology",
		ImageKind.BRIGHT_FIELD, "nuclei-brightfield");

	/** Finds cells of smears, and does not segment them. */
	private static final String SMEARS = "blood-cells";

	/** Those that are installed and may be chosen, sorted. @throws IOException if the models cannot be listed */
	static List<String> candidates() throws IOException {
		return ModelStore.standard().list().stream().map(ModelEntry::name).filter(name -> MODELS.containsValue(name) || name.equals(SMEARS)).sorted()
			.toList();
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
		ImageKind kind = kind(image, channel);
		if (kind == ImageKind.BLOOD_SMEAR) {
			throw none("segments", image, kind, "its cells are found by detection: fovea detect --model " + SMEARS + ", or Detect...");
		}
		return installed(Optional.ofNullable(MODELS.get(kind)), kind)
			.orElseThrow(() -> none("segments", image, kind, "choose a model with model=NAME, or teach one such images with fovea finetune"));
	}

	/**
	 * The model that was named, or else the bundled one that fits an image, whatever it does with it: of a blood smear one that detects.
	 *
	 * @param model name, path, or {@link #AUTOMATIC}
	 * @param channel that will be looked at, from 1; 0 if there is only one
	 * @throws IllegalArgumentException if no model fits; the message says how the image looks
	 * @throws IOException if the models cannot be listed
	 */
	public static AutomaticModel ofAnyTask(String model, ImagePlus image, int channel) throws IOException {
		if (!model.equals(AUTOMATIC)) return new AutomaticModel(model, "");
		ImageKind kind = kind(image, channel);
		Optional<String> name = Optional.ofNullable(kind == ImageKind.BLOOD_SMEAR ? SMEARS : MODELS.get(kind));
		return installed(name, kind).orElseThrow(() -> none("fits", image, kind, "choose a model with model=NAME"));
	}

	private static ImageKind kind(ImagePlus image, int channel) {
		return ImageKind.of(ImageTraits.of(plane(Hyperstack.of(image), channel)));
	}

	private static Optional<AutomaticModel> installed(Optional<String> name, ImageKind kind) throws IOException {
		List<String> usable = ModelStore.standard().list().stream().filter(ModelEntry::isUsable).map(ModelEntry::name).toList();
		return name.filter(usable::contains).map(found -> new AutomaticModel(found, kind.words()));
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
		ImageKind kind = kind(image, channel);
		boolean isColour = Hyperstack.of(image).channels() == 3 && channel == 0;
		return new AutomaticModel(MODELS.getOrDefault(kind, MODELS.get(isColour ? ImageKind.HISTOLOGY : ImageKind.FLUORESCENCE)), kind.words());
	}

	/**
	 * The same for images whose vectors are compared, so that one model sees all of them: chosen by the first that can be read and has the channel.
	 *
	 * @param images files, none of which is opened if a model is named
	 * @param channel number, name or colour, as {@link ChannelChoice} takes them
	 * @throws IOException if there is none; it says why the last is none
	 */
	public static AutomaticModel forFeatures(String model, List<Path> images, String channel) throws IOException {
		if (!model.equals(AUTOMATIC)) return new AutomaticModel(model, "");
		IOException last = new IOException("Expected an image by which a model is chosen, got none.");
		for (Path file : images) {
			try {
				ImagePlus image = ImageFiles.open(file);
				return forFeatures(model, image, ChannelChoice.of(channel, image));
			}
			catch (IOException e) {
				last = e;
			}
			catch (IllegalArgumentException e) { // it has no such channel, as others may
				last = new IOException(e.getMessage(), e);
			}
		}
		throw last;
	}

	/** The middle plane; of several channels the chosen one, or all three of a colour image. */
	private static ImageSource plane(Hyperstack image, int channel) {
		int z = image.slices() / 2;
		int t = image.frames() / 2;
		boolean isSingle = image.channels() == 1 || channel > 0;
		return ImageSource.of(isSingle ? image.plane(Math.max(0, Math.min(image.channels(), channel) - 1), z, t) : image.image(z, t));
	}

	private static IllegalArgumentException none(String verb, ImagePlus image, ImageKind kind, String advice) {
		return new IllegalArgumentException(
			"No bundled model " + verb + " an image like \"" + image.getTitle() + "\", which is " + kind.words() + "; " + advice + ".");
	}

	/** For people: {@code nuclei, since the image is grey, bright on a dark ground}. */
	public String sentence() {
		return sentence("image");
	}

	/** The same of an image that stands for others. @param what for example {@code first image} */
	public String sentence(String what) {
		return reason.isEmpty() ? name : name + ", since the " + what + " is " + reason;
	}
}
