package sc.fovea.image.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "cell|cell", "a b|a b", "a,b|\"a,b\"", "say \"so\"|\"say \"\"so\"\"\"", "``|``", "µm²|µm²" })
	void what_needs_quotes_has_them(String text, String cell) {
		assertThat(Csv.cell(text)).isEqualTo(cell);
	}

	@Test
	void lines_of_a_text_are_one_cell() {
		assertThat(Csv.cell("a\nb")).isEqualTo("\"a\nb\"");
		assertThat(Csv.cell("a\r")).isEqualTo("\"a\r\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "=HYPERLINK(\"x\")", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1" })
	void a_name_that_a_spreadsheet_would_carry_out_is_shown(String name) {
		assertThat(Csv.cell(name).replaceAll("^\"", "")).startsWith("'" + name.charAt(0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1.5", "+3", "-1e-7", "-.5", "-12.", "-Infinity", "a=b", "1-2" })
	void numbers_and_other_texts_stay_as_they_are(String text) {
		assertThat(Csv.cell(text)).isEqualTo(text);
	}
}
