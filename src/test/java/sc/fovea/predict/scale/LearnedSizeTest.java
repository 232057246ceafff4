package sc.fovea.predict.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;

class LearnedSizeTest {

	@ParameterizedTest
	@CsvSource({ "nuclei, true", "nuclei-histology, false" })
	void bundled_models_say_what_size_they_learned(String name, boolean isBright) throws Exception {
		Model model = new ModelStore(Path.of("none"), ModelStore.class.getClassLoader()).load(name);
		assertThat(LearnedSize.of(model)).contains(new LearnedSize(21, isBright));
	}

	@Test
	void a_model_whose_record_says_nothing_takes_images_as_they_are() throws Exception {
		assertThat(LearnedSize.of(new ModelStore(Path.of("none"), ModelStore.class.getClassLoader()).load("blood-cells"))).isEmpty();
	}

	@Test
	void no_size_is_refused() {
		assertThatThrownBy(() -> new LearnedSize(0, true)).hasMessageContaining("0.0");
		assertThatThrownBy(() -> new LearnedSize(Double.NaN, true)).hasMessageContaining("NaN");
	}
}
