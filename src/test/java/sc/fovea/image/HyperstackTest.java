package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.Cursor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperstackTest {

	private static ImagePlus random(String type) {
		ImagePlus image = IJ.createHyperStack("random", 7, 5, 2, 3, 4, type.equals("8-bit") ? 8 : type.equals("16-bit") ? 16 : 32);
		Random random = new Random(1);
		for (int n = 1; n <= image.getStackSize(); n++)
			for (int y = 0; y < 5; y++)
				for (int x = 0; x < 7; x++)
					image.getStack().getProcessor(n).setf(x, y, random.nextInt(type.equals("8-bit") ? 256 : 65_536));
		return image;
	}

	private static double at(RandomAccessibleInterval<? extends RealType<?>> pixels, long... position) {
		return pixels.getAt(position).getRealDouble();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8-bit", "16-bit", "32-bit" })
	void every_pixel_is_where_ImageJ_has_it(String type) {
		ImagePlus image = random(type);
		Hyperstack stack = Hyperstack.of(image);
		assertThat(new int[] { stack.width(), stack.height(), stack.channels(), stack.slices(), stack.frames() }).containsExactly(7, 5, 2, 3, 4);
		for (int t = 0; t < 4; t++)
			for (int z = 0; z < 3; z++)
				for (int c = 0; c < 2; c++) {
					ImageProcessor plane = image.getStack().getProcessor(image.getStackIndex(c + 1, z + 1, t + 1));
					assertThat(at(stack.pixels(), 6, 4, c, z, t)).isEqualTo(plane.getf(6, 4));
					assertThat(at(stack.plane(c, z, t), 3, 1)).isEqualTo(plane.getf(3, 1));
					assertThat(at(stack.image(z, t), 2, 3, c)).isEqualTo(plane.getf(2, 3));
				}
	}

	@ParameterizedTest
	@ValueSource(strings = { "8-bit", "16-bit", "32-bit" })
	void writing_through_the_view_changes_the_image(String type) {
		ImagePlus image = random(type);
		Hyperstack.of(image).plane(1, 2, 3).getAt(4, 3).setReal(77);
		assertThat(image.getStack().getProcessor(image.getStackIndex(2, 3, 4)).getf(4, 3)).isEqualTo(77);
	}

	@Test
	void a_single_plane_is_shared_too() {
		ImagePlus image = IJ.createImage("one", "8-bit black", 4, 3, 1);
		Hyperstack.of(image).pixels().getAt(1, 2, 0, 0, 0).setReal(9);
		assertThat(image.getProcessor().get(1, 2)).isEqualTo(9);
	}

	@Test
	void cursors_walk_the_planes_in_order() {
		ImagePlus image = random("16-bit");
		Cursor<? extends RealType<?>> cursor = Views.flatIterable(Hyperstack.of(image).pixels()).cursor();
		for (int n = 1; n <= image.getStackSize(); n++)
			for (int i = 0; i < 35; i++)
				assertThat(cursor.next().getRealFloat()).isEqualTo(image.getStack().getProcessor(n).getf(i));
	}

	@Test
	void rgb_has_three_channels_that_can_be_written() {
		ImagePlus image = IJ.createImage("rgb", "RGB black", 4, 3, 2);
		image.getStack().getProcessor(2).set(1, 2, new Color(10, 20, 30).getRGB());
		image.getStack().getProcessor(2).set(3, 0, 0xff112233);
		Hyperstack stack = Hyperstack.of(image);
		assertThat(stack.channels()).isEqualTo(3);
		assertThat(stack.slices()).isEqualTo(2);
		for (int c = 0; c < 3; c++)
			assertThat(at(stack.pixels(), 1, 2, c, 1, 0)).isEqualTo(10 * (c + 1));
		stack.plane(2, 1, 0).getAt(3, 0).setReal(200);
		assertThat(image.getStack().getProcessor(2).get(3, 0) & 0xffffff).isEqualTo(0x1122c8);
		stack.plane(0, 1, 0).getAt(3, 0).setReal(7);
		assertThat(image.getStack().getProcessor(2).get(3, 0) & 0xffffff).isEqualTo(0x0722c8);
	}

	@Test
	void frames_of_an_rgb_image_stay_frames() {
		ImagePlus image = IJ.createImage("rgb", "RGB black", 4, 3, 6);
		image.setDimensions(1, 2, 3);
		image.getStack().getProcessor(image.getStackIndex(1, 2, 3)).set(0, 0, 0x070000);
		Hyperstack stack = Hyperstack.of(image);
		assertThat(new int[] { stack.channels(), stack.slices(), stack.frames() }).containsExactly(3, 2, 3);
		assertThat(at(stack.plane(0, 1, 2), 0, 0)).isEqualTo(7);
	}

	@Test
	void a_grey_image_with_a_colourful_table_stays_grey() {
		ImagePlus image = IJ.createImage("fire", "8-bit ramp", 256, 2, 1);
		image.setLut(Glasbey.lut());
		assertThat(Hyperstack.of(image).channels()).isEqualTo(1);
		assertThat(at(Hyperstack.of(image).plane(0, 0, 0), 200, 1)).isEqualTo(200);
	}

	@Test
	void an_image_without_pixels_is_refused() {
		assertThatThrownBy(() -> Hyperstack.of(new ImagePlus())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0x0");
	}

	@Test
	void a_plane_that_is_not_there_is_refused() {
		Hyperstack stack = Hyperstack.of(random("8-bit"));
		assertThatThrownBy(() -> stack.plane(2, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("channel 2");
		assertThatThrownBy(() -> stack.image(0, 4)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("frame 4");
	}

	/** Each pixel of slice n is n; notes which slices were asked for. */
	private static final class Counting extends VirtualStack {

		private final List<Integer> asked = new ArrayList<>();
		private final int slices;

		Counting(int slices) {
			super(6, 4, null, "");
			this.slices = slices;
		}

		@Override
		public ImageProcessor getProcessor(int n) {
			asked.add(n);
			ByteProcessor plane = new ByteProcessor(6, 4);
			plane.set(n);
			return plane;
		}

		@Override
		public int getSize() {
			return slices;
		}

		@Override
		public int size() {
			return slices;
		}
	}

	@Test
	void a_virtual_stack_is_read_slice_by_slice() {
		Counting slices = new Counting(24);
		ImagePlus image = new ImagePlus("virtual", slices);
		image.setDimensions(2, 3, 4);
		Hyperstack stack = Hyperstack.of(image);
		slices.asked.clear();
		for (int t = 0; t < 4; t++)
			assertThat(at(stack.plane(1, 2, t), 5, 3)).isEqualTo(image.getStackIndex(2, 3, t + 1));
		assertThat(slices.asked).containsExactly(6, 12, 18, 24);
		assertThat(at(stack.plane(1, 2, 3), 0, 0)).isEqualTo(24);
		assertThat(slices.asked).as("the last slice is still known").hasSize(4);
	}

	@Test
	void a_long_virtual_stack_is_not_kept_in_memory() {
		VirtualStack slices = new VirtualStack(2000, 1000, null, "") {

			@Override
			public ImageProcessor getProcessor(int n) {
				return new ByteProcessor(2000, 1000);
			}

			@Override
			public int getSize() {
				return 3000;
			}

			@Override
			public int size() {
				return 3000;
			}
		};
		RandomAccess<? extends RealType<?>> access = Hyperstack.of(new ImagePlus("6 GB", slices)).pixels().randomAccess();
		double sum = 0;
		for (int z = 0; z < 3000; z += 2)
			sum += access.setPositionAndGet(5, 5, 0, z, 0).getRealDouble();
		assertThat(sum).isZero();
	}

	@Test
	void a_planar_image_is_shared_on_the_way_back() {
		Img<UnsignedShortType> pixels = PlanarImgs.unsignedShorts(5, 4, 2, 3, 2);
		ImagePlus image = Hyperstack.toImagePlus(pixels, "back", new PixelSize(0.5, 0.5, 1, "µm"));
		assertThat(image.getDimensions()).containsExactly(5, 4, 2, 3, 2);
		assertThat(image.getBitDepth()).isEqualTo(16);
		pixels.getAt(4, 3, 1, 2, 1).set(60_000);
		assertThat(image.getStack().getProcessor(image.getStackIndex(2, 3, 2)).get(4, 3)).isEqualTo(60_000);
		assertThat(PixelSize.of(image)).isEqualTo(new PixelSize(0.5, 0.5, 1, "µm"));
	}

	@Test
	void a_plane_in_one_array_is_shared_and_a_crop_is_copied() {
		byte[] array = new byte[12];
		array[5] = (byte) 200;
		Img<UnsignedByteType> pixels = ArrayImgs.unsignedBytes(array, 4, 3);
		assertThat(Hyperstack.toImagePlus(pixels, "a", PixelSize.PIXEL).getProcessor().getPixels()).isSameAs(array);
		ImagePlus crop = Hyperstack.toImagePlus(Views.interval(pixels, new long[] { 1, 1 }, new long[] { 2, 2 }), "b", PixelSize.PIXEL);
		assertThat((byte[]) crop.getProcessor().getPixels()).containsExactly((byte) 200, 0, 0, 0);
	}

	@Test
	void there_and_back_is_the_same_image() {
		for (String type : List.of("8-bit", "16-bit", "32-bit")) {
			ImagePlus image = random(type);
			ImagePlus back = Hyperstack.toImagePlus(Hyperstack.of(image).pixels(), "back", PixelSize.PIXEL);
			assertThat(back.getDimensions()).isEqualTo(image.getDimensions());
			for (int n = 1; n <= image.getStackSize(); n++)
				assertThat(back.getStack().getPixels(n)).as(type).isEqualTo(image.getStack().getPixels(n));
		}
	}

	@Test
	void other_types_become_32_bit() {
		ImagePlus image = Hyperstack.toImagePlus(ArrayImgs.doubles(new double[] { 0.5, -2 }, 2, 1), "d", PixelSize.PIXEL);
		assertThat(image.getBitDepth()).isEqualTo(32);
		assertThat((float[]) image.getProcessor().getPixels()).containsExactly(0.5f, -2f);
	}

	@Test
	void the_colour_table_of_labels_starts_black_and_is_distinct() {
		LUT lut = Glasbey.lut();
		List<Integer> colours = new ArrayList<>();
		for (int i = 0; i < 256; i++)
			colours.add(lut.getRGB(i) & 0xffffff);
		assertThat(colours.get(0)).isZero();
		assertThat(colours).doesNotHaveDuplicates();
		assertThat(Glasbey.colour(1)).isEqualTo(colours.get(1)).isEqualTo(Glasbey.colour(256));
		assertThat(new ARGBType(colours.get(1))).isNotEqualTo(new ARGBType(colours.get(2)));
	}
}
