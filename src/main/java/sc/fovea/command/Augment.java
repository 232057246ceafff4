package sc.fovea.command;

import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.augment.Recipe;
import sc.fovea.data.Annotated;
import sc.fovea.job.Platform;
import sc.fovea.job.RecipeBook;

/**
 * Makes variants of an image, and moves its ROIs along: {@code run("Augment...", "recipe=fluorescence variants=8 seed=1")}.
 * <p>
 * Areas and points of the ROI Manager, or of the overlay where the manager is not open or empty, become the overlay of the result. The image itself is left as
 * it is. The variants are those that a folder with this image alone would get with the same seed. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Augment...")
public final class Augment extends FoveaCommand {

	private static final int MOST_VARIANTS = 1000;

	@Parameter(label = "Image", required = false, persist = false, description = "The image to vary; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Recipe", persist = false, description = "Name of a recipe or of an augmentation, or path of a recipe in JSON.")
	private String recipe = "fluorescence";

	@Parameter(label = "Variants", persist = false, style = "slider", min = "1", max = "100", description = "Number of variants, 1 to 1000.")
	private int variants = 8;

	@Parameter(label = "Seed", persist = false, style = "slider", min = "1", max = "100",
		description = "Any whole number; the same one gives the same variants.")
	private int seed = 1;

	@Parameter(label = "Variants", type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Override
	protected void execute() throws IOException {
		Recipe drawn = RecipeBook.installed().named(recipe);
		RoiSample source = RoiSample.of(requireImage());
		requireVariants();
		StatusProgress progress = new StatusProgress("Augmenting " + input.getTitle(), this::isCanceled);
		List<Annotated> made = make(source.sample(), drawn, progress);
		output = new VariantStack(source, made).image();
		output.setProperty("Info", "Fovea " + Platform.version() + "\nImage: " + input.getTitle() + "\nRecipe: " + drawn + "\nSeed: " + seed + "\n");
		StatusLine.say(variants + (variants == 1 ? " variant" : " variants"));
	}

	private ImagePlus requireImage() {
		if (input == null) throw new IllegalArgumentException("An image is needed, but none is open.");
		if (input.getWidth() == 0 || input.getHeight() == 0) {
			throw new IllegalArgumentException("An image is needed, but \"" + input.getTitle() + "\" is not one that is open.");
		}
		return input;
	}

	private void requireVariants() {
		if (variants < 1 || variants > MOST_VARIANTS) {
			throw new IllegalArgumentException("\"variants\" must be 1 to " + MOST_VARIANTS + ", but is " + variants + ".");
		}
		double needed = (double) variants * input.getStackSize() * input.getWidth() * input.getHeight() * bytes();
		if (needed > Runtime.getRuntime().maxMemory()) {
			throw new IllegalArgumentException(String.format(Locale.ROOT,
				"%d variants of \"%s\" need %.0f MB, but Java may use only %d MB; make fewer, or of a smaller image.",
				variants, input.getTitle(), needed / 1e6, Runtime.getRuntime().maxMemory() / 1_000_000));
		}
	}

	/** Of a pixel while it is varied, and in the result. */
	private int bytes() {
		int colours = input.getBitDepth() == 24 ? 3 : 1;
		return colours * Float.BYTES + input.getBytesPerPixel();
	}

	/** @throws IllegalArgumentException if recipe and image do not fit */
	private List<Annotated> make(Annotated sample, Recipe drawn, StatusProgress progress) {
		try {
			return draw(sample, drawn, progress);
		}
		catch (IllegalArgumentException e) {
			// Java wraps what was thrown on another thread in one of its kind, whose message begins with the name of a class.
			throw e.getCause() instanceof IllegalArgumentException thrown ? thrown : e;
		}
	}

	private List<Annotated> draw(Annotated sample, Recipe drawn, StatusProgress progress) {
		AtomicInteger done = new AtomicInteger();
		return IntStream.rangeClosed(1, variants).parallel().mapToObj(k -> {
			if (progress.isCancelled()) throw new CancellationException();
			Annotated variant = drawn.apply(sample, () -> sample, Recipe.random(seed, 0, k));
			progress.progress(done.incrementAndGet(), variants);
			return variant;
		}).toList();
	}

	@Override
	protected List<String> choices(String setting) {
		return setting.equals("recipe") ? RecipeBook.installed().names() : List.of();
	}

	@Override
	protected Optional<DialogPreview> drawing(ImagePlus image) {
		return Optional.of(AugmentPreview.of(image));
	}
}
