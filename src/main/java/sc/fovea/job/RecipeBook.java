package sc.fovea.job;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scijava.plugin.PluginService;
import sc.fovea.augment.AugmentationFactory;
import sc.fovea.augment.Catalogue;
import sc.fovea.augment.Framing;
import sc.fovea.augment.Parameter;
import sc.fovea.augment.Recipe;
import sc.fovea.augment.Recipes;
import sc.fovea.augment.Step;
import sc.fovea.plugin.Spelling;

/**
 * The recipes of augmentation that users may name: those of the library, each augmentation alone, and files.
 *
 * @param catalogue all augmentations that are installed
 */
public record RecipeBook(Catalogue catalogue) {

	/** With the augmentations of all plugins. @throws IllegalArgumentException if two of them have the same name */
	public static RecipeBook installed() {
		Map<Class<?>, AugmentationFactory> others = new LinkedHashMap<>(); // a jar may be listed twice: on the class path and in the plugins folder
		Platform.context().service(PluginService.class).createInstancesOfType(AugmentationFactory.class).forEach(f -> others.putIfAbsent(f.getClass(), f));
		return new RecipeBook(Catalogue.with(others.values()));
	}

	/** Names to choose from: recipes, then augmentations. */
	public List<String> names() {
		return Stream.concat(Recipes.NAMES.stream(), catalogue.factories().keySet().stream()).toList();
	}

	/**
	 * A recipe as the user wrote it.
	 *
	 * @param text name of a recipe, name of an augmentation, or path of a file
	 * @throws IOException with one sentence, if there is none, or it cannot be read
	 * @throws IllegalArgumentException if the file does not hold a recipe, naming file and entry
	 */
	public Recipe named(String text) throws IOException {
		if (text.isBlank()) throw new IllegalArgumentException("\"recipe\" must be a name or a file, but is empty.");
		if (Recipes.NAMES.contains(text)) return Recipes.standard(text);
		AugmentationFactory alone = catalogue.factories().get(text);
		if (alone != null) {
			return new Recipe(text, alone.description(), Framing.MIRRORED, List.of(Step.Use.of(alone, Map.of(), 1)));
		}
		requireFile(text);
		try {
			return Recipes.named(text, catalogue);
		}
		catch (CharacterCodingException e) {
			throw new IOException("\"" + text + "\" is not a recipe: it is not a text in UTF-8.", e);
		}
	}

	private void requireFile(String text) throws IOException {
		try {
			if (Files.isRegularFile(Path.of(text))) return;
		}
		catch (InvalidPathException e) {
			throw new IOException("Expected a recipe or a file, got '" + text + "'.", e);
		}
		String nearest = Spelling.nearest(text, names()).map(name -> " Did you mean '" + name + "'?").orElse("");
		throw new IOException("Expected one of the recipes " + String.join(", ", Recipes.NAMES) + ", an augmentation or a file, got '" + text + "'." + nearest);
	}

	/** All recipes and augmentations, what they do, and the parameters with their usual values. */
	public String text() {
		List<String> lines = new ArrayList<>(List.of("Recipes"));
		Recipes.NAMES.forEach(name -> lines.add(line(name, Recipes.standard(name).description())));
		lines.add("");
		lines.add("Augmentations, which are recipes of one step, and which recipes in files are made of");
		catalogue.factories().values().forEach(factory -> {
			lines.add(line(factory.name(), factory.description()));
			factory.parameters().forEach(parameter -> lines.add("      " + text(parameter)));
		});
		return String.join("\n", lines) + "\n";
	}

	private static String line(String name, String description) {
		return String.format("  %-16s %s", name, description);
	}

	private static String text(Parameter parameter) {
		String standard = parameter.standard().stream().map(RecipeBook::number).collect(Collectors.joining(", "));
		return parameter.name() + " " + (parameter.isRange() ? "[" + standard + "]" : standard) + ": " + parameter.description() + ", "
			+ number(parameter.bounds().low()) + " to " + number(parameter.bounds().high());
	}

	private static String number(double value) {
		return String.valueOf(value).replaceFirst("\\.0$", "");
	}
}
