package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.process.LUT;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images are seen as the screen shows them; labels are the stored numbers. */
class ShownImageTest {

	@TempDir
	Path folder;

	private Path kind(String name) throws IOException {
		try (InputStream in = ShownImageTest.class.getResourceAsStream("tiffs/" + name)) {
			return Files.write(folder.resolve(name), in.readAllBytes());
		}
	}

	private static int at(Hyperstack image, int x, int y, int c) {
		return (int) image.plane(c, 0, 0).getAt(x, y).getRealFloat();
	}

	@Test
	void a_palette_is_its_colours_and_for_labels_its_numbers() throws IOException {
		BufferedImage picture = ImageIO.read(kind("palette.tif").toFile()); // Java's own reader of TIFF
		ImagePlus image = ImageFiles.open(folder.resolve("palette.tif"));
		Hyperstack shown = Hyperstack.of(image);
		assertThat(shown.channels()).isEqualTo(3);
		for (int x = 0; x < 20; x++)
			for (int c = 0; c < 3; c++)
				assertThat(at(shown, x, 9, c)).isCloseTo(picture.getRGB(x, 9) >> 16 - 8 * c & 255, org.assertj.core.api.Assertions.within(1));
		assertThat(Hyperstack.stored(image).channels()).isOne();
		assertThat(at(Hyperstack.stored(image), 5, 9, 0)).isBetween(0, 6);
	}

	@Test
	void a_png_with_a_palette_is_its_colours() throws IOException {
		IndexColorModel colours = new IndexColorModel(8, 3, new byte[] { 0, 10, (byte) 200 }, new byte[] { 0, 20, 30 }, new byte[] { 0, 90, 5 });
		BufferedImage picture = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, colours);
		picture.getRaster().setSample(1, 0, 0, 1);
		picture.getRaster().setSample(2, 0, 0, 2);
		Path file = folder.resolve("p.png");
		ImageIO.write(picture, "png", file.toFile());
		Hyperstack shown = Hyperstack.of(ImageFiles.open(file));
		assertThat(new int[] { at(shown, 1, 0, 0), at(shown, 1, 0, 1), at(shown, 1, 0, 2), at(shown, 2, 0, 0) }).containsExactly(10, 20, 90, 200);
		assertThat(at(Hyperstack.stored(ImageFiles.open(file)), 2, 0, 0)).isEqualTo(2);
		assertThat(ValueImage.open(file).channels()).isEqualTo(3);
		assertThat(ValueImage.openLabels(file).channels()).isOne();
	}

	@Test
	void white_is_zero_is_turned_round() throws IOException {
		ImagePlus image = ImageFiles.open(kind("white_is_zero8.tif"));
		assertThat(at(Hyperstack.of(image), 3, 4, 0)).isEqualTo(255 - image.getProcessor().get(3, 4));
		assertThat(at(Hyperstack.stored(image), 3, 4, 0)).isEqualTo(image.getProcessor().get(3, 4));
	}

	@Test
	void a_table_of_colours_leaves_grey_alone() {
		ImagePlus image = IJ.createImage("a", 4, 4, 1, 8);
		image.getProcessor().set(1, 1, 77);
		byte[] ramp = new byte[256];
		for (int i = 0; i < 256; i++)
			ramp[i] = (byte) i;
		image.setLut(new LUT(new byte[256], ramp, new byte[256]));
		assertThat(Hyperstack.of(image).channels()).isOne();
		assertThat(at(Hyperstack.of(image), 1, 1, 0)).isEqualTo(77);
	}

	@Test
	void signed_numbers_of_ImageJ_are_what_they_mean() throws IOException {
		ImagePlus image = IJ.createImage("a", 4, 4, 1, 16);
		image.getProcessor().set(1, 1, 32768 + 7);
		image.getProcessor().set(2, 1, 32768 - 5);
		image.getCalibration().setSigned16BitCalibration();
		assertThat(at(Hyperstack.of(image), 1, 1, 0)).isEqualTo(7);
		Path file = folder.resolve("s.tif");
		ImageWriter.saveTiff(image, file);
		Hyperstack back = Hyperstack.stored(ImageFiles.open(file));
		assertThat(new int[] { at(back, 1, 1, 0), at(back, 2, 1, 0) }).containsExactly(7, -5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "int8_le.tif", "int16_be.tif", "int64_le.tif" })
	void signed_labels_are_not_lifted(String name) throws IOException {
		float[] pixels = (float[]) ImageFiles.open(kind(name)).getProcessor().getPixels();
		assertThat(pixels[0]).isBetween(-60f, -50f);
	}

	/** Width in µm, 0 for unknown. */
	@ParameterizedTest
	@CsvSource({ "2,µm,1,0.5", "2,Âµm,1,0.5", "2,u,1,0", "2,um,2,0.5", "2,\\u00B5m,1,0.5", "2,micron,1,0.5", "0,µm,1,0", "1000,µm,1,0", "1000,mm,1,1",
		"72,,2,0",
		"300,,2,0", "118.11,,3,0", "28.35,,3,0", "39077,,2,0.65", "15384.6,,3,0.65", "96,,2,0", "2,pixel,1,0", "0.0005,µm,1,0" })
	void resolutions_of_microscopes_count_and_placeholders_do_not(double perUnit, String unit, int resolutionUnit, double expected) throws IOException {
		Path file = folder.resolve("r.tif");
		writeTiff(file, "ImageJ=1.54p\n" + (unit == null ? "" : "unit=" + unit + "\n"), perUnit, resolutionUnit);
		PixelSize size = PixelSize.of(ImageFiles.open(file));
		assertThat(size.micrometresPerPixel().orElse(0)).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-5));
	}

	private static void writeTiff(Path file, String description, double perUnit, int resolutionUnit) throws IOException {
		byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
		java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(600).order(java.nio.ByteOrder.LITTLE_ENDIAN);
		int[][] tags = { { 256, 4, 1, 2 }, { 257, 4, 1, 2 }, { 258, 3, 1, 8 }, { 259, 3, 1, 1 }, { 262, 3, 1, 1 }, { 270, 2, text.length, 300 },
			{ 273, 4, 1, 500 },
			{ 277, 3, 1, 1 }, { 278, 4, 1, 2 }, { 279, 4, 1, 4 }, { 282, 5, 1, 520 }, { 283, 5, 1, 520 }, { 296, 3, 1, resolutionUnit } };
		out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.length);
		for (int[] tag : tags)
			out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
		out.put(300, text);
		out.putInt(520, (int) Math.round(perUnit * 10_000)).putInt(524, 10_000);
		Files.write(file, out.array());
	}

	@Test
	void a_tag_that_claims_gigabytes_is_refused_at_once() throws IOException {
		Path file = folder.resolve("claims.tif");
		writeTiff(file, "", 1, 1);
		byte[] content = Files.readAllBytes(file);
		java.nio.ByteBuffer.wrap(content).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(10 + 5 * 12 + 4, Integer.MAX_VALUE);
		Files.write(file, content);
		assertThatThrownBy(() -> ImageFiles.open(file)).isInstanceOf(ImageFileException.class).hasMessageContaining("claims.tif");
	}
}
