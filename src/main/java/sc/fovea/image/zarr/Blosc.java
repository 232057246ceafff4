package sc.fovea.image.zarr;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The container of Blosc 1 (its README_CHUNK_FORMAT): blocks that are shuffled, split and compressed. */
final class Blosc {

	private static final int HEADER = 16;
	private static final int SHUFFLE = 1;
	private static final int PLAIN = 2;
	private static final int BIT_SHUFFLE = 4;
	private static final int NOT_SPLIT = 16;
	private static final int MOST_SPLITS = 16;
	private static final int LEAST_SPLIT = 128;

	private Blosc() {}

	/** @param expected how many bytes must come */
	static byte[] decode(byte[] packed, int expected) throws ZarrException {
		if (packed.length < HEADER) throw new ZarrException("its Blosc header has " + packed.length + " bytes");
		ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
		int flags = in.get(2);
		int typeSize = Math.max(1, in.get(3) & 255);
		int size = in.getInt(4);
		int blockSize = in.getInt(8);
		if (size != expected || blockSize < 1 && size > 0) throw new ZarrException("gives " + size + " of its " + expected + " bytes");
		byte[] all = new byte[size];
		if ((flags & PLAIN) != 0) {
			if (packed.length < HEADER + size) throw new ZarrException("gives " + (packed.length - HEADER) + " of its " + expected + " bytes");
			System.arraycopy(packed, HEADER, all, 0, size);
			return all;
		}
		for (int block = 0, from = 0; from < size; block++, from += blockSize)
			block(in, block, all, from, Math.min(blockSize, size - from), new Layout(flags, typeSize, blockSize));
		return all;
	}

	/** How blocks are made. */
	private record Layout(int flags, int typeSize, int blockSize) {

		boolean isSplit(int count) {
			boolean isWhole = count == blockSize;
			return (flags & NOT_SPLIT) == 0 && typeSize <= MOST_SPLITS && blockSize / typeSize >= LEAST_SPLIT && isWhole;
		}
	}

	private static void block(ByteBuffer in, int block, byte[] all, int from, int count, Layout layout) throws ZarrException {
		int at = in.getInt(HEADER + 4 * block);
		int parts = layout.isSplit(count) ? layout.typeSize : 1;
		byte[] bytes = new byte[count];
		int part = count / parts;
		for (int i = 0; i < parts; i++) {
			int length = in.getInt(at);
			at += 4;
			unpack(in.array(), at, length, bytes, i * part, i == parts - 1 ? count - i * part : part, layout.flags >> 5 & 7);
			at += length;
		}
		if ((layout.flags & SHUFFLE) != 0 && layout.typeSize > 1) unshuffle(bytes, layout.typeSize, all, from);
		else if ((layout.flags & BIT_SHUFFLE) != 0) unshuffleBits(bytes, layout.typeSize, all, from);
		else
			System.arraycopy(bytes, 0, all, from, count);
	}

	private static void unpack(byte[] in, int at, int length, byte[] out, int to, int count, int kind) throws ZarrException {
		if (length < 0 || at + length > in.length) throw new ZarrException("its Blosc blocks reach behind its end");
		if (length == count) {
			System.arraycopy(in, at, out, to, count);
			return;
		}
		int done = kind == 3 ? Codec.inflate(in, at, length, out, to, count) : decompressor(kind).decompress(in, at, length, out, to, count);
		if (done != count) throw new ZarrException("gives " + done + " of " + count + " bytes in a Blosc block");
	}

	private static Decompressor decompressor(int kind) throws ZarrException {
		return switch (kind) {
			case 1 -> new Lz4Decompressor();
			case 2 -> new SnappyDecompressor();
			case 4 -> new ZstdDecompressor();
			default -> throw new ZarrException("is compressed with " + (kind == 0 ? "BloscLZ" : "Blosc's codec " + kind)
				+ ", which is not read here; lz4, zlib, zstd and snappy are");
		};
	}

	/** Bytes that were put apart by their place in a number. */
	private static void unshuffle(byte[] bytes, int typeSize, byte[] all, int from) {
		int count = bytes.length / typeSize;
		for (int place = 0; place < typeSize; place++)
			for (int i = 0; i < count; i++)
				all[from + i * typeSize + place] = bytes[place * count + i];
		int rest = count * typeSize;
		System.arraycopy(bytes, rest, all, from + rest, bytes.length - rest);
	}

	/** Bits that were put apart by their place in a number; of a number of elements that is no multiple of 8 the rest is as it was. */
	private static void unshuffleBits(byte[] bytes, int typeSize, byte[] all, int from) {
		int count = bytes.length / typeSize / 8 * 8;
		int row = count / 8;
		for (int bit = 0; bit < typeSize * 8; bit++)
			for (int i = 0; i < count; i++) {
				int value = bytes[bit * row + i / 8] >> (i & 7) & 1;
				all[from + i * typeSize + bit / 8] |= (byte) (value << (bit & 7));
			}
		int rest = count * typeSize;
		System.arraycopy(bytes, rest, all, from + rest, bytes.length - rest);
	}
}
