package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {

	@TempDir
	Path folder;

	private static ImagePlus noise(int bits, int channels, int slices, int frames) {
		ImagePlus image = IJ.createHyperStack("noise", 31, 17, channels, slices, frames, bits);
		Random random = new Random(3);
		for (int n = 1; n <= image.getStackSize(); n++)
			for (int i = 0; i < 31 * 17; i++) {
				if (bits == 32) image.getStack().getProcessor(n).setf(i, random.nextFloat() - 0.5f);
				else
					image.getStack().getProcessor(n).set(i, random.nextInt(1 << bits) | (bits == 24 ? 0xff000000 : 0));
			}
		return image;
	}

	private Path bytes(String name, int... bytes) throws IOException {
		byte[] content = new byte[bytes.length];
		for (int i = 0; i < content.length; i++)
			content[i] = (byte) bytes[i];
		return Files.write(folder.resolve(name), content);
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void what_was_saved_comes_back(int bits) throws IOException {
		ImagePlus image = noise(bits, bits == 24 ? 1 : 2, 3, 2);
		new PixelSize(0.25, 0.25, 1.5, "µm").applyTo(image);
		Path file = folder.resolve("Bild ä " + bits + ".tif");
		ImageWriter.saveTiff(image, file);
		ImagePlus back = ImageFiles.open(file);
		assertThat(back.getDimensions()).isEqualTo(image.getDimensions());
		assertThat(back.getBitDepth()).isEqualTo(bits);
		assertThat(PixelSize.of(back)).isEqualTo(PixelSize.of(image));
		for (int n = 1; n <= image.getStackSize(); n++)
			assertThat(back.getStack().getPixels(n)).isEqualTo(image.getStack().getPixels(n));
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 300, 70_000 })
	void labels_keep_their_colours_and_range_in_a_file(int largest) throws IOException {
		ImagePlus labels = LabelImage.of(new int[] { 0, 1, 2, largest }, 2, 2, largest, new PixelSize(0.3, 0.3, 1, "µm"), "l");
		Path file = folder.resolve("labels.tif");
		ImageWriter.saveTiff(labels, file);
		ImagePlus back = ImageFiles.open(file);
		assertThat(LabelImage.ids(back.getProcessor())).containsExactly(0, 1, 2, largest);
		assertThat(back.getDisplayRangeMax()).isEqualTo(labels.getDisplayRangeMax());
		assertThat(back.getProcessor().getLut().getRGB(1)).isEqualTo(Glasbey.lut().getRGB(1));
	}

	@Test
	void a_16_bit_png_keeps_16_bits() throws IOException {
		ImagePlus image = noise(16, 1, 1, 1);
		Path file = folder.resolve("a.png");
		ImageWriter.savePng(image, file);
		ImagePlus back = ImageFiles.open(file);
		assertThat(back.getBitDepth()).isEqualTo(16);
		assertThat(back.getProcessor().getPixels()).isEqualTo(image.getProcessor().getPixels());
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 24 })
	void png_is_lossless(int bits) throws IOException {
		ImagePlus image = noise(bits, 1, 1, 1);
		Path file = folder.resolve("a.png");
		ImageWriter.savePng(image, file);
		assertThat(ImageFiles.open(file).getProcessor().getPixels()).isEqualTo(image.getProcessor().getPixels());
	}

	@Test
	void grey_and_alpha_and_bits_are_grey() throws IOException {
		BufferedImage bits = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
		bits.setRGB(8, 1, 0xffffffff);
		Path file = folder.resolve("bits.png");
		ImageIO.write(bits, "png", file.toFile());
		ImagePlus image = ImageFiles.open(file);
		assertThat(image.getBitDepth()).isEqualTo(8);
		assertThat(image.getProcessor().get(8, 1)).isEqualTo(255);
		assertThat(image.getProcessor().get(7, 1)).isZero();
	}

	@Test
	void jpeg_of_grey_is_grey() throws IOException {
		BufferedImage grey = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
		for (int x = 0; x < 16; x++)
			for (int y = 0; y < 8; y++)
				grey.getRaster().setSample(x, y, 0, 100);
		Path file = folder.resolve("a.jpg");
		ImageIO.write(grey, "jpg", file.toFile());
		ImagePlus image = ImageFiles.open(file);
		assertThat(image.getBitDepth()).isEqualTo(8);
		assertThat(image.getProcessor().get(5, 5)).isEqualTo(100);
	}

	@Test
	void portable_maps_are_read() throws IOException {
		Path text = Files.writeString(folder.resolve("a.pgm"), "P2\n# by hand\n3 2\n255\n1 2 3\n4 5 255\n");
		assertThat((byte[]) ImageFiles.open(text).getProcessor().getPixels()).containsExactly(1, 2, 3, 4, 5, -1);
		Path binary = bytes("b.pgm", 'P', '5', ' ', '2', ' ', '1', '\n', '6', '5', '5', '3', '5', '\n', 1, 2, 255, 254);
		assertThat((short[]) ImageFiles.open(binary).getProcessor().getPixels()).containsExactly((short) 258, (short) 0xfffe);
		Path colour = bytes("c.ppm", 'P', '6', ' ', '1', ' ', '1', ' ', '2', '5', '5', '\n', 1, 2, 3);
		assertThat(ImageFiles.open(colour).getProcessor().get(0, 0) & 0xffffff).isEqualTo(0x010203);
	}

	@Test
	void a_missing_file_a_folder_and_an_empty_file_are_told_apart() throws IOException {
		assertFails(folder.resolve("none.tif"), "none.tif", "does not exist");
		assertFails(Files.createDirectory(folder.resolve("dir.tif")), "dir.tif", "folder");
		assertFails(bytes("empty.tif"), "empty.tif", "0 bytes");
	}

	@Test
	void text_is_no_image_whatever_its_name() throws IOException {
		assertFails(Files.writeString(folder.resolve("text.tif"), "Label,Area\n1,2\n"), "text.tif", "not an image", "4c 61");
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpg", "bmp", "gif", "tif" })
	void a_truncated_file_is_refused(String format) throws IOException {
		BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
		Random random = new Random(5);
		for (int i = 0; i < 64 * 64; i++)
			picture.setRGB(i % 64, i / 64, random.nextInt());
		Path whole = folder.resolve("whole." + format);
		ImageIO.write(picture, format, whole.toFile());
		if (format.equals("tif")) ImageWriter.saveTiff(new ImagePlus("rgb", picture), whole);
		byte[] content = Files.readAllBytes(whole);
		assertThat(ImageFiles.open(whole).getWidth()).isEqualTo(64);
		for (int part = 1; part < 8; part++) {
			Path cut = Files.write(folder.resolve("cut." + format), Arrays.copyOf(content, content.length * part / 8));
			assertFails(cut, "cut." + format, "truncated");
		}
	}

	@Test
	void slices_that_the_header_promises_must_be_there() throws IOException {
		Path file = folder.resolve("stack.tif");
		ImageWriter.saveTiff(noise(8, 1, 20, 1), file);
		byte[] content = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(content, content.length - 31 * 17 * 5));
		assertFails(file, "stack.tif", "truncated");
	}

	@Test
	void absurd_sizes_end_in_a_sentence_and_not_in_lack_of_memory() throws IOException {
		assertFails(tiff("huge.tif", 1 << 30, 1 << 30, 1, 8), "huge.tif", "truncated");
		assertFails(tiff("packed.tif", 1 << 30, 1 << 30, 5, 8), "packed.tif", "truncated");
		assertFails(tiff("zero.tif", 0, 5, 1, 8), "zero.tif", "0x5");
		assertFails(Files.writeString(folder.resolve("huge.pgm"), "P5 900000000 900000000 255\n"), "huge.pgm", "memory");
		assertFails(hugePng(), "huge.png", "memory");
	}

	@Test
	void kinds_of_tiff_that_cannot_be_read_are_named() throws IOException {
		assertFails(tiff("jpeg2000.tif", 4, 4, 33003, 8), "jpeg2000.tif", "JPEG 2000", "bfconvert");
		assertFails(tiff("bits.tif", 4, 4, 1, 65), "bits.tif", "65 bit");
		assertFails(bytes("big.tif", 'I', 'I', 43, 0, 8, 0, 0, 0, 0, 0), "big.tif", "truncated");
		assertFails(bytes("head.tif", 'I', 'I', 42, 0, 8, 0, 0, 0), "head.tif", "truncated");
		assertFails(bytes("ring.tif", 'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0), "ring.tif", "ring");
	}

	@Test
	void random_damage_never_ends_in_anything_but_an_image_or_a_sentence() throws IOException {
		Path file = folder.resolve("stack.tif");
		ImageWriter.saveTiff(noise(8, 1, 3, 1), file);
		byte[] content = Files.readAllBytes(file);
		Random random = new Random(11);
		for (int trial = 0; trial < 400; trial++) {
			byte[] damaged = content.clone();
			for (int i = 0; i < 3; i++)
				damaged[random.nextInt(400)] = (byte) random.nextInt(256);
			Files.write(file, damaged);
			try {
				assertThat(ImageFiles.open(file).getWidth()).isPositive();
			}
			catch (ImageFileException e) {
				assertThat(e).hasMessageContaining("stack.tif");
			}
		}
	}

	@Test
	void nothing_is_printed() throws IOException {
		PrintStream out = System.out;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setOut(new PrintStream(printed));
		try {
			a_truncated_file_is_refused("tif");
			absurd_sizes_end_in_a_sentence_and_not_in_lack_of_memory();
			random_damage_never_ends_in_anything_but_an_image_or_a_sentence();
		}
		finally {
			System.setOut(out);
		}
		assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	@Test
	void a_folder_lists_its_images_by_name() throws IOException {
		for (String name : new String[] { "b.TIF", "a.png", ".hidden.png", "notes.txt", "c.jpeg" })
			bytes(name, 1);
		Files.createDirectory(folder.resolve("d.png"));
		assertThat(ImageFiles.list(folder)).extracting(file -> file.getFileName().toString()).containsExactly("a.png", "b.TIF", "c.jpeg");
		assertThat(ImageFiles.list(folder.resolve("notes.txt"))).containsExactly(folder.resolve("notes.txt"));
		assertThatThrownBy(() -> ImageFiles.list(folder.resolve("no"))).hasMessageContaining("does not exist");
	}

	private void assertFails(Path file, String... words) {
		assertThatThrownBy(() -> ImageFiles.open(file)).isInstanceOf(ImageFileException.class).hasMessageContainingAll(words)
			.hasMessageEndingWith(".").satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
	}

	/** A little-endian TIFF of one strip, written by hand. */
	private Path tiff(String name, int width, int height, int compression, int bits) throws IOException {
		int[][] tags = { { 256, width }, { 257, height }, { 258, bits }, { 259, compression }, { 262, 1 }, { 273, 200 }, { 277, 1 }, { 278, height },
			{ 279, 16 } };
		ByteBuffer bytes = ByteBuffer.allocate(216).order(ByteOrder.LITTLE_ENDIAN);
		bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.length);
		for (int[] tag : tags)
			bytes.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
		return Files.write(folder.resolve(name), bytes.array());
	}

	/** A PNG whose header says 40,000 x 40,000. */
	private Path hugePng() throws IOException {
		ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(40_000).putInt(40_000);
		header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
		java.util.zip.CRC32 sum = new java.util.zip.CRC32();
		sum.update(header.array());
		ByteBuffer png = ByteBuffer.allocate(33).putLong(0x89504e470d0a1a0aL).putInt(13).put(header.array()).putInt((int) sum.getValue());
		return Files.write(folder.resolve("huge.png"), png.array());
	}
}
