package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sc.fovea.image.roi.LabelRois;

/** Real images, where a folder with them is given as FOVEA_SHARED (property or environment) or lies beside the project. */
class RealImagesTest {

	private static final Path SHARED = Path.of(Optional.ofNullable(System.getProperty("FOVEA_SHARED"))
		.or(() -> Optional.ofNullable(System.getenv("FOVEA_SHARED"))).orElse("../shared"));

	@BeforeEach
	void requireImages() {
		assumeTrue(Files.isDirectory(SHARED.resolve("samples")), "no real images at " + SHARED.toAbsolutePath());
	}

	private static List<Path> files(String folder) throws IOException {
		try (Stream<Path> files = Files.walk(SHARED.resolve(folder))) {
			return files.filter(Files::isRegularFile).filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(tiff?|png|jpe?g)"))
				.sorted().toList();
		}
	}

	@Test
	void every_sample_opens_and_its_view_has_the_pixels_of_ImageJ() throws IOException {
		List<Path> files = files("samples");
		assertThat(files).isNotEmpty();
		for (Path file : files) {
			ImagePlus image = ImageFiles.open(file);
			Hyperstack stack = Hyperstack.of(image);
			int last = image.getStackSize();
			ImageProcessor plane = image.getStack().getProcessor(last);
			int c = image.getBitDepth() == 24 ? 2 : stack.channels() - 1;
			double seen = stack.plane(c, stack.slices() - 1, stack.frames() - 1).getAt(stack.width() / 2, stack.height() / 3).getRealDouble();
			double expected = plane.getf(stack.width() / 2, stack.height() / 3);
			if (image.getBitDepth() == 24) expected = plane.get(stack.width() / 2, stack.height() / 3) & 255;
			assertThat(seen).as(file.toString()).isEqualTo(expected);
		}
	}

	@Test
	void label_images_of_the_data_sets_hold_ids() throws IOException {
		List<Path> files = files("data/dsb2018_fluo/labels");
		for (Path file : files.subList(0, Math.min(40, files.size()))) {
			ImagePlus labels = ImageFiles.open(file);
			int[] ids = LabelImage.ids(labels.getProcessor());
			int largest = LabelImage.largest(ids);
			assertThat(largest).as(file.toString()).isPositive();
			long present = java.util.Arrays.stream(ids).filter(id -> id != 0).distinct().count();
			assertThat(LabelRois.of(ids, labels.getWidth())).hasSize((int) present);
		}
	}
}
