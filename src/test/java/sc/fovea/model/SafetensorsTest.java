package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

class SafetensorsTest {

	private static byte[] resource(String name) throws IOException {
		try (InputStream in = SafetensorsTest.class.getResourceAsStream(name)) {
			return in.readAllBytes();
		}
	}

	/** A file with the given header and so many bytes of zeros. */
	private static byte[] file(String header, int data) {
		byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array();
	}

	/** The file was written by the reference implementation (safetensors 0.8.0 for Python). */
	@Test
	void a_file_of_the_reference_implementation_is_read() throws IOException {
		Weights weights = Safetensors.read(resource("reference.safetensors"));
		assertThat(weights.tensors()).containsOnlyKeys("f", "h", "b", "empty");
		assertThat(weights.get("f")).isEqualTo(Tensor.of(new float[] { 0, -1.5f, 3.25f, 1e-30f, 65504, -0.0f }, 2, 3));
		assertThat(weights.get("h")).isEqualTo(Tensor.of(new float[] { 1, -2.5f, 0x1p-14f, 0x1p-24f }, 2, 2));
		assertThat(weights.get("b")).isEqualTo(Tensor.of(new float[] { 1, -5, Float.intBitsToFloat(0x7f7f0000) }, 3));
		assertThat(weights.get("empty").shape()).containsExactly(0, 4);
	}

	@Test
	void the_bytes_are_those_of_the_reference_implementation() {
		Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("b", Tensor.of(new float[] { 1, 2 }, 1, 2));
		tensors.put("a", Tensor.of(new float[] { 3 }, 1));
		String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[4,8]}}";
		byte[] bytes = Safetensors.write(new Weights(tensors), Precision.FLOAT16);
		int padded = (header.length() + 7) / 8 * 8;
		assertThat(bytes).hasSize(8 + padded + 8).startsWith(padded, 0, 0, 0, 0, 0, 0, 0).endsWith(0, 0, 0x40, 0x40, 0, 0x3c, 0, 0x40);
		assertThat(new String(bytes, 8, padded, StandardCharsets.UTF_8)).isEqualTo(header + " ".repeat(padded - header.length()));
	}

	@Test
	void every_bit_of_a_float_is_kept() {
		float[] values = { Float.MIN_VALUE, -0.0f, Float.MAX_VALUE, 0.1f, Float.intBitsToFloat(0x00400001) };
		Weights weights = new Weights(Map.of("ü\"x", Tensor.of(values, 5, 1)));
		assertThat(Safetensors.read(Safetensors.write(weights, Precision.FLOAT32))).isEqualTo(weights);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
		"{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | Expected 8 bytes for 'a'",
		"{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 5 | Expected 4 bytes of numbers, got 5",
		"{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | begin at byte 0, got 4",
		"{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | begin at byte 4, got 0",
		"{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 4 | Expected 4 bytes for 'a'",
		"{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | between 0 and",
		"{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | 4 | got 1.5",
		"{'a':{'dtype':'F32','shape':[99999999999],'data_offsets':[0,4]}} | 4 | got 99999999999",
		"{'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}} | 8 | F32, F16 or BF16, got I64",
		"{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | 4 | two data_offsets",
		"{'a':7} | 0 | Expected dtype",
		"{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | 'a' twice",
		"[] | 0 | Expected a JSON object",
		"{'a' | 0 | Expected JSON",
		"{'a':null} | 0 | got NULL",
		"{'a':NaN} | 0 | Expected JSON" })
	void aHeaderThatLiesIsRefused(String header, int data, String message) {
		assertThatThrownBy(() -> Safetensors.read(file(header, data))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
	}

	@Test
	void products_of_extents_that_overflow_are_refused() {
		String header = "{'a':{'dtype':'F32','shape':[2147483647,2147483647,2147483647],'data_offsets':[0,4]}}";
		assertThatThrownBy(() -> Safetensors.read(file(header, 4))).isInstanceOf(ArithmeticException.class);
	}

	@ParameterizedTest
	@CsvSource({ "-1", "0", "1", "1000", "9223372036854775807", "-9223372036854775808" })
	void a_length_of_the_header_outside_the_file_is_refused(long length) {
		byte[] bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put("{}".getBytes(StandardCharsets.UTF_8)).array();
		assertThatThrownBy(() -> Safetensors.read(bytes)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("header length");
	}

	@Test
	void every_truncation_is_refused() throws IOException {
		byte[] whole = resource("reference.safetensors");
		for (int length = 0; length < whole.length; length++) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatThrownBy(() -> Safetensors.read(part)).as("%d bytes", length).isInstanceOf(IllegalArgumentException.class);
		}
	}

	@Test
	void deep_nesting_is_refused_without_overflowing_the_stack() {
		String deep = "{'a':" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
		assertThatThrownBy(() -> Safetensors.read(file(deep, 0))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("levels deep");
	}
}
