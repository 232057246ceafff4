package sc.fovea.image.tiff;

import java.util.Map;

/** Undoes the compression of a block. */
@FunctionalInterface
interface Decompressor {

	/** What the numbers of TIFF's Compression mean; those that are not read here are named in the refusal. */
	Map<Integer, String> NAMES = Map.ofEntries(Map.entry(1, "none"), Map.entry(2, "CCITT RLE"), Map.entry(3, "CCITT Group 3"),
		Map.entry(4, "CCITT Group 4"), Map.entry(5, "LZW"), Map.entry(6, "old JPEG"), Map.entry(7, "JPEG"), Map.entry(8, "Deflate"),
		Map.entry(32773, "PackBits"), Map.entry(32809, "ThunderScan"), Map.entry(32946, "Deflate"), Map.entry(33003, "JPEG 2000"),
		Map.entry(33004, "JPEG 2000"), Map.entry(33005, "JPEG 2000"), Map.entry(34712, "JPEG 2000"), Map.entry(33007, "JPEG lossless"),
		Map.entry(34676, "SGI LogLuv"), Map.entry(34677, "SGI LogLuv 24"), Map.entry(34887, "LERC"), Map.entry(34892, "lossy JPEG of DNG"),
		Map.entry(34925, "LZMA"), Map.entry(34926, "ZSTD"), Map.entry(34927, "WebP"), Map.entry(50000, "ZSTD"), Map.entry(50001, "WebP"),
		Map.entry(50002, "JPEG XL"), Map.entry(52546, "JPEG XL"), Map.entry(22610, "JPEG XR"), Map.entry(34934, "JPEG XR"));

	/**
	 * Fills a block.
	 *
	 * @param packed the bytes of the file
	 * @param target receives the block; what it needs must come, more may come
	 * @throws TiffException if fewer bytes come, or the packed ones are damaged
	 */
	void decode(byte[] packed, byte[] target) throws TiffException;

	/** The name of a compression. */
	static String name(int compression) {
		return NAMES.getOrDefault(compression, "number " + compression);
	}

	/** The refusal of a block that gave too little. */
	static TiffException tooShort(int expected, int got) {
		return new TiffException("gives " + got + " of its " + expected + " bytes");
	}
}
