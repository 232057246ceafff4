package sc.fovea.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingLibraryTest {

	@Test
	void the_library_is_named_by_its_jar() {
		assertThat(MissingLibrary.sentence(new NoClassDefFoundError("org/yaml/snakeyaml/DumperOptions"))).contains("SnakeYAML (snakeyaml-2.5.jar");
		assertThat(MissingLibrary.sentence(new NoClassDefFoundError("org/scijava/parsington/Token"))).contains("Parsington");
	}

	/** Java's second message about a class that failed before. */
	@Test
	void the_class_is_the_last_word_of_the_message() {
		assertThat(MissingLibrary.sentence(new NoClassDefFoundError("Could not initialize class com.google.gson.Gson"))).contains("gson-2.10.1.jar");
		assertThat(MissingLibrary.sentence(new NoClassDefFoundError("org/other/Thing"))).contains("the library with the class org.other.Thing;");
	}
}
