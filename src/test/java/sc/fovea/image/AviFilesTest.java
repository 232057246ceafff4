package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.AVI_Reader;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Films that ImageJ wrote, as ImageJ reads them, and films made by hand of what it does not write. */
class AviFilesTest {

	private static final int WIDTH = 22;
	private static final int HEIGHT = 14;
	private static final int FRAMES = 5;

	@TempDir
	Path folder;

	private static ImagePlus film(boolean isColoured) {
		ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int t = 0; t < FRAMES; t++) {
			ImageProcessor frame = isColoured ? new ColorProcessor(WIDTH, HEIGHT) : new ByteProcessor(WIDTH, HEIGHT);
			for (int y = 0; y < HEIGHT; y++) {
				for (int x = 0; x < WIDTH; x++) {
					frame.set(x, y, isColoured ? 10 * x << 16 | 15 * y << 8 | 30 * t : 4 * x + 5 * y + 20 * t);
				}
			}
			stack.addSlice(frame);
		}
		return new ImagePlus("film", stack);
	}

	private Path written(boolean isColoured, int compression) throws IOException {
		Path file = folder.resolve("film.avi");
		ImagePlus film = film(isColoured);
		film.getCalibration().fps = 8;
		new AVI_Writer().writeImage(film, file.toString(), compression, 95);
		return file;
	}

	@ParameterizedTest
	@CsvSource({ "false,false,0", "true,false,0", "false,true,3", "true,true,3" })
	void films_of_ImageJ_are_read_as_it_reads_them(boolean isColoured, boolean isJpeg, int tolerance) throws IOException {
		Path file = written(isColoured, isJpeg ? AVI_Writer.JPEG_COMPRESSION : AVI_Writer.NO_COMPRESSION);
		ImagePlus ours = ImageFiles.open(file);
		ImagePlus theirs = AVI_Reader.open(file.toString(), false);
		assertThat(new int[] { ours.getWidth(), ours.getHeight(), ours.getNChannels(), ours.getNSlices(), ours.getNFrames() }).containsExactly(WIDTH, HEIGHT, 1,
			1,
			FRAMES);
		assertThat(ours.getCalibration().fps).isCloseTo(8, within(1e-6));
		assertThat(ours.getCalibration().frameInterval).as("of the recording, which is not known").isZero();
		for (int t = 1; t <= FRAMES; t++) {
			ColorProcessor a = ours.getStack().getProcessor(t).convertToColorProcessor();
			ColorProcessor b = theirs.getStack().getProcessor(t).convertToColorProcessor();
			for (int i = 0; i < WIDTH * HEIGHT; i++) {
				for (int shift = 0; shift <= 16; shift += 8) {
					assertThat(a.get(i) >> shift & 255).isCloseTo(b.get(i) >> shift & 255, within(tolerance));
				}
			}
		}
		if (!isJpeg && !isColoured) assertThat(ours.getStack().getProcessor(3).get(4, 5)).isEqualTo(4 * 4 + 5 * 5 + 20 * 2);
	}

	private static byte[] piece(String name, byte[]... parts) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			body.writeBytes(part);
		}
		ByteBuffer piece = ByteBuffer.allocate(8 + body.size() + body.size() % 2).order(ByteOrder.LITTLE_ENDIAN);
		return piece.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(body.size()).put(body.toByteArray()).array();
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/** The format of a film. @param palette entries */
	private static byte[] format(int width, int height, int bits, String code, int... palette) {
		ByteBuffer format = ByteBuffer.allocate(40 + 4 * palette.length).order(ByteOrder.LITTLE_ENDIAN);
		format.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits).put(code.isEmpty() ? new byte[4] : text(code));
		format.putInt(0).putInt(0).putInt(0).putInt(palette.length).putInt(0);
		Arrays.stream(palette).forEach(format::putInt);
		return format.array();
	}

	private Path avi(byte[] format, byte[]... frames) throws IOException {
		byte[] sound = piece("LIST", text("strl"), piece("strh", Arrays.copyOf(text("auds"), 56)), piece("strf", new byte[18]));
		byte[] stream = piece("LIST", text("strl"), piece("strh", Arrays.copyOf(text("vids"), 56)), piece("strf", format));
		ByteArrayOutputStream movi = new ByteArrayOutputStream();
		for (byte[] frame : frames) {
			movi.writeBytes(piece("00wb", new byte[7]));
			movi.writeBytes(piece("01db", frame));
		}
		return Files.write(folder.resolve("made.avi"), piece("RIFF", text("AVI "), piece("LIST", text("hdrl"), piece("avih", new byte[56]), sound, stream),
			piece("JUNK", new byte[10]), piece("LIST", text("movi"), piece("LIST", text("rec "), movi.toByteArray()))));
	}

	/** Without alpha. */
	private static int[] colours(Object pixels) {
		return Arrays.stream((int[]) pixels).map(rgb -> rgb & 0xffffff).toArray();
	}

	@Test
	void rows_from_the_top_palettes_bytes_that_mean_nothing_and_empty_frames_are_understood() throws IOException {
		ImagePlus coloured = ImageFiles.open(avi(format(3, -2, 8, "", 0xff0000, 0x00ff00, 0x0000ff), new byte[] { 0, 1, 2, 9, 2, 1, 0, 9 }, new byte[0]));
		assertThat(coloured.getStackSize()).as("an empty frame is the one before it").isEqualTo(2);
		assertThat(colours(coloured.getStack().getPixels(2))).containsExactly(0xff0000, 0x00ff00, 0x0000ff, 0x0000ff, 0x00ff00,
			0xff0000);
		ImagePlus grey = ImageFiles.open(avi(format(3, 2, 8, "", 0, 0x808080, 0xffffff), new byte[] { 0, 1, 2, 9, 2, 1, 0, 9 }));
		assertThat((byte[]) grey.getProcessor().getPixels()).as("from the bottom").containsExactly(255, 128, 0, 0, 128, 255);
		ImagePlus four = ImageFiles.open(avi(format(1, 2, 32, ""), new byte[] { 1, 2, 3, 77, 4, 5, 6, 88 }));
		assertThat(colours(four.getProcessor().getPixels())).containsExactly(0x060504, 0x030201);
		ImagePlus y800 = ImageFiles.open(avi(format(3, 2, 8, "Y800"), new byte[] { 1, 2, 3, 4, 5, 6 }));
		assertThat((byte[]) y800.getProcessor().getPixels()).containsExactly(1, 2, 3, 4, 5, 6);
	}

	@Test
	void pictures_without_their_tables_are_decoded_with_the_usual_ones() throws IOException {
		ImagePlus whole = ImageFiles.open(written(false, AVI_Writer.JPEG_COMPRESSION));
		byte[] all = Files.readAllBytes(folder.resolve("film.avi"));
		int at = new String(all, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00d8\u00ff");
		int size = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(at - 4);
		ByteArrayOutputStream bare = new ByteArrayOutputStream();
		byte[] jpeg = Arrays.copyOfRange(all, at, at + size);
		for (int from = 0; from < jpeg.length;) {
			int length = from == 0 ? 2 : 2 + ((jpeg[from + 2] & 255) << 8 | jpeg[from + 3] & 255);
			boolean isScan = (jpeg[from + 1] & 255) == 0xda;
			if ((jpeg[from + 1] & 255) != 0xc4) bare.write(jpeg, from, isScan ? jpeg.length - from : length);
			from += isScan ? jpeg.length : length;
		}
		assertThat(bare.size()).isLessThan(jpeg.length);
		ImagePlus read = ImageFiles.open(avi(format(WIDTH, HEIGHT, 24, "MJPG"), bare.toByteArray()));
		assertThat(read.getProcessor().convertToByteProcessor().getPixels()).isEqualTo(whole.getStack().getProcessor(1).convertToByteProcessor().getPixels());
	}

	@Test
	void what_cannot_be_read_is_refused_with_what_to_do() throws IOException {
		refused(avi(format(3, 2, 24, "XVID"), new byte[18]), "compressed as \"XVID\"", "ffmpeg");
		refused(avi(format(3, 2, 16, ""), new byte[18]), "16 bits a pixel");
		refused(avi(format(3, 2, 8, ""), new byte[5]), "frame 1 has 5 bytes, where 8 are expected");
		refused(avi(format(3, 2, 24, "MJPG"), new byte[50]), "frame 1 is no JPEG");
		refused(avi(format(3, 0, 8, ""), new byte[8]), "3x0 pixels");
		refused(avi(format(60000, 60000, 8, ""), new byte[8]), "60000x60000 pixels");
		refused(avi(format(3, 2, 8, "")), "no frames");
		refused(Files.write(folder.resolve("a.avi"), piece("RIFF", text("AVI "))), "no film");
		byte[] whole = Files.readAllBytes(written(true, AVI_Writer.NO_COMPRESSION));
		refused(Files.write(folder.resolve("b.avi"), Arrays.copyOf(whole, whole.length / 2)), "truncated");
	}

	private static void refused(Path file, String... parts) {
		assertThatThrownBy(() -> ImageFiles.open(file)).isInstanceOf(ImageFileException.class).hasMessageContainingAll(parts)
			.hasMessageContaining(file.getFileName().toString()).message().endsWith(".").doesNotContain("null");
	}

	@Test
	void damage_is_a_sentence_and_never_anything_else() throws IOException {
		Random random = new Random(8);
		int refused = 0;
		for (int kind = 0; kind < 4; kind++) {
			byte[] whole = Files.readAllBytes(written(kind % 2 == 1, kind < 2 ? AVI_Writer.NO_COMPRESSION : AVI_Writer.JPEG_COMPRESSION));
			for (int i = 0; i < 250; i++) {
				byte[] damaged = i % 3 == 0 ? Arrays.copyOf(whole, 20 + random.nextInt(whole.length - 20)) : whole.clone();
				for (int n = 0; n < 6 && i % 3 > 0; n++)
					damaged[12 + random.nextInt(Math.min(whole.length, i % 2 == 0 ? 400 : whole.length) - 12)] = (byte) random.nextInt(256);
				Path file = Files.write(folder.resolve("bad.avi"), damaged);
				try {
					Pixels.describe(ImageFiles.open(file));
				}
				catch (ImageFileException e) {
					refused++;
					assertThat(e.getMessage()).contains("bad.avi").endsWith(".").doesNotContain("\n");
				}
			}
		}
		assertThat(refused).isBetween(400, 990);
	}
}
