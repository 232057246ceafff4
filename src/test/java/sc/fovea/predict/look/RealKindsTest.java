package sc.fovea.predict.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.tile.ImageSource;

/** On real images, where a folder with them is given as FOVEA_SHARED or lies beside the project. */
@Tag("slow")
@EnabledIf("areThere")
class RealKindsTest {

	private static final Path DATA = Path.of(System.getenv().getOrDefault("FOVEA_SHARED", "../shared")).resolve("data");

	static boolean areThere() {
		return Files.isDirectory(DATA.resolve("dsb2018_fluo"));
	}

	@ParameterizedTest
	@CsvSource({ "dsb2018_fluo, FLUORESCENCE, 1", "mnfinder_fluo, FLUORESCENCE, 1", "dsb2018_he, HISTOLOGY, 0.97", "dsb2018_brightfield, BRIGHT_FIELD, 1",
		"bccd_detection, BLOOD_SMEAR, 0.99", "microplastics_holo_cls, OTHER, 0.94" })
	void images_of_every_kind_are_told_apart(String set, ImageKind kind, double share) throws IOException {
		Path folder = DATA.resolve(set);
		List<Path> files;
		try (Stream<Path> found = Files.walk(Files.isDirectory(folder.resolve("images")) ? folder.resolve("images") : folder)) {
			files = found.filter(f -> f.toString().matches("(?i).*\\.(png|jpg|jpeg|tif|bmp)")).sorted().toList();
		}
		long right = 0;
		for (Path file : files) {
			Hyperstack image = Hyperstack.of(ImageFiles.open(file));
			right += ImageKind.of(ImageTraits.of(ImageSource.of(image.channels() == 1 ? image.plane(0, 0, 0) : image.image(0, 0)))) == kind ? 1 : 0;
		}
		assertThat((double) right / files.size()).as(right + " of " + files.size()).isGreaterThanOrEqualTo(share);
	}
}
