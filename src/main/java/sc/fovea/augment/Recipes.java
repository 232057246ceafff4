package sc.fovea.augment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where recipes come from: the library of named ones, files, and texts.
 *
 * <pre>{@code
 * {"name": "mine", "border": "constant", "fill": 0, "visible": 0.2, "steps": [
 *   {"use": "symmetry"},
 *   {"use": "rotation", "angle_range": [-15, 15], "probability": 0.5},
 *   {"one_of": [{"use": "blur", "sigma_range": [0.5, 2]}, {"use": "gaussian_noise"}], "probability": 0.3}]}
 * }</pre>
 */
public final class Recipes {

	/** Names of the library, for users to choose from. */
	public static final List<String> NAMES = List.of("fluorescence", "histology", "brightfield", "photo");

	/** What training does if nothing else is said; for normalised values. */
	public static final String TRAINING = "training";

	/** What training does to images with one object, which are learned whole; for normalised values. */
	public static final String LOCALIZATION = "localization";

	/** The same for colour images. */
	public static final String LOCALIZATION_COLOUR = "localization-colour";

	private static final List<String> OF_TRAINING = List.of(TRAINING, LOCALIZATION, LOCALIZATION_COLOUR);

	private Recipes() {}

	/** A recipe of the library. @throws IllegalArgumentException if there is none of the name */
	public static Recipe standard(String name) {
		if (!NAMES.contains(name) && !OF_TRAINING.contains(name)) {
			throw new IllegalArgumentException("Expected one of the recipes " + NAMES + ", got '" + name + "'.");
		}
		try (InputStream in = Recipes.class.getResourceAsStream("/recipes/" + name + ".json")) {
			return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), Catalogue.own());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/**
	 * A recipe of the library, or of a file.
	 *
	 * @param nameOrFile as the user wrote it
	 * @throws IOException if there is neither a recipe nor a file of the name, or it cannot be read, in one sentence
	 * @throws IllegalArgumentException if the file does not hold a recipe, naming file and entry
	 */
	public static Recipe named(String nameOrFile, Catalogue catalogue) throws IOException {
		if (NAMES.contains(nameOrFile) || OF_TRAINING.contains(nameOrFile)) {
			return standard(nameOrFile);
		}
		Path file = Path.of(nameOrFile);
		if (!Files.isRegularFile(file)) {
			throw new IOException("Expected one of the recipes " + NAMES + " or a file, got '" + nameOrFile + "'.");
		}
		try {
			return parse(Files.readString(file), catalogue);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("\"" + file + "\" is not a recipe. " + e.getMessage(), e);
		}
	}

	/** The recipe that a text describes. @throws IllegalArgumentException naming the entry that does not fit */
	public static Recipe parse(String json, Catalogue catalogue) {
		return new RecipeParser(catalogue).recipe(RecipeText.parse(json));
	}
}
