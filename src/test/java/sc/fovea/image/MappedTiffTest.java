package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedTiffTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void every_pixel_and_the_calibration_are_those_of_ImageJ(int bits) throws IOException {
		ImagePlus image = IJ.createHyperStack("noise", 41, 29, bits == 24 ? 1 : 2, 3, 2, bits);
		Random random = new Random(bits);
		for (int n = 1; n <= image.getStackSize(); n++)
			for (int i = 0; i < 41 * 29; i++) {
				if (bits == 32) image.getStack().getProcessor(n).setf(i, random.nextFloat());
				else
					image.getStack().getProcessor(n).set(i, random.nextInt(1 << bits) | (bits == 24 ? 0xff000000 : 0));
			}
		new PixelSize(0.5, 0.25, 2, "µm").applyTo(image);
		Path file = folder.resolve("a.tif");
		ImageWriter.saveTiff(image, file);
		MappedTiff mapped = MappedTiff.open(file);
		assertThat(mapped.pixelSize()).isEqualTo(PixelSize.of(image));
		assertSame(mapped.pixels(), Hyperstack.of(image).pixels());
		ImagePlus opened = mapped.toImagePlus();
		assertThat(opened.getDimensions()).isEqualTo(image.getDimensions());
		assertThat(opened.getBitDepth()).isEqualTo(bits);
		assertSame(Hyperstack.of(opened).pixels(), Hyperstack.of(image).pixels());
		for (int n = 1; n <= image.getStackSize(); n++)
			for (int i = 0; i < 41 * 29; i++)
				assertThat(opened.getStack().getProcessor(n).getf(i)).isEqualTo(image.getStack().getProcessor(n).getf(i));
		assertThat(opened.getProcessor().getf(7)).isEqualTo(image.getProcessor().getf(7));
		assertThat(opened.getDimensions()).as("after ImageJ asked for pixels").isEqualTo(image.getDimensions());
	}

	private static void assertSame(RandomAccessibleInterval<? extends RealType<?>> a, RandomAccessibleInterval<? extends RealType<?>> b) {
		assertThat(a.dimensionsAsLongArray()).isEqualTo(b.dimensionsAsLongArray());
		var cursor = b.localizingCursor();
		while (cursor.hasNext())
			assertThat(cursor.next().getRealFloat()).isEqualTo(a.getAt(cursor).getRealFloat());
	}

	/** A TIFF header by hand; pixels start at byte 256. */
	private static ByteBuffer header(ByteOrder order, int width, int height, int bits) {
		int[][] tags = { { 256, width }, { 257, height }, { 258, bits }, { 259, 1 }, { 262, 1 }, { 273, 256 }, { 277, 1 }, { 278, height },
			{ 279, (int) ((long) width * height * bits / 8) } };
		ByteBuffer bytes = ByteBuffer.allocate(256).order(order);
		bytes.put(order == ByteOrder.BIG_ENDIAN ? new byte[] { 'M', 'M' } : new byte[] { 'I', 'I' }).putShort((short) 42).putInt(8);
		bytes.putShort((short) tags.length);
		for (int[] tag : tags)
			bytes.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
		return bytes.clear();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void both_byte_orders_are_read(boolean isBig) throws IOException {
		ByteOrder order = isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
		ByteBuffer pixels = ByteBuffer.allocate(12).order(order);
		for (int i = 0; i < 6; i++)
			pixels.putShort((short) (1000 * i + 40_000));
		Path file = folder.resolve("a.tif");
		Files.write(file, concat(header(order, 3, 2, 16), pixels.clear()));
		RandomAccessibleInterval<? extends RealType<?>> image = MappedTiff.open(file).pixels();
		for (int i = 0; i < 6; i++)
			assertThat(image.getAt(i % 3, i / 3, 0, 0, 0).getRealDouble()).isEqualTo(1000 * i + 40_000);
		ImageProcessor byImageJ = ImageFiles.open(file).getProcessor();
		assertThat(byImageJ.get(2, 1)).isEqualTo(45_000);
	}

	private static byte[] concat(ByteBuffer a, ByteBuffer b) {
		return ByteBuffer.allocate(a.remaining() + b.remaining()).put(a).put(b).array();
	}

	@Test
	void a_plane_of_a_gigabyte_stays_in_the_file() throws IOException {
		Path file = folder.resolve("large.tif");
		int side = 32_768;
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
			channel.write(header(ByteOrder.LITTLE_ENDIAN, side, side, 8));
			channel.write(ByteBuffer.wrap(new byte[] { 77 }), 256 + (long) side * side - 1);
			channel.write(ByteBuffer.wrap(new byte[] { 55 }), 256 + (long) side * side / 2 + 3);
		}
		ImagePlus image = ImageFiles.open(file);
		Hyperstack stack = Hyperstack.of(image);
		assertThat(stack.width()).isEqualTo(side);
		assertThat(stack.plane(0, 0, 0).getAt(side - 1, side - 1).getRealDouble()).isEqualTo(77);
		assertThat(stack.plane(0, 0, 0).getAt(3, side / 2).getRealDouble()).isEqualTo(55);
		double sum = 0;
		for (int y = 0; y < side; y += 1024)
			sum += stack.plane(0, 0, 0).getAt(1, y).getRealDouble();
		assertThat(sum).isZero();
	}

	@Test
	void what_cannot_be_mapped_is_said() throws IOException {
		Path file = folder.resolve("a.tif");
		Files.write(file, concat(header(ByteOrder.LITTLE_ENDIAN, 8, 1, 1), ByteBuffer.allocate(1)));
		assertThatThrownBy(() -> MappedTiff.open(file)).isInstanceOf(ImageFileException.class).hasMessageContaining("1 bit");
	}
}
