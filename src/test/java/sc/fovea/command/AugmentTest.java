package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.augment.Recipes;
import sc.fovea.image.RgbPicture;
import sc.fovea.job.Platform;
import sc.fovea.job.RecipeBook;

/** The command as scripts, {@code CommandService} and macros use it. */
class AugmentTest {

	@TempDir
	Path folder;

	/** Each pixel has a value of its own, so that it is seen where it went. */
	private static ImagePlus image() {
		ByteProcessor pixels = new ByteProcessor(20, 12);
		for (int i = 0; i < 240; i++) {
			pixels.set(i, i + 1);
		}
		ImagePlus image = new ImagePlus("cells.tif", pixels);
		image.getCalibration().pixelWidth = 0.5;
		image.getCalibration().setUnit("µm");
		return image;
	}

	private static ImagePlus withRois(Roi... rois) {
		ImagePlus image = image();
		image.setOverlay(new Overlay());
		Arrays.stream(rois).forEach(image.getOverlay()::add);
		return image;
	}

	private static Roi named(Roi roi, String name) {
		roi.setName(name);
		return roi;
	}

	@Test
	void variants_become_slices_and_the_input_stays() throws Exception {
		ImagePlus image = withRois(named(new Roi(2, 3, 5, 4), "cell"));
		ImagePlus variants = run(image, Map.of("recipe", "fluorescence", "variants", 5));
		assertThat(new int[] { variants.getNChannels(), variants.getNSlices(), variants.getNFrames() }).containsExactly(1, 5, 1);
		assertThat(variants.getBitDepth()).isEqualTo(8);
		assertThat(variants.getTitle()).isEqualTo("cells_variants");
		assertThat(variants.getStack().getSliceLabel(2)).isEqualTo("cells_2");
		assertThat(variants.getCalibration().pixelWidth).isEqualTo(0.5);
		assertThat(variants.getInfoProperty()).contains("Recipe: {\"name\":\"fluorescence\"").contains("Seed: 1");
		assertThat((byte[]) image.getProcessor().getPixels()).isEqualTo(image().getProcessor().getPixels());
		assertThat(image.getOverlay().size()).isEqualTo(1);
		assertThat(image.getOverlay().get(0).getBounds()).isEqualTo(new java.awt.Rectangle(2, 3, 5, 4));
	}

	@Test
	void rois_lie_on_the_pixels_that_they_lay_on_in_every_variant() throws Exception {
		Roi square = named(new Roi(2, 3, 5, 4), "square");
		square.setGroup(3);
		square.setStrokeColor(Color.MAGENTA);
		Roi oval = named(new OvalRoi(4, 4, 9, 6), "oval");
		ImagePlus image = withRois(square, oval, named(new PointRoi(8.5, 2.5), "mark"));
		ImagePlus variants = run(image, Map.of("recipe", "symmetry", "variants", 6));
		assertThat(variants.getWidth()).as("turned variants are higher than wide").isEqualTo(20);
		assertThat(variants.getHeight()).isEqualTo(20);
		assertThat(variants.getOverlay().size()).isEqualTo(18);
		for (Roi moved : variants.getOverlay()) {
			ImageProcessor slice = variants.getStack().getProcessor(moved.getPosition());
			if (moved instanceof PointRoi) {
				assertThat(slice.get((int) moved.getFloatPolygon().xpoints[0], (int) moved.getFloatPolygon().ypoints[0])).isEqualTo(2 * 20 + 8 + 1);
			}
			else {
				Roi source = moved.getName().equals("square") ? square : oval;
				assertThat(values(slice, moved)).isEqualTo(values(image.getProcessor(), source));
				assertThat(moved.getGroup()).isEqualTo(source.getGroup());
				assertThat(moved.getStrokeColor()).isEqualTo(source.getStrokeColor());
			}
		}
		assertThat(IntStream.range(0, 18).map(i -> variants.getOverlay().get(i).getPosition()).distinct()).containsExactly(1, 2, 3, 4, 5, 6);
	}

	private static List<Integer> values(ImageProcessor pixels, Roi roi) {
		return Arrays.stream(roi.getContainedPoints()).map(p -> pixels.get(p.x, p.y)).sorted().toList();
	}

	@Test
	void a_hyperstack_becomes_frames_and_rois_keep_to_their_slice() throws Exception {
		ImagePlus image = IJ.createHyperStack("z", 10, 8, 2, 3, 1, 16);
		for (int n = 1; n <= 6; n++) {
			image.getStack().getProcessor(n).add(n);
		}
		CompositeImage colours = new CompositeImage(image, CompositeImage.COMPOSITE);
		Roi first = named(new Roi(1, 1, 3, 3), "first");
		first.setPosition(0, 1, 1);
		Roi everywhere = named(new Roi(6, 4, 2, 2), "everywhere");
		colours.setOverlay(new Overlay(first));
		colours.getOverlay().add(everywhere);
		ImagePlus variants = run(colours, Map.of("recipe", "slice_flip", "variants", 2));
		assertThat(new int[] { variants.getNChannels(), variants.getNSlices(), variants.getNFrames() }).containsExactly(2, 3, 2);
		assertThat(variants.isHyperStack()).isTrue();
		assertThat(variants).isInstanceOf(CompositeImage.class);
		assertThat(IntStream.rangeClosed(1, 12).map(n -> variants.getStack().getProcessor(n).get(0))).containsExactly(5, 6, 3, 4, 1, 2, 5, 6, 3, 4, 1, 2);
		List<String> places = Arrays.stream(variants.getOverlay().toArray()).map(r -> r.getName() + " " + r.getZPosition() + " " + r.getTPosition()).toList();
		assertThat(places).containsExactlyInAnyOrder("first 3 1", "first 3 2", "everywhere 1 1", "everywhere 2 1", "everywhere 3 1", "everywhere 1 2",
			"everywhere 2 2", "everywhere 3 2");
	}

	@Test
	void colours_and_floats_stay_what_they_are_and_smaller_variants_lie_on_the_darkest_value() throws Exception {
		ColorProcessor colours = new ColorProcessor(20, 12);
		colours.setColor(0xff2010);
		colours.fill();
		ImagePlus turned = run(new ImagePlus("rgb", colours), Map.of("recipe", "quarter_turns", "variants", 8));
		assertThat(turned.getBitDepth()).isEqualTo(24);
		assertThat(IntStream.rangeClosed(1, 8).map(n -> turned.getStack().getProcessor(n).get(10, 10) & 0xffffff)).containsOnly(0xff2010);
		assertThat(IntStream.rangeClosed(1, 8).map(n -> turned.getStack().getProcessor(n).get(0, 0) & 0xffffff)).containsOnly(0);
		FloatProcessor floats = new FloatProcessor(20, 12);
		floats.add(-5);
		floats.setf(3, 3, 7);
		ImagePlus floating = run(new ImagePlus("float", floats), Map.of("recipe", "quarter_turns", "variants", 8));
		assertThat(floating.getBitDepth()).isEqualTo(32);
		assertThat(floating.getStack().getProcessor(1).getf(0, 0)).isEqualTo(-5);
	}

	@Test
	void mixed_up_objects_do_not_take_each_others_names() throws Exception {
		ImagePlus variants = run(withRois(named(new Roi(2, 3, 5, 4), "cell")), Map.of("recipe", "mixup", "variants", 1));
		assertThat(variants.getOverlay().toArray()).extracting(Roi::getName).contains("cell").doesNotHaveDuplicates();
	}

	@Test
	void a_recipe_comes_from_a_file_too() throws Exception {
		Path file = Files.writeString(folder.resolve("my recipe.json"), "{\"name\":\"mine\",\"steps\":[{\"use\":\"horizontal_flip\"}]}");
		ImagePlus variants = run(image(), Map.of("recipe", file.toString(), "variants", 1));
		assertThat(variants.getProcessor().get(0, 0)).isEqualTo(20);
	}

	@Test
	void the_seed_decides() throws Exception {
		float[] one = pixels(run(image(), Map.of("seed", 4)));
		assertThat(pixels(run(image(), Map.of("seed", 4)))).containsExactly(one);
		assertThat(pixels(run(image(), Map.of("seed", 5)))).isNotEqualTo(one);
	}

	private static float[] pixels(ImagePlus stack) {
		float[] all = new float[0];
		for (int n = 1; n <= stack.getStackSize(); n++) {
			float[] slice = (float[]) stack.getStack().getProcessor(n).convertToFloatProcessor().getPixels();
			int from = all.length;
			all = Arrays.copyOf(all, from + slice.length);
			System.arraycopy(slice, 0, all, from, slice.length);
		}
		return all;
	}

	@Test
	void mistakes_are_one_sentence() throws Exception {
		ImagePlus image = image();
		assertThat(reason(image, Map.of("recipe", "fluorescense"))).isEqualTo("Expected one of the recipes fluorescence, histology, brightfield, photo, an "
			+ "augmentation or a file, got 'fluorescense'. Did you mean 'fluorescence'?");
		assertThat(reason(image, Map.of("recipe", "elastik"))).endsWith("Did you mean 'elastic'?");
		assertThat(reason(image, Map.of("recipe", ""))).isEqualTo("\"recipe\" must be a name or a file, but is empty.");
		assertThat(reason(image, Map.of("variants", 0))).isEqualTo("\"variants\" must be 1 to 1000, but is 0.");
		assertThat(reason(image, Map.of("variants", 1001))).isEqualTo("\"variants\" must be 1 to 1000, but is 1001.");
		assertThat(reason(null, Map.of())).isEqualTo("An image is needed, but none is open.");
		assertThat(reason(new ImagePlus(), Map.of())).contains("not one that is open");
		assertThat(reason(image, Map.of("recipe", "stain_jitter"))).contains("3 channels");
		assertThat(reason(withRois(named(new Line(1, 1, 5, 5), "axis")), Map.of())).isEqualTo(
			"Areas and points can be moved, but \"axis\" is a Straight Line.");
		Path bad = Files.writeString(folder.resolve("bad.json"), "{\"steps\":[{\"use\":\"blur\"},{\"use\":\"blurr\"}]}");
		assertThat(reason(image, Map.of("recipe", bad.toString()))).contains("bad.json\" is not a recipe. In steps[1]: ").contains("got 'blurr'");
		Path binary = Files.write(folder.resolve("binary.json"), new byte[] { (byte) 0xff, (byte) 0xfe, 0 });
		assertThat(reason(image, Map.of("recipe", binary.toString()))).endsWith("is not a recipe: it is not a text in UTF-8.");
		FloatProcessor hole = new FloatProcessor(4, 4);
		hole.setf(0, Float.NaN);
		assertThat(reason(new ImagePlus("nan", hole), Map.of())).contains("finite");
	}

	@Test
	void a_macro_line_does_the_same_in_batch_mode_and_makes_the_variants_the_active_image() throws Exception {
		ImagePlus direct = run(image(), Map.of("recipe", "photo", "variants", 3, "seed", 9));
		Interpreter.batchMode = true;
		try {
			Interpreter.addBatchModeImage(image());
			macro("recipe=photo variants=3 seed=9");
			ImagePlus active = WindowManager.getCurrentImage();
			assertThat(active.getTitle()).isEqualTo("cells_variants");
			assertThat(pixels(active)).containsExactly(pixels(direct));
			macro("recipe=photo variants=3.5");
			macro("recipe=photo variant=3");
			assertThat(WindowManager.getCurrentImage()).as("nothing was made").isSameAs(active);
		}
		finally {
			while (WindowManager.getCurrentImage() != null) {
				Interpreter.removeBatchModeImage(WindowManager.getCurrentImage());
			}
			Interpreter.batchMode = false;
		}
	}

	private static void macro(String line) throws InterruptedException {
		Thread macro = new Thread(() -> {
			Macro.setOptions(line);
			new MenuEntry().run("sc.fovea.command.Augment");
		}, "Run$_augment");
		macro.start();
		macro.join();
	}

	@Test
	void keys_are_single_words_that_begin_their_labels_and_the_dialog_offers_every_recipe() throws IOException {
		assertThat(CommandInput.of(Augment.class)).extracting(CommandInput::name).containsExactly("recipe", "variants", "seed");
		for (CommandInput input : CommandInput.of(Augment.class)) {
			assertThat(input.label().toLowerCase()).isEqualTo(input.name());
			assertThat(input.description()).endsWith(".");
		}
		assertThat(CommandInput.of(Augment.class).get(1).slider()).containsExactly(1, 100);
		assertThat(new Augment().choices("recipe")).containsAll(Recipes.NAMES).contains("elastic", "mixup").doesNotHaveDuplicates();
		for (String name : new Augment().choices("recipe")) {
			assertThat(RecipeBook.installed().named(name).name()).isEqualTo(name);
		}
	}

	/** Of many variants most are drawn on other threads. */
	@Test
	void a_recipe_for_colours_refuses_a_grey_image_in_one_sentence() throws Exception {
		ImagePlus grey = new ImagePlus("grey", new ByteProcessor(16, 16));
		assertThat(reason(grey, Map.of("recipe", "histology", "variants", 64))).isEqualTo("Expected 3 channels (red, green, blue) for stain_jitter, got 1.");
	}

	@Test
	void the_preview_changes_with_every_setting_and_shows_the_rois() throws Exception {
		ImagePlus large = new ImagePlus("large", new ByteProcessor(1000, 700));
		for (int i = 0; i < 700_000; i++) {
			large.getProcessor().set(i, i % 1000 / 4);
		}
		DialogPreview preview = new Augment().drawing(large).orElseThrow();
		RgbPicture first = preview.draw(settings("fluorescence", 8, 1));
		assertThat(first.width()).isLessThanOrEqualTo(660);
		assertThat(first.height()).isLessThanOrEqualTo(330);
		assertThat(isSame(first, preview.draw(settings("fluorescence", 8, 1)))).isTrue();
		assertThat(isSame(first, preview.draw(settings("fluorescence", 8, 2)))).isFalse();
		assertThat(isSame(first, preview.draw(settings("photo", 8, 1)))).isFalse();
		assertThat(preview.draw(settings("fluorescence", 2, 1)).height()).isLessThan(first.height());
		assertThat(yellow(first)).isZero();
		large.setOverlay(new Overlay(new OvalRoi(450, 300, 90, 90)));
		assertThat(yellow(new Augment().drawing(large).orElseThrow().draw(settings("symmetry", 8, 1)))).isGreaterThan(8 * 60);
	}

	private static boolean isSame(RgbPicture one, RgbPicture other) {
		return Arrays.equals(one.rgb(), other.rgb());
	}

	private static long yellow(RgbPicture picture) {
		return Arrays.stream(picture.rgb()).filter(colour -> (colour & 0xffffff) == 0xffd400).count();
	}

	private static Map<String, Object> settings(String recipe, int variants, int seed) {
		return Map.of("recipe", recipe, "variants", variants, "seed", seed);
	}

	private static ImagePlus run(ImagePlus image, Map<String, Object> settings) throws Exception {
		Module module = module(image, settings);
		assertThat(((Cancelable) module).getCancelReason()).isNull();
		return (ImagePlus) module.getOutput("output");
	}

	private static String reason(ImagePlus image, Map<String, Object> settings) throws Exception {
		Module module = module(image, settings);
		assertThat(module.getOutput("output")).isNull();
		return ((Cancelable) module).getCancelReason();
	}

	private static Module module(ImagePlus image, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(settings);
		if (image != null) {
			inputs.put("input", image);
		}
		return Platform.context().service(CommandService.class).run(Augment.class, true, inputs).get();
	}
}
