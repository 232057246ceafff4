package sc.fovea.image;

import java.util.List;
import sc.fovea.image.tiff.TiffHeader;

/**
 * Where the planes of an uncompressed TIFF lie, and how they are arranged.
 *
 * @param offsets  first byte of each plane, or of the first one where {@code step} says how far the next is
 * @param step     bytes from one plane to the next; 0 where each has its offset
 * @param channels number of channels
 * @param slices   number of slices
 * @param frames   number of frames
 */
record TiffPlanes(List<Long> offsets, long step, int channels, int slices, int frames) {

	/** As the directories say, or the description of ImageJ, which keeps a large stack in one directory. */
	static TiffPlanes of(TiffHeader header) {
		List<Long> offsets = header.pages().stream().map(page -> page.offsets()[0]).toList();
		boolean isBlock = header.imagesInBlock() > 1;
		int count = isBlock ? (int) header.imagesInBlock() : offsets.size();
		long step = isBlock ? (long) header.first().pixelBytes() : 0;
		int channels = Math.max(1, header.stated("channels"));
		int slices = Math.max(1, header.stated("slices"));
		int frames = Math.max(1, header.stated("frames"));
		boolean isStated = (long) channels * slices * frames == count;
		return isStated ? new TiffPlanes(offsets, step, channels, slices, frames) : new TiffPlanes(offsets, step, 1, count, 1);
	}

	/** First byte of a plane, counted from 0 in the order XYCZT. */
	long offset(int plane) {
		return step == 0 ? offsets.get(plane) : offsets.get(0) + plane * step;
	}

	/** Number of planes. */
	int count() {
		return channels * slices * frames;
	}
}
