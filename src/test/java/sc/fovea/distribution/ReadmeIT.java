package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.distribution.Distribution.Ended;
import sc.fovea.distribution.Readme.Block;
import sc.fovea.train.TextureFolders;

/** Runs every code block of the README. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the blocks are for a shell")
class ReadmeIT {

	private static final Pattern MINUTES = Pattern.compile("--minutes \\d+");

	@TempDir
	Path folder;

	@BeforeEach
	void linkWhatACloneHas() throws IOException {
		Files.createDirectory(folder.resolve("target"));
		Files.createSymbolicLink(folder.resolve("target/fovea"), Distribution.HOME);
		for (String zip : Distribution.zips()) {
			Files.createSymbolicLink(folder.resolve("target").resolve(zip), Distribution.HOME.resolveSibling(zip));
		}
		for (String name : List.of("test-images", "macros")) {
			Files.createSymbolicLink(folder.resolve(name), Path.of(name).toAbsolutePath());
		}
	}

	@Test
	void there_are_only_blocks_that_are_run_here() throws IOException {
		assertThat(Readme.blocks()).extracting(Block::language).isSubsetOf("sh", "ijm", "java").contains("sh", "ijm", "java");
		assertThat(Readme.blocks().get(0).code()).contains("package").contains("segment test-images");
		assertThat(Readme.blocks().get(1).code()).isEqualTo("mvn verify\n");
		assertThat(Files.readString(Path.of(".ci/run"))).containsPattern("mvn .*verify\n");
	}

	@TestFactory
	Stream<DynamicTest> shell_commands_succeed() throws IOException {
		return Readme.quick("sh").stream().map(block -> dynamicTest(block.code(), () -> {
			Ended ended = shell(block.code(), folder);
			assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
		}));
	}

	@Test
	void the_drop_ins_hold_what_they_need() throws Exception {
		for (Block block : Readme.quick("sh")) {
			if (block.code().contains("unzip")) assertThat(shell(block.code(), folder).exit()).isZero();
		}
		assertThat(names("Fiji/plugins/Fovea")).contains("tensorflow", "Fovea_.jar", "liblinear.jar", "jhdf.jar", "aircompressor.jar", "xz.jar")
			.doesNotContain("scijava-common.jar", "snakeyaml.jar");
		assertThat(names("Fiji/plugins/Fovea/tensorflow")).contains("tensorflow-core-api.jar");
		assertThat(names("ImageJ/plugins/Fovea")).contains("scijava-common.jar", "snakeyaml.jar").doesNotContain("ij.jar", "ij1-patcher.jar");
	}

	@Test
	void the_macro_runs() throws Exception {
		Distribution.installPlugin(folder);
		for (Block block : Readme.quick("ijm")) {
			String code = block.code().replace("test-images", Distribution.IMAGES.toString());
			Path macro = Files.writeString(folder.resolve("block.ijm"), code);
			Ended ended = Distribution.imageJ(new Distribution.ImageJ(folder, ""), HeadlessMacro.class, macro, "");
			assertThat(ended.out()).containsPattern("nuclei_touching_labels is the active image, with \\d+ objects.").contains("result: null");
		}
	}

	@Test
	void the_java_code_compiles_and_runs() throws Exception {
		for (Block block : Readme.quick("java")) {
			Path source = Files.writeString(folder.resolve("CountNuclei.java"), block.code());
			String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
			Ended ended = Distribution
				.run(new ProcessBuilder(java, "-cp", Distribution.HOME.resolve("lib") + "/*", source.toString()).directory(folder.toFile()));
			assertThat(ended.out()).as(ended.err()).matches(
				Pattern.compile("\\d\\d nuclei in 256x256 pixels\nA map of 128x128 probabilities\n"));
		}
	}

	/** The minutes of training are cut to a few steps. */
	@Test
	@Tag("slow")
	void a_model_is_trained_and_used() throws Exception {
		for (String name : List.of("nuclei_touching", "nuclei_sparse")) {
			Path images = Files.createDirectories(folder.resolve("annotated/images"));
			Path labels = Files.createDirectories(folder.resolve("annotated/labels"));
			Files.copy(Distribution.IMAGES.resolve(name + ".tif"), images.resolve(name + ".tif"));
			Files.copy(Distribution.IMAGES.resolve("truth/" + name + "_truth.tif"), labels.resolve(name + ".tif"));
		}
		TextureFolders.write(folder.resolve("cells"), 5);
		Files.move(folder.resolve("cells/fine"), folder.resolve("cells/lymphocyte"));
		for (Block block : Readme.blocks()) {
			if (!block.isSlow() || block.code().startsWith("mvn")) continue;
			assertThat(block.code()).containsPattern(MINUTES);
			Ended ended = shell(MINUTES.matcher(block.code()).replaceAll("--steps 10"), folder);
			assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
		}
		assertThat(names("results")).hasSize(17);
		assertThat(folder.resolve("mine.zip")).isNotEmptyFile();
		assertThat(folder.resolve("classes.csv")).content().hasLineCount(6);
		assertThat(folder.resolve("scores/confusion_matrix.csv")).isNotEmptyFile();
	}

	/** From a copy of the sources, as from a fresh clone. */
	@Test
	@Tag("slow")
	void command_one_builds_and_segments() throws Exception {
		Path clone = Files.createDirectory(folder.resolve("fresh clone"));
		List<String> sources = List.of("pom.xml", "src", "macros", "test-images", "LICENSE", "CHANGES.md", "README.md");
		for (String name : sources) {
			assertThat(Distribution.run(new ProcessBuilder("cp", "-r", name, clone.toString())).exit()).isZero();
		}
		Ended ended = shell(Readme.blocks().get(0).code(), clone);
		assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
		assertThat(ended.out()).contains("4 images, ");
		assertThat(names("fresh clone/results")).hasSize(17);
	}

	private Ended shell(String code, Path where) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", code).directory(where.toFile());
		builder.environment().put("FIJI", folder.resolve("Fiji").toString());
		builder.environment().put("IMAGEJ", folder.resolve("ImageJ").toString());
		return Distribution.run(builder);
	}

	private List<String> names(String path) throws IOException {
		try (Stream<Path> files = Files.list(folder.resolve(path))) {
			return new ArrayList<>(files.map(file -> file.getFileName().toString()).sorted().toList());
		}
	}
}
