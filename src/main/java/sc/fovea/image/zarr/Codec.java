package sc.fovea.image.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** Undoes one step of how a chunk was packed. */
interface Codec {

	/**
	 * The bytes before the step.
	 *
	 * @param expected how many bytes must come
	 * @throws ZarrException if they do not
	 */
	byte[] decode(byte[] packed, int expected) throws ZarrException;

	/** The step of a Zarr 2 compressor. */
	static Codec ofCompressor(JsonObject compressor) throws ZarrException {
		return named(compressor.get("id").getAsString());
	}

	/** The step of a name. */
	static Codec named(String name) throws ZarrException {
		return switch (name) {
			case "blosc" -> Blosc::decode;
			case "zlib" -> Codec::zlib;
			case "gzip" -> Codec::gzip;
			case "zstd" -> Codec::zstd;
			case "lz4" -> Codec::lz4;
			case "crc32c" -> (packed, expected) -> Arrays.copyOf(packed, Math.max(0, packed.length - 4));
			default -> throw new ZarrException("it is packed with \"" + name + "\", which is not read here; blosc, zlib, gzip, zstd and lz4 are");
		};
	}

	/** The steps of Zarr 3 that pack bytes, in the order in which they are undone. */
	static List<Codec> ofCodecs(JsonArray codecs) throws ZarrException {
		List<Codec> steps = new ArrayList<>();
		for (JsonElement codec : codecs) {
			String name = codec.getAsJsonObject().get("name").getAsString();
			if (!name.equals("bytes") && !name.equals("sharding_indexed") && !name.equals("transpose")) steps.add(0, named(name));
		}
		return steps;
	}

	private static byte[] zlib(byte[] packed, int expected) throws ZarrException {
		byte[] out = new byte[expected];
		int done = inflate(packed, 0, packed.length, out, 0, expected);
		if (done != expected) throw new ZarrException("gives " + done + " of its " + expected + " bytes");
		return out;
	}

	/** Deflate in the wrapping of zlib. @return how many bytes came */
	static int inflate(byte[] in, int at, int length, byte[] out, int to, int count) throws ZarrException {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(in, at, length);
			int done = 0;
			while (done < count) {
				int more = inflater.inflate(out, to + done, count - done);
				if (more == 0) return done;
				done += more;
			}
			return done;
		}
		catch (DataFormatException e) {
			throw new ZarrException("is damaged (" + e.getMessage() + ")", e);
		}
		finally {
			inflater.end();
		}
	}

	private static byte[] gzip(byte[] packed, int expected) throws ZarrException {
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
			byte[] out = in.readNBytes(expected);
			if (out.length != expected || in.read() >= 0) throw new ZarrException("gives " + out.length + " of its " + expected + " bytes");
			return out;
		}
		catch (ZarrException e) {
			throw e;
		}
		catch (IOException e) {
			throw new ZarrException("is damaged (" + e.getMessage() + ")", e);
		}
	}

	private static byte[] zstd(byte[] packed, int expected) throws ZarrException {
		byte[] out = new byte[expected];
		int done = new ZstdDecompressor().decompress(packed, 0, packed.length, out, 0, expected);
		if (done != expected) throw new ZarrException("gives " + done + " of its " + expected + " bytes");
		return out;
	}

	/** As numcodecs writes it: the size in 4 bytes, then LZ4. */
	private static byte[] lz4(byte[] packed, int expected) throws ZarrException {
		int size = packed.length < 4 ? -1 : ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt();
		if (size != expected) throw new ZarrException("gives " + size + " of its " + expected + " bytes");
		byte[] out = new byte[expected];
		new Lz4Decompressor().decompress(packed, 4, packed.length - 4, out, 0, expected);
		return out;
	}
}
