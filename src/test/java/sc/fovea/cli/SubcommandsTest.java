package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubcommandsTest {

	@TempDir
	Path folder;

	@Test
	void each_name_is_that_of_the_command_which_it_gives() {
		assertThat(Subcommands.names()).doesNotHaveDuplicates().contains("segment", "batch", "restore")
			.allSatisfy(name -> assertThat(Subcommands.named(name).spec().name()).isEqualTo(name));
		assertThat(Subcommands.has("restore")).isTrue();
		assertThat(Subcommands.has("segmnt")).isFalse();
		assertThatThrownBy(() -> Subcommands.named("segmnt")).hasMessage("Expected the name of a subcommand, got 'segmnt'.");
	}

	/** Classes of this package that a process of its own loads. */
	private Set<String> loaded(int exit, String... arguments) throws IOException, InterruptedException {
		Path log = folder.resolve("classes.txt");
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xlog:class+load:file=" + log,
			"-cp", System.getProperty("java.class.path"), Fovea.class.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile()).start();
		assertThat(process.waitFor()).as(Files.readString(folder.resolve("out.txt"))).isEqualTo(exit);
		String start = "sc.fovea.cli.";
		return Files.readAllLines(log).stream().filter(line -> line.contains(start))
			.map(line -> line.substring(line.indexOf(start) + start.length()).replaceFirst("\\W.*", "")).collect(Collectors.toSet());
	}

	@Test
	void a_call_makes_no_command_but_its_own() throws Exception {
		assertThat(loaded(0, "segment", "--help")).contains("SegmentFiles").doesNotContain("ClassifyFiles", "TrainModel", "RestoreFiles");
	}

	@Test
	void a_plan_makes_no_commands_but_those_of_its_steps() throws Exception {
		Path plan = Files.writeString(folder.resolve("plan.yaml"), "input: a.tif\noutput: out\nsteps:\n  - command: detect\n    probability: high\n");
		assertThat(loaded(2, "batch", plan.toString())).contains("BatchFiles", "DetectFiles").doesNotContain("SegmentFiles", "ClassifyFiles", "TrainModel");
	}
}
