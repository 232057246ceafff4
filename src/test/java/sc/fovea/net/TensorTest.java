package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {

	@Test
	void the_array_is_shared_and_the_shape_is_not() {
		float[] values = new float[24];
		int[] shape = { 1, 2, 3, 4 };
		Tensor tensor = Tensor.of(values, shape);
		values[5] = 7;
		shape[0] = 99;
		tensor.shape()[1] = 99;
		assertThat(tensor.data()).isSameAs(values);
		assertThat(tensor.shape()).containsExactly(1, 2, 3, 4);
	}

	@Test
	void an_image_tensor_knows_its_extents() {
		Tensor tensor = Tensor.zeros(5, 2, 3, 4);
		assertThat(new int[] { tensor.batch(), tensor.height(), tensor.width(), tensor.channels() }).containsExactly(5, 2, 3, 4);
		assertThat(tensor.imageShape()).isEqualTo(new Shape(2, 3, 4));
		assertThat(tensor.data()).hasSize(120).containsOnly(0);
		assertThatThrownBy(() -> Tensor.zeros(2, 3).width()).isInstanceOf(IllegalStateException.class).hasMessageContaining("Tensor[2, 3]");
	}

	@Test
	void values_must_fill_the_shape() {
		assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("6").hasMessageContaining("[2, 3]").hasMessageContaining("5");
		assertThatThrownBy(() -> Tensor.zeros(2, -1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[2, -1]");
		assertThat(Tensor.of(new float[1]).rank()).as("a scalar").isZero();
		assertThat(Tensor.zeros(0, 3).data()).isEmpty();
	}

	@Test
	void too_many_values_are_refused_in_words() {
		assertThatThrownBy(() -> Tensor.zeros(1 << 16, 1 << 15)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[65536, 32768]");
		assertThatThrownBy(() -> Tensor.zeros(1 << 30, 1 << 30, 1 << 30)).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void tensors_of_equal_shape_and_values_are_equal() {
		assertThat(Tensor.zeros(2, 3)).isEqualTo(Tensor.zeros(2, 3)).hasSameHashCodeAs(Tensor.zeros(2, 3)).isNotEqualTo(Tensor.zeros(3, 2));
		assertThat(Tensor.of(new float[] { 1 }, 1)).isNotEqualTo(Tensor.of(new float[] { 2 }, 1));
	}
}
