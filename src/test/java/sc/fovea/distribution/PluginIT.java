package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.distribution.Distribution.Ended;

/** The example of {@code plugins/}, built from its own Maven project, in a distribution and in ImageJ. */
class PluginIT {

	private static final Path JAR = Distribution.HOME.resolveSibling("plugins/vignette-augmentation/target/vignette-augmentation-1.0.0.jar");

	@TempDir
	Path folder;

	private Path recipe;

	@BeforeEach
	void writeRecipe() throws IOException {
		recipe = Files.writeString(folder.resolve("lens.json"), "{\"name\": \"my lens\", \"steps\": [{\"use\": \"vignette\", \"angle_range\": [40, 40]}]}");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
	void beside_the_distribution_it_is_listed_and_works_in_a_recipe_and_alone() throws Exception {
		Path home = copy();
		assertThat(fovea(home, "recipes").out()).contains("elastic").doesNotContain("vignette");
		Files.createDirectory(home.resolve("plugins"));
		Files.copy(JAR, home.resolve("plugins/vignette.jar"));
		assertThat(fovea(home, "recipes").out()).contains("  vignette         Darkens the corners, as a lens does.\n      angle_range [10, 40]: Angle");
		Path data = Files.createDirectories(folder.resolve("data"));
		Files.createDirectory(data.resolve("images"));
		Files.copy(Distribution.IMAGES.resolve("nuclei_sparse.tif"), data.resolve("images/a.tif"));
		for (Object use : new Object[] { recipe, "vignette" }) {
			Ended ended = fovea(home, "augment", "--data", data, "--recipe", use, "--variants", 1, "--output", folder.resolve("out"));
			assertThat(ended.exit()).as(ended.err()).isZero();
			assertThat(ended.out()).startsWith("1 variant of 1 image, ");
		}
		assertThat(folder.resolve("out/images/a_1.tif")).isRegularFile();
	}

	/** The distribution without the library that runs networks, which is large and not needed here. */
	private Path copy() throws IOException {
		Path home = folder.resolve("fovea");
		for (String part : List.of("bin", "lib")) {
			Files.createDirectories(home.resolve(part));
			try (Stream<Path> files = Files.list(Distribution.HOME.resolve(part))) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					Files.copy(file, home.resolve(part).resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
				}
			}
		}
		return home;
	}

	private static Ended fovea(Path home, Object... arguments) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/fovea").toString());
		for (Object argument : arguments) {
			builder.command().add(argument.toString());
		}
		return Distribution.run(builder);
	}

	@Test
	void on_the_class_path_of_imagej_macros_use_it() throws Exception {
		Distribution.installPlugin(folder);
		Files.copy(JAR, Files.createDirectory(folder.resolve("jars")).resolve(JAR.getFileName()));
		Path macro = Files.writeString(folder.resolve("test.ijm"), """
			newImage("white", "8-bit", 101, 101, 1);
			run("Set...", "value=200");
			run("Augment...", "recipe=[%s] variants=2 seed=1");
			print("corner " + getPixel(0, 0) + " middle " + getPixel(50, 50) + " slices " + nSlices);
			""".formatted(recipe.toString().replace('\\', '/')));
		Ended ended = Distribution.imageJ(new Distribution.ImageJ(folder, ""), HeadlessMacro.class, macro, "");
		long corner = Math.round(200 * Math.pow(Math.cos(Math.toRadians(40)), 4));
		assertThat(ended.out()).as(ended.err()).containsPattern("corner (" + corner + "|" + (corner + 1) + "|" + (corner + 2) + ") middle 200 slices 2");
	}
}
