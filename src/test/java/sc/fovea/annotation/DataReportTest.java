package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class DataReportTest {

	@Test
	void of_many_classes_only_the_largest_are_listed() {
		Map<String, Double> shares = new LinkedHashMap<>();
		shares.put("background", 0.5);
		for (int c = 1; c <= 20; c++) {
			shares.put("class " + c, c / 500.0);
		}
		DataReport report = new DataReport(Map.of("label image", 1), Map.of(), shares, new double[0], 0, List.of());
		String line = report.lines().stream().filter(l -> l.startsWith("Pixels: ")).findFirst().orElseThrow();
		assertThat(line).startsWith("Pixels: background 50.0 %, class 20 4.0 %, class 19 3.8 %").endsWith(", and 9 others").doesNotContain("class 9 ");
	}
}
