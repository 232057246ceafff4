package sc.fovea.image.tiff;

import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Numbers of whole bytes that follow one another, as files of arrays hold them.
 *
 * @param bytes   of a number: 1, 2, 4 or 8
 * @param samples how they are read
 */
public record RawNumbers(int bytes, Samples samples) {

	/** Numbers of a kind; nothing where there is no such. @param kind u whole, i with a sign, f floating point */
	public static Optional<RawNumbers> of(char kind, int bytes, ByteOrder order) {
		boolean isSize = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
		int format = "uif".indexOf(kind) + 1;
		boolean isKnown = isSize && format > 0 && !(format == 3 && bytes == 1);
		return isKnown ? Optional.of(new RawNumbers(bytes, new Samples(8 * bytes, format, 1, order))) : Optional.empty();
	}

	/** The arrays that they come in. */
	public PixelType type() {
		return samples.type();
	}

	/** Copies one. @param index of the number in the bytes @param target by {@link #type} */
	public void copy(byte[] source, int index, Object target, int at) {
		samples.copy(source, 0, index, 0, target, at, 1);
	}

	/** Copies numbers that follow one another. */
	public void copy(byte[] source, int index, Object target, int at, int count) {
		samples.copy(source, 0, index, 0, target, at, count);
	}
}
