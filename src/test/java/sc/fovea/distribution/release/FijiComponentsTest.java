package sc.fovea.distribution.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FijiComponentsTest {

	private static final Pattern PARENT = Pattern.compile("<artifactId>pom-scijava</artifactId>\\s*<version>([^<]+)</version>");

	@Test
	void versions_are_those_that_the_parent_manages() throws IOException {
		Map<String, String> managed = managed();
		Map<String, String> listed = FijiComponents.listed().versions();
		Map<String, String> ofParent = new LinkedHashMap<>();
		listed.keySet().forEach(name -> ofParent.put(name, managed.get(name + ".version")));
		assertThat(listed).isEqualTo(ofParent).hasSizeGreaterThan(10);
	}

	/** The properties of the parent POM, one in terms of another resolved. */
	private static Map<String, String> managed() throws IOException {
		Matcher parent = PARENT.matcher(Files.readString(Path.of("pom.xml")));
		assertThat(parent.find()).isTrue();
		Path repository = Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
		Path pom = repository.resolve("org/scijava/pom-scijava/" + parent.group(1) + "/pom-scijava-" + parent.group(1) + ".pom");
		assumeTrue(Files.exists(pom), "the parent POM is not in " + repository);
		Map<String, String> properties = new LinkedHashMap<>();
		Matcher property = Pattern.compile("<([\\w.-]+\\.version)>([^<]*)<").matcher(Files.readString(pom));
		while (property.find()) {
			properties.putIfAbsent(property.group(1), property.group(2));
		}
		for (int depth = 0; depth < 3; depth++) {
			properties.replaceAll((name, value) -> value.startsWith("${") ? properties.getOrDefault(value.substring(2, value.length() - 1), value) : value);
		}
		return properties;
	}

	@Test
	void a_library_is_known_by_its_name_and_not_by_the_beginning_of_another_name() throws IOException {
		FijiComponents fiji = FijiComponents.listed();
		assertThat(List.of("ij-1.54p.jar", "imglib2-7.1.5.jar", "snakeyaml-1.33.jar", "javassist-3.30.2-GA.jar")).allMatch(fiji::has);
		assertThat(List.of("ijp-toolkit-1.0.jar", "imglib2-algorithm-0.18.jar", "jhdf-0.13.0.jar")).noneMatch(fiji::has);
	}
}
