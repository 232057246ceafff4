package sc.fovea.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.list.ListImgFactory;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

class ImageSourceTest {

	private static final long[] EXTENTS = { 23, 17, 3 };
	private static final Region REGION = new Region(4, 3, 15, 12);

	static Stream<Img<?>> images() {
		return Stream.of(storages(new UnsignedByteType()), storages(new ByteType()), storages(new UnsignedShortType()), storages(new UnsignedIntType()),
			storages(new FloatType()), storages(new DoubleType())).flatMap(s -> s);
	}

	private static <T extends NativeType<T> & RealType<T>> Stream<Img<?>> storages(T type) {
		Stream<ImgFactory<T>> factories = Stream.of(new ArrayImgFactory<>(type), new PlanarImgFactory<>(type), new CellImgFactory<>(type, 5),
			new ListImgFactory<>(type));
		return factories.map(ImageSourceTest::filled);
	}

	private static <T extends RealType<T>> Img<T> filled(ImgFactory<T> factory) {
		Img<T> image = factory.create(EXTENTS);
		Cursor<T> cursor = image.localizingCursor();
		while (cursor.hasNext()) {
			T pixel = cursor.next();
			pixel.setReal(value(cursor.getLongPosition(0), cursor.getLongPosition(1), cursor.getLongPosition(2)));
		}
		return image;
	}

	private static float value(long x, long y, long c) {
		return (x * 7 + y * 13 + c * 41) % 127;
	}

	@ParameterizedTest
	@MethodSource("images")
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void every_storage_and_type_gives_the_same_numbers(Img<?> image) {
		checkWithViews((Img) image);
	}

	private static <T extends RealType<T>> void checkWithViews(Img<T> image) {
		check(image);
		check(Views.translate(image, -100, 7, 2));
		check(Views.permute(Views.permute(image, 0, 1), 1, 0));
		check(Views.interval(Views.extendBorder(image), image));
		check(Views.invertAxis(Views.invertAxis(image, 0), 0));
	}

	private static void check(RandomAccessibleInterval<? extends RealType<?>> image) {
		TileSource source = ImageSource.of(image);
		assertThat(new long[] { source.width(), source.height(), source.channels() }).containsExactly(EXTENTS);
		float[] target = new float[REGION.width() * REGION.height() * 3];
		source.read(REGION, target);
		for (int i = 0; i < target.length; i++) {
			int pixel = i / 3;
			assertThat(target[i]).isEqualTo(value(REGION.x() + pixel % REGION.width(), REGION.y() + pixel / REGION.width(), i % 3));
		}
	}

	@Test
	void a_plane_is_one_channel() {
		TileSource source = ImageSource.of(ArrayImgs.unsignedBytes(new byte[] { 1, 2, 3, 4, 5, (byte) 255 }, 3, 2));
		float[] target = new float[4];
		source.read(new Region(1, 0, 2, 2), target);
		assertThat(target).containsExactly(2, 3, 5, 255);
		assertThat(source.channels()).isOne();
	}

	@Test
	void other_dimensions_are_refused() {
		assertThatThrownBy(() -> ImageSource.of(ArrayImgs.floats(2, 2, 2, 2)))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("4 dimensions");
	}

	@Test
	void affine_maps_each_channel_and_clips() {
		TileSource image = ImageSource.of(ArrayImgs.floats(new float[] { 0, 1, 2, 10, 20, 30 }, 3, 1, 2));
		float[] target = new float[6];
		AffineSource.of(image, new float[] { 2, 0.1f }, new float[] { 1, -1 }).read(new Region(0, 0, 3, 1), target);
		assertThat(target).containsExactly(1, 0, 3, 1, 5, 2);
		AffineSource.of(image, new float[] { 2, 0.1f }, new float[] { 1, -1 }).clipped(0.5f, 4).read(new Region(0, 0, 3, 1), target);
		assertThat(target).containsExactly(1, 0.5f, 3, 1, 4, 2);
		assertThatThrownBy(() -> AffineSource.of(image, new float[1], new float[2])).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("2 channels");
	}

	@Test
	void the_mirrored_image_continues_with_the_edge_pixel_twice() {
		TileSource image = new MirroredSource(ImageSource.of(ArrayImgs.floats(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2)));
		float[] target = new float[2 * 5];
		image.read(new Region(2, 0, 2, 5), target);
		assertThat(target).containsExactly(3, 3, 6, 6, 6, 6, 3, 3, 3, 3);
		float[] row = new float[8];
		image.read(new Region(0, 0, 8, 1), row);
		assertThat(row).containsExactly(1, 2, 3, 3, 2, 1, 1, 2);
	}

	@Test
	void only_the_pixels_that_are_needed_are_read() {
		TileSource far = new MirroredSource(new NoiseImage(1, 1_000_003, 1_000_001));
		float[] target = new float[16 * 16];
		far.read(new Region(999_996, 999_992, 16, 16), target);
		assertThat(target[9 * 16 + 7]).isEqualTo(NoiseImage.value(1_000_002, 1_000_000, 0));
	}
}
