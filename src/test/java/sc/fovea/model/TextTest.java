package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and numbers come back from YAML and JSON as they were. */
class TextTest {

	private static final String LETTERS = "aZ09 :#-?&*!|>'\"%@`{}[],\n\t~\\/=<µ–😀\u0085\u2028\u0007\u0000é";

	@ParameterizedTest
	@ValueSource(
		strings = { "", " ", "yes", "no", "null", "~", "1", "1e3", "0x10", "1:30", "2024-01-01", ".nan", "- a", "a: b", "#c", " x ", "a\nb\n", "\n", "<<", "=",
			"!!set", "&a", "*a", "'", "\"", "</script>" })
	void an_awkward_text_stays_a_text(String text) {
		Map<String, Object> tree = new LinkedHashMap<>(Map.of("key", List.of(text, Map.of("inner", text))));
		assertThat(JsonText.parse(JsonText.pretty(tree))).isEqualTo(tree);
		assertThat((Object) YamlText.parse(YamlText.of(tree))).isEqualTo(tree);
	}

	@Test
	void random_texts_come_back() {
		int[] letters = LETTERS.codePoints().toArray();
		Random random = new Random(4);
		for (int i = 0; i < 2000; i++) {
			int[] points = random.ints(random.nextInt(12), 0, letters.length).map(k -> letters[k]).toArray();
			Map<String, Object> tree = Map.of("k" + new String(points, 0, points.length), new String(points, 0, points.length));
			assertThat(JsonText.parse(JsonText.compact(tree))).isEqualTo(tree);
			assertThat((Object) YamlText.parse(YamlText.of(tree))).isEqualTo(tree);
		}
	}

	@Test
	void numbers_come_back_to_the_bit() {
		List<Object> numbers = List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE, -0.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, 1e-300, 1e22, 5.0);
		Map<String, Object> tree = Map.of("numbers", numbers);
		assertThat(JsonText.parse(JsonText.pretty(tree))).isEqualTo(tree);
		List<Object> decimals = numbers.subList(3, numbers.size());
		assertThat((Object) YamlText.parse(YamlText.of(Map.of("numbers", decimals)))).isEqualTo(Map.of("numbers", decimals));
		assertThat(JsonText.parse("{\"a\":9223372036854775808}")).isEqualTo(Map.of("a", 9223372036854775808.0));
	}

	@ParameterizedTest
	@ValueSource(
		strings = { "", "[]", "{", "{}{}", "{} x", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":null}", "{\"a\":01}", "{\"a\":NaN}", "// c\n{}", "{\"a\":1e999}",
			"{\"a\":1,\"a\":2}" })
	void whatIsNotStrictJsonIsRefused(String text) {
		assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("Expected");
	}
}
