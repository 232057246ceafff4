package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image of ImgLib2 with any order of dimensions is seen as (x, y, c, z, t). */
class NamedAxesTest {

	private static final String ORDER = "XYCZT";
	private static final long[] SIZE = { 7, 6, 5, 4, 3 };

	/** All 120 orders. */
	static Stream<String> orders() {
		return orders("", ORDER);
	}

	private static Stream<String> orders(String begun, String left) {
		if (left.isEmpty()) return Stream.of(begun);
		return left.chars().mapToObj(c -> String.valueOf((char) c)).flatMap(name -> orders(begun + name, left.replace(name, "")));
	}

	/** Each pixel holds its place as a number of digits x, y, c, z, t; dimensions that are not among the axes count as 0. */
	private static Img<UnsignedShortType> places(String axes) {
		Img<UnsignedShortType> image = ArrayImgs.unsignedShorts(axes.chars().mapToLong(name -> SIZE[ORDER.indexOf(name)]).toArray());
		Cursor<UnsignedShortType> cursor = image.localizingCursor();
		while (cursor.hasNext()) {
			cursor.fwd();
			int value = 0;
			for (int digit = 0; digit < ORDER.length(); digit++) {
				int axis = axes.indexOf(ORDER.charAt(digit));
				value = 10 * value + (axis < 0 ? 0 : cursor.getIntPosition(axis));
			}
			cursor.get().set(value);
		}
		return image;
	}

	private static void requirePlaces(RandomAccessibleInterval<? extends RealType<?>> pixels) {
		Cursor<? extends RealType<?>> cursor = Views.flatIterable(pixels).localizingCursor();
		while (cursor.hasNext()) {
			double value = cursor.next().getRealDouble();
			int expected = 0;
			for (int axis = 0; axis < ORDER.length(); axis++)
				expected = 10 * expected + cursor.getIntPosition(axis);
			if (value != expected) assertThat(value).as(Arrays.toString(cursor.positionAsLongArray())).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@MethodSource("orders")
	void every_order_of_dimensions_is_seen_as_one(String axes) {
		Hyperstack stack = Hyperstack.of(places(axes), axes, PixelSize.PIXEL);
		assertThat(stack.pixels().dimensionsAsLongArray()).isEqualTo(SIZE);
		requirePlaces(stack.pixels());
	}

	@ParameterizedTest
	@CsvSource({ "XY, 1, 1, 1", "YX, 1, 1, 1", "CXY, 5, 1, 1", "XYZ, 1, 4, 1", "TXYC, 5, 1, 3", "xyt, 1, 1, 3", "ZYX, 1, 4, 1" })
	void dimensions_that_are_missing_have_the_size_one(String axes, int channels, int slices, int frames) {
		Hyperstack stack = Hyperstack.of(places(axes.toUpperCase()), axes, PixelSize.PIXEL);
		assertThat(new int[] { stack.width(), stack.height(), stack.channels(), stack.slices(), stack.frames() }).containsExactly(7, 6, channels, slices,
			frames);
		requirePlaces(stack.pixels());
	}

	@Test
	void the_first_pixel_is_the_minimum_of_the_interval() {
		RandomAccessibleInterval<UnsignedShortType> moved = Views.translate(places("CYX"), -3, 1000, 5_000_000_000L);
		Hyperstack stack = Hyperstack.of(moved, "CYX", PixelSize.PIXEL);
		requirePlaces(stack.pixels());
		assertThat(stack.plane(4, 0, 0).getAt(6, 5).getRealDouble()).isEqualTo(65_400);
	}

	@Test
	void pixels_are_shared() {
		Img<UnsignedShortType> image = places("CXY");
		Hyperstack.of(image, "CXY", PixelSize.PIXEL).plane(2, 0, 0).getAt(4, 3).setReal(77);
		assertThat(image.getAt(2, 4, 3).get()).isEqualTo(77);
		RandomAccessibleInterval<?> same = Hyperstack.of(places(ORDER), ORDER, PixelSize.PIXEL).pixels();
		assertThat(same).as("no view where none is needed").isInstanceOf(Img.class);
	}

	/** Else each pixel would be read by itself. */
	@ParameterizedTest
	@ValueSource(strings = { "XY", "YX", "CXY", "XYC", "TZXYC", "XYCZT" })
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void planes_are_read_by_blocks(String axes) {
		RandomAccessibleInterval plane = Hyperstack.of(Views.translate(places(axes), new long[axes.length()]), axes, PixelSize.PIXEL).plane(0, 0, 0);
		short[] block = new short[7 * 6];
		PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.FAIL).copy(new long[2], block, new int[] { 7, 6 });
		assertThat(block[7 * 5 + 6]).isEqualTo((short) 65_000);
	}

	@Test
	void size_and_title_are_those_that_were_given() {
		PixelSize size = new PixelSize(0.5, 0.25, 2, "micron");
		Hyperstack stack = Hyperstack.of(places("XY"), "XY", size).withTitle("cells");
		assertThat(stack.pixelSize()).isEqualTo(size);
		assertThatThrownBy(() -> stack.plane(1, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageStartingWith("\"cells\" has 1 channel(s)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "XY", "XYCZ", "XYX", "XYS", "XY ", "" })
	void names_that_do_not_fit_the_dimensions_are_refused(String axes) {
		assertThatThrownBy(() -> Hyperstack.of(places("XYC"), axes, PixelSize.PIXEL)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("\"axes\" must name each of the 3 dimensions of the image by another letter of X, Y, C, Z and T, but is \"" + axes + "\".");
	}

	@Test
	void an_image_without_rows_or_pixels_is_refused() {
		assertThatThrownBy(() -> Hyperstack.of(places("XYC"), "XCT", PixelSize.PIXEL)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("\"axes\" must name X and Y among the dimensions of the image, but is \"XCT\".");
		assertThatThrownBy(() -> Hyperstack.of(Views.interval(places("XY"), new FinalInterval(3, 0)), "XY", PixelSize.PIXEL))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessage("An image of 1 to 2147483647 pixels along each dimension is expected, but this one is [3, 0].");
	}
}
