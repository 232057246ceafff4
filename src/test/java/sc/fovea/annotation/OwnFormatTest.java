package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ImageFileException;

/** A stranger's format, as the page of {@link AnnotationFormat} shows it. */
class OwnFormatTest {

	/** A line for each circle: x, y and radius. */
	private static final class Circles implements AnnotationFormat {

		@Override
		public String name() {
			return "circles";
		}

		@Override
		public boolean reads(Path file) {
			return file.toString().endsWith(".circles");
		}

		@Override
		public AnnotationFile open(Path file) {
			return AnnotationFile.ofImage(file, extent -> {
				Collector objects = new Collector(file, extent);
				for (String line : lines(file)) {
					objects.add(Tag.of("cell"), PixelMask.ofPolygon(List.of(circle(line)), extent.width(), extent.height()));
				}
				return objects.annotations();
			});
		}

		private static List<String> lines(Path file) throws ImageFileException {
			try {
				return Files.readAllLines(file);
			}
			catch (IOException e) {
				throw new ImageFileException("Cannot read \"" + file + "\".", e);
			}
		}

		private static double[] circle(String line) {
			String[] numbers = line.split(" ");
			double[] ring = new double[128];
			for (int i = 0; i < 64; i++) {
				ring[2 * i] = Double.parseDouble(numbers[0]) + Double.parseDouble(numbers[2]) * Math.cos(i * Math.PI / 32);
				ring[2 * i + 1] = Double.parseDouble(numbers[1]) + Double.parseDouble(numbers[2]) * Math.sin(i * Math.PI / 32);
			}
			return ring;
		}
	}

	@Test
	void a_plugin_is_asked_first_and_its_objects_are_used_like_all_others(@TempDir Path root) throws IOException {
		Folder folder = new Folder(root).image("i.tif").text("labels/i.circles", "5 5 3\n30 30 2\n");
		AnnotationFormats formats = AnnotationFormats.with(List.of(new Circles(), new VocFormat()));
		assertThat(formats.formats()).hasSize(AnnotationFormats.own().formats().size() + 1);
		AnnotatedImage image = DataSet.open(folder.root(), formats).images().get(0);
		assertThat(image.source().format()).isEqualTo("circles");
		Annotations read = image.annotations();
		assertThat(read.objects()).hasSize(1);
		assertThat(read.objects().get(0).mask().orElseThrow().area()).isBetween(24, 32);
		assertThat(read.skips()).extracting(Skip::reason).hasSize(1);
	}
}
