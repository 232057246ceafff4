package sc.fovea.image;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fovea.image.tiff.PixelType;
import sc.fovea.image.tiff.RawNumbers;

/** NumPy's files of one array ({@code .npy}, format 1 to 3). */
final class NpyFiles {

	private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([?biuf])(\\d+)'");
	private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, ]*)\\)");
	private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*True");
	private static final int LARGEST_HEADER = 1 << 16;

	private NpyFiles() {}

	static ImagePlus open(Path file) throws ImageFileException {
		try (FileChannel channel = FileChannel.open(file)) {
			return read(file, channel);
		}
		catch (ImageFileException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as NumPy array: " + e.getMessage() + ".", e);
		}
		catch (IOException | ArithmeticException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as NumPy array: it is truncated or damaged (" + e.getMessage() + ").", e);
		}
	}

	private static ImagePlus read(Path file, FileChannel channel) throws IOException {
		ByteBuffer start = RawArray.bytes(channel, 0, 12);
		boolean isFirst = start.get(6) == 1;
		int length = isFirst ? Short.toUnsignedInt(start.getShort(8)) : start.getInt(8);
		if (length < 0 || length > LARGEST_HEADER) throw new ImageFileException("its header has " + length + " bytes");
		int from = isFirst ? 10 : 12;
		String header = StandardCharsets.ISO_8859_1.decode(RawArray.bytes(channel, from, length)).toString();
		RawNumbers numbers = type(header);
		long[] shape = shape(header);
		long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
		long needed = Math.multiplyExact(count, numbers.bytes());
		if (from + length + needed > channel.size())
			throw new ImageFileException("it is truncated: its header promises " + needed + " bytes, but " + (channel.size() - from - length) + " are there");
		if (shape.length < 2) throw new ImageFileException("2 to 5 axes are expected, but there are " + shape.length);
		ImageFiles.requireMemory(file, (double) count * numbers.type().bytes());
		boolean isFortran = FORTRAN.matcher(header).find();
		long[] ordered = isFortran ? reversed(shape) : shape;
		String axes = ArrayImage.guessedAxes(shape, numbers.type());
		ArrayImage array = new ArrayImage(isFortran ? new StringBuilder(axes).reverse().toString() : axes, ordered, numbers.type());
		RawArray raw = new RawArray(channel, from + length, array, numbers);
		return array.toImagePlus(file.getFileName().toString(), PixelSize.PIXEL, raw::plane);
	}

	private static RawNumbers type(String header) throws ImageFileException {
		Matcher type = TYPE.matcher(header);
		if (!type.find()) throw new ImageFileException("plain numbers are expected, but its header is " + header.strip());
		ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
		String kind = type.group(2).equals("?") || type.group(2).equals("b") ? "u" : type.group(2);
		return RawNumbers.of(kind.charAt(0), Integer.parseInt(type.group(3)), order)
			.orElseThrow(() -> new ImageFileException("numbers of type " + type.group(2) + type.group(3) + " cannot be read"));
	}

	private static long[] shape(String header) throws ImageFileException {
		Matcher shape = SHAPE.matcher(header);
		if (!shape.find()) throw new ImageFileException("its header has no shape");
		return Arrays.stream(shape.group(1).split(",")).map(String::strip).filter(s -> !s.isEmpty()).mapToLong(Long::parseLong).toArray();
	}

	private static long[] reversed(long[] shape) {
		long[] reversed = new long[shape.length];
		for (int i = 0; i < shape.length; i++)
			reversed[i] = shape[shape.length - 1 - i];
		return reversed;
	}
}
