package sc.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ij.ImagePlus;
import ij.io.Opener;
import ij.process.ImageProcessor;

public class TestImagesTest {

	private static final Path FOLDER = Path.of("test-images");

	static Stream<RenderTestImages.Picture> pictures() {
		return RenderTestImages.pictures().stream();
	}

	@ParameterizedTest
	@MethodSource("pictures")
	void the_committed_files_equal_a_fresh_rendering(RenderTestImages.Picture picture) {
		ImagePlus image = open(FOLDER.resolve(picture.file())), truth = open(FOLDER.resolve("truth").resolve(picture.truthFile()));
		List<SimulatedImage> frames = picture.frames();
		assertThat(image.getBitDepth()).isEqualTo(frames.get(0).bits());
		assertThat(truth.getBitDepth()).isEqualTo(16);
		assertThat(image.getStackSize()).isEqualTo(frames.size()).isEqualTo(truth.getStackSize());
		for (int i = 0; i < frames.size(); i++) {
			SimulatedImage frame = frames.get(i);
			assertThat(values(image.getStack().getProcessor(i + 1))).isEqualTo(unsigned(frame.pixels()));
			assertThat(values(truth.getStack().getProcessor(i + 1))).isEqualTo(frame.labels());
			assertThat(image.getWidth()).isEqualTo(frame.width()).isEqualTo(truth.getWidth());
		}
	}

	@Test
	void the_committed_smear_equals_a_fresh_rendering() throws Exception {
		BloodSmear smear = RenderTestImages.smear();
		int[] committed = values(open(FOLDER.resolve("blood-smears/images/smear.png")).getProcessor());
		assertThat(Arrays.mismatch(committed, values(smear.image()))).isEqualTo(-1);
		assertThat(VocFile.read(FOLDER.resolve("blood-smears/labels/smear.xml"))).isEqualTo(smear.boxes());
	}

	@Test
	void calibration_and_frames_are_in_the_files() {
		ImagePlus sparse = open(FOLDER.resolve("nuclei_sparse.tif")), movie = open(FOLDER.resolve("nuclei_timelapse.tif"));
		assertThat(sparse.getCalibration().pixelWidth).isEqualTo(0.5);
		assertThat(sparse.getCalibration().getUnit()).isEqualTo("micron");
		assertThat(movie.getCalibration().pixelHeight).isEqualTo(0.5);
		assertThat(movie.getCalibration().frameInterval).isEqualTo(600);
		assertThat(new int[] { movie.getNChannels(), movie.getNSlices(), movie.getNFrames() }).containsExactly(1, 1, 3);
	}

	@Test
	void the_documented_command_writes_the_set(@TempDir Path folder) throws Exception {
		RenderTestImages.main(new String[] { folder.toString() });
		for (RenderTestImages.Picture picture : RenderTestImages.pictures()) {
			assertThat(folder.resolve(picture.file())).isRegularFile();
			assertThat(Files.readAllBytes(folder.resolve("truth").resolve(picture.truthFile()))).isNotEmpty();
		}
		assertThat(folder.resolve("blood-smears/images/smear.png")).isNotEmptyFile();
		assertThat(folder.resolve("blood-smears/labels/smear.xml")).hasSameBinaryContentAs(FOLDER.resolve("blood-smears/labels/smear.xml"));
	}

	private static ImagePlus open(Path path) {
		ImagePlus image = new Opener().openImage(path.toAbsolutePath().toString());
		assertThat(image).as(path.toString()).isNotNull();
		return image;
	}

	private static int[] values(ImageProcessor processor) {
		int[] values = new int[processor.getPixelCount()];
		for (int i = 0; i < values.length; i++)
			values[i] = processor.get(i);
		return values;
	}

	private static int[] unsigned(short[] pixels) {
		int[] values = new int[pixels.length];
		Arrays.setAll(values, i -> pixels[i] & 0xffff);
		return values;
	}
}
