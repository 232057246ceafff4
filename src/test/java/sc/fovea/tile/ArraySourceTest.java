package sc.fovea.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import sc.fovea.image.Hyperstack;

/** What is read out of ImageJ's arrays is to the bit what ImgLib2 gives. */
class ArraySourceTest {

	private static final int WIDTH = 13;
	private static final int HEIGHT = 7;

	static Stream<ImagePlus> images() {
		return Stream.of(filled(new ByteProcessor(WIDTH, HEIGHT), 1, 1, 1), filled(new ByteProcessor(WIDTH, HEIGHT), 3, 2, 2),
			filled(new ShortProcessor(WIDTH, HEIGHT), 2, 3, 1), filled(new FloatProcessor(WIDTH, HEIGHT), 2, 1, 3),
			filled(new ColorProcessor(WIDTH, HEIGHT), 1, 2, 2));
	}

	private static ImagePlus filled(ImageProcessor model, int channels, int slices, int frames) {
		SplittableRandom random = new SplittableRandom(channels + 10 * slices);
		ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int n = 0; n < channels * slices * frames; n++) {
			ImageProcessor pixels = model.createProcessor(WIDTH, HEIGHT);
			for (int i = 0; i < WIDTH * HEIGHT; i++) {
				pixels.set(i, random.nextInt());
			}
			stack.addSlice(pixels);
		}
		ImagePlus image = new ImagePlus(model.getClass().getSimpleName(), stack);
		image.setDimensions(channels, slices, frames);
		return image;
	}

	private static void check(TileSource fast, TileSource general) {
		assertThat(fast).isInstanceOf(ArraySource.class);
		assertThat(new long[] { fast.width(), fast.height(), fast.channels() }).containsExactly(general.width(), general.height(), general.channels());
		for (Region region : new Region[] { new Region(0, 0, WIDTH, HEIGHT), new Region(3, 2, 5, 4), new Region(WIDTH - 1, HEIGHT - 1, 1, 1) }) {
			float[] read = new float[(int) region.area() * fast.channels()];
			float[] expected = new float[read.length];
			fast.read(region, read);
			general.read(region, expected);
			assertThat(read).as(region.toString()).containsExactly(expected);
		}
	}

	@ParameterizedTest
	@MethodSource("images")
	void all_channels_of_a_plane_are_those_of_the_general_way(ImagePlus image) {
		Hyperstack stack = Hyperstack.of(image);
		for (int z = 0; z < stack.slices(); z++) {
			for (int t = 0; t < stack.frames(); t++) {
				check(ImageSource.of(stack, z, t), ImageSource.of(stack.image(z, t)));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("images")
	void one_channel_is_that_of_the_general_way(ImagePlus image) {
		Hyperstack stack = Hyperstack.of(image);
		for (int c = 0; c < stack.channels(); c++) {
			check(ImageSource.of(stack, c, stack.slices() - 1, 0), ImageSource.of(stack.plane(c, stack.slices() - 1, 0)));
		}
	}

	@Test
	void what_is_not_in_memory_is_read_the_general_way() {
		VirtualStack stack = new VirtualStack(WIDTH, HEIGHT) {

			@Override
			public ImageProcessor getProcessor(int n) {
				return new ByteProcessor(WIDTH, HEIGHT);
			}

			@Override
			public Object getPixels(int n) {
				return getProcessor(n).getPixels();
			}

			@Override
			public int getSize() {
				return 2;
			}
		};
		assertThat(ImageSource.of(Hyperstack.of(new ImagePlus("virtual", stack)), 1, 0)).isInstanceOf(ImageSource.class);
	}
}
