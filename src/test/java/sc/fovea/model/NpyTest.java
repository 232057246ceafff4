package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.net.Tensor;

class NpyTest {

	private static byte[] reference() throws IOException {
		try (InputStream in = NpyTest.class.getResourceAsStream("reference.npy")) {
			return in.readAllBytes();
		}
	}

	/** numpy.save of arange(6) / 4 as float32 in shape (1, 2, 3, 1), by NumPy 2.4. */
	@Test
	void a_file_of_numpy_is_read_and_written_to_the_byte() throws IOException {
		Tensor tensor = Tensor.of(new float[] { 0, 0.25f, 0.5f, 0.75f, 1, 1.25f }, 1, 2, 3, 1);
		assertThat(Npy.read(reference())).isEqualTo(tensor);
		assertThat(Npy.write(tensor)).isEqualTo(reference());
	}

	@Test
	void ranks_zero_and_one_come_back() {
		Tensor number = Tensor.of(new float[] { 3 });
		Tensor row = Tensor.of(new float[] { 1, 2 }, 2);
		assertThat(Npy.read(Npy.write(number))).isEqualTo(number);
		assertThat(Npy.read(Npy.write(row))).isEqualTo(row);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "<f4 | <f8", "<f4 | >f4", "False | True ", "(1, 2, 3, 1) | (1, 2, 3, 2)",
		"(1, 2, 3, 1) | (1, 2,-3, 1)", "(1, 2, 3, 1) | (1, 2, 9999999999, 1)" })
	void another_type_or_order_or_shape_is_refused(String from, String to) throws IOException {
		String text = new String(reference(), StandardCharsets.ISO_8859_1).replace(from, to);
		assertThatThrownBy(() -> Npy.read(text.getBytes(StandardCharsets.ISO_8859_1))).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void every_truncation_is_refused() throws IOException {
		byte[] whole = reference();
		for (int length = 0; length < whole.length; length++) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatThrownBy(() -> Npy.read(part)).as("%d bytes", length).isInstanceOf(IllegalArgumentException.class);
		}
	}
}
