package sc.fovea.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.ValueRange;
import sc.fovea.geometry.Box;

/** Recipes: their text, their library, their probabilities, and samples that are combined. */
class RecipeTest {

	@TempDir
	Path folder;

	static Stream<String> library() {
		return Stream.concat(Recipes.NAMES.stream(), Stream.of(Recipes.TRAINING));
	}

	private static Recipe parse(String steps) {
		return Recipes.parse(("{'steps':[" + steps + "]}").replace('\'', '"'), Catalogue.own());
	}

	@ParameterizedTest
	@MethodSource("library")
	void the_library_says_the_same_after_writing_and_reading(String name) throws IOException {
		Recipe recipe = Recipes.named(name, Catalogue.own());
		assertThat(recipe.name()).isEqualTo(name);
		Path file = folder.resolve("mine.json");
		Files.writeString(file, recipe.json());
		Recipe again = Recipes.named(file.toString(), Catalogue.own());
		assertThat(again.tree()).isEqualTo(recipe.tree());
		assertThat(again.toString()).isEqualTo(recipe.toString()).doesNotContain("\n");
		Annotated sample = colours();
		assertThat(changed(again, sample, 5).pixels().values()).containsExactly(changed(recipe, sample, 5).pixels().values());
	}

	private static Annotated colours() {
		Extent extent = new Extent(20, 16, 1, 3);
		return Annotated.of("c", TestSamples.random(extent, ValueRange.BYTE, 1), TestSamples.numbered(extent, 1).masks().get(0));
	}

	private static Annotated changed(Recipe recipe, Annotated sample, long seed) {
		return recipe.apply(sample, () -> sample, new SplittableRandom(seed));
	}

	@Test
	void every_augmentation_can_be_written_and_read_with_all_its_parameters() {
		for (AugmentationFactory factory : Catalogue.own().factories().values()) {
			Recipe recipe = parse("{'use':'" + factory.name() + "','probability':0.5}");
			assertThat(Recipes.parse(recipe.json(), Catalogue.own()).tree()).isEqualTo(recipe.tree());
			assertThat(factory.parameters()).allSatisfy(p -> assertThat(recipe.toString()).contains('"' + p.name() + '"'));
			assertThat(factory.description()).endsWith(".");
			assertThat(factory.parameters()).allSatisfy(p -> assertThat(p.isRange()).isEqualTo(p.name().endsWith("_range")));
		}
		assertThat(Catalogue.own().factories()).hasSize(28);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"{'use':'rotate'} | In steps[0]: Expected one of | got 'rotate'",
		"{'use':'blur','sigma':2} | In steps[0]: blur: Expected one of the parameters [sigma_range], | got 'sigma'",
		"{'use':'blur','sigma_range':[2,1]} | In steps[0]: blur: | ascending",
		"{'use':'blur','sigma_range':[1,2,3]} | In steps[0]: blur: | a range [low, high]",
		"{'use':'blur','sigma_range':['a',2]} | In steps[0]: blur: | Expected a number",
		"{'use':'blur','sigma_range':[-1,2]} | In steps[0]: blur: | from 0.0 to 50.0",
		"{'use':'blur','probability':1.5} | In steps[0]: | probability from 0 to 1, got 1.5",
		"{'use':'blur','probability':'often'} | In steps[0]: | Expected a number as probability",
		"{'use':'elastic','amplitude_range':[0.1,0.4]} | In steps[0]: elastic: | from 0.0 to 0.3",
		"{'sequence':[{'use':'symmetry'},{'one_of':[{'use':'x'}]}]} | In steps[0].sequence[1].one_of[0]: | got 'x'",
		"{'one_of':[]} | In steps[0]: | probability above 0 in one_of",
		"{'one_of':[{'use':'blur'}],'use':'blur'} | In steps[0]: | only one_of",
		"{'use':7} | In steps[0]: | Expected a text as use",
		"7 | Expected an entry {...} as steps[0] | got 7.0",
		"{'use':'blur','sigma_range':null} | Expected a text, number, list or object | NULL",
		"{'use':'blur','use':'gain'} | each key once | 'use' twice",
		"{'use':'cutout','count_range':[1.2,1.8]} | In steps[0]: cutout: | whole number"
	})
	void what_does_not_fit_is_named(String steps, String start, String part) {
		assertThatThrownBy(() -> parse(steps)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(start).hasMessageContaining(part)
			.message().endsWith(".").doesNotContain("\n").doesNotContain("Exception");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[] | JSON object", "{ | JSON object", "'' | JSON object", "{'steps':[]} x | JSON object",
		"{} | Expected a list of entries as steps, got none", "{'steps':[],'boarder':'mirror'} | got 'boarder'", "{'steps':[],'border':'wrap'} | got 'wrap'",
		"{'steps':[],'visible':2} | visible fraction", "{'steps':[],'fill':1e999} | JSON" })
	void a_text_that_is_no_recipe_is_refused(String text, String part) {
		assertThatThrownBy(() -> Recipes.parse(text.replace('\'', '"'), Catalogue.own())).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining(part);
	}

	@Test
	void a_deep_text_is_refused_in_words() {
		String deep = "{'steps':" + "[".repeat(5000) + "]".repeat(5000) + "}";
		assertThatThrownBy(() -> Recipes.parse(deep.replace('\'', '"'), Catalogue.own())).hasMessageContaining("levels deep");
	}

	@Test
	void a_name_that_is_neither_recipe_nor_file_is_refused_and_a_bad_file_is_named() throws IOException {
		assertThatThrownBy(() -> Recipes.named("fluorescense", Catalogue.own())).hasMessageContaining("fluorescence")
			.hasMessageContaining("got 'fluorescense'");
		Path file = Files.writeString(folder.resolve("bad.json"), "{\"steps\":[{\"use\":\"no\"}]}");
		assertThatThrownBy(() -> Recipes.named(file.toString(), Catalogue.own())).hasMessageContaining("bad.json").hasMessageContaining("steps[0]");
	}

	@Test
	void a_strangers_augmentation_is_used_by_its_name() {
		AugmentationFactory stranger = new BuiltIn("threshold", "Shows what is brighter than a level.",
			List.of(Parameter.number("level", "Level", new Range(0, 255), 100)),
			s -> (extent, random) -> Change.valued(p -> p.values()[0] = (float) s.number("level"), extent));
		Catalogue catalogue = Catalogue.with(List.of(stranger));
		Recipe recipe = Recipes.parse("{\"steps\":[{\"use\":\"threshold\",\"level\":7}]}", catalogue);
		assertThat(changed(recipe, colours(), 1).pixels().values()[0]).isEqualTo(7);
		assertThatThrownBy(() -> Catalogue.with(List.of(stranger, stranger))).hasMessageContaining("'threshold' twice");
	}

	@Test
	void steps_happen_as_often_as_their_probabilities_say() {
		Recipe recipe = parse("{'use':'horizontal_flip','probability':0.3},{'one_of':[{'use':'inversion','probability':0.2},"
			+ "{'use':'brightness','probability':0.6}],'probability':0.5}");
		SplittableRandom random = new SplittableRandom(1);
		int count = 20_000;
		int[] seen = new int[3];
		for (int n = 0; n < count; n++) {
			Change change = recipe.draw(Extent.plane(4, 4), random);
			seen[0] += change.geometry().isNone(Extent.plane(4, 4)) ? 0 : 1;
			seen[1] += change.maps().contains(new Linear(-1, 1)) ? 1 : 0;
			seen[2] += change.maps().size();
		}
		assertThat(seen[0] / (double) count).isBetween(0.285, 0.315);
		assertThat(seen[1] / (double) count).isBetween(0.115, 0.135);
		assertThat(seen[2] / (double) count).isBetween(0.485, 0.515);
	}

	@Test
	void the_same_seed_gives_the_same_result_on_any_number_of_threads() {
		Recipe recipe = parse("{'use':'symmetry'},{'use':'rotation'},{'use':'elastic'},{'use':'mosaic'},{'use':'mixup'},{'use':'poisson_noise'},"
			+ "{'use':'gaussian_noise'},{'use':'cutout'},{'use':'illumination'}");
		Annotated sample = TestSamples.squares(31, 31, 1);
		List<float[]> one = IntStream.range(0, 12).mapToObj(n -> recipe.apply(sample, () -> sample, Recipe.random(7, 3, n)).pixels().values()).toList();
		List<float[]> many = IntStream.range(0, 12).parallel().mapToObj(n -> recipe.apply(sample, () -> sample, Recipe.random(7, 3, n)).pixels().values())
			.toList();
		for (int n = 0; n < 12; n++) {
			assertThat(many.get(n)).containsExactly(one.get(n));
		}
		assertThat(one.stream().map(Arrays::hashCode).distinct()).hasSize(12);
	}

	@Test
	void a_mosaic_holds_windows_of_four_samples_each_object_with_an_id_of_its_own() {
		Annotated own = uniform("own", 1, 40);
		Annotated other = uniform("other", 2, 25);
		Annotated mosaic = parse("{'use':'mosaic','place_range':[0.5,0.5]}").apply(own, () -> other, new SplittableRandom(2));
		assertThat(mosaic.extent()).isEqualTo(own.extent());
		long ones = IntStream.range(0, 1600).filter(i -> mosaic.pixels().values()[i] == 1).count();
		assertThat(ones).as("a quarter is the sample's own").isEqualTo(400);
		assertThat(Arrays.stream(mosaic.masks().get(0).labels()).distinct()).as("one object in each part").containsExactlyInAnyOrder(5, 10, 15, 20);
		assertThat(mosaic.boxes()).hasSize(4).allSatisfy(b -> assertThat(b.box().area()).isEqualTo(400));
		for (LabelledBox box : mosaic.boxes()) {
			int middle = (int) box.box().centerY() * 40 + (int) box.box().centerX();
			assertThat(mosaic.masks().get(0).labels()[middle]).isEqualTo(box.id());
		}
	}

	/** A picture of one value that one object fills. */
	private static Annotated uniform(String name, float value, int side) {
		float[] values = new float[side * side];
		int[] labels = new int[side * side];
		Arrays.fill(values, value);
		Arrays.fill(labels, 5);
		return new Annotated(name, Pixels.plane(side, side, values, ValueRange.BYTE), List.of(Mask.instances(labels)),
			List.of(new LabelledBox("cell", new Box(0, 0, side, side), 0, 5)), List.of(new LabelledPoint("p", 1.5, 1.5, 0)));
	}

	@Test
	void mixup_is_the_weighted_mean_and_keeps_both_annotations() {
		Annotated mixed = parse("{'use':'mixup','share_range':[0.75,0.75]}").apply(uniform("a", 100, 10), () -> uniform("b", 20, 10), new SplittableRandom(1));
		assertThat(mixed.pixels().values()).containsOnly(80);
		assertThat(mixed.masks()).hasSize(2);
		assertThat(mixed.masks().get(0).labels()).containsOnly(5);
		assertThat(mixed.masks().get(1).labels()).containsOnly(10);
		assertThat(mixed.boxes()).extracting(LabelledBox::id).containsExactly(5, 10);
		assertThat(mixed.points()).hasSize(2);
	}

	@Test
	void samples_of_other_channels_are_not_combined() {
		assertThatThrownBy(() -> parse("{'use':'mixup'}").apply(uniform("a", 1, 10), RecipeTest::colours, new SplittableRandom(1)))
			.hasMessageContaining("1 channels").hasMessageContaining("got 1 and 3 in 'c'");
	}

	@Test
	void a_recipe_without_steps_changes_nothing() {
		Annotated sample = colours();
		assertThat(changed(Recipe.none(), sample, 1).pixels().values()).containsExactly(sample.pixels().values());
	}
}
