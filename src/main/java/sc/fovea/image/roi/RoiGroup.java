package sc.fovea.image.roi;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The group of a ROI in a file. ImageJ gives a ROI with a group its colour from a table in its {@code luts} folder, and prints a line for each ROI where there is
 * no such folder; so the group is taken from the bytes before ImageJ decodes them, and put back after it encoded them.
 */
final class RoiGroup {

	private static final String KEY = "fovea.group";
	/** Since this version files have groups. */
	private static final int FIRST_VERSION = 228;

	private RoiGroup() {}

	/** Decodes a ROI. @throws IOException if ImageJ cannot */
	static Roi decode(byte[] bytes, String name) throws IOException {
		byte[] plain = bytes.clone();
		int place = place(plain);
		int group = place < 0 ? 0 : plain[place] & 0xff;
		if (group > 0) plain[place] = 0;
		Roi roi = new RoiDecoder(plain, name).getRoi();
		if (roi == null) throw new IOException("ImageJ does not know its kind");
		keep(roi, group);
		return roi;
	}

	/** Where the group stands; -1 if there is none. */
	private static int place(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		int second = buffer.getInt(RoiDecoder.HEADER2_OFFSET);
		boolean hasGroup = buffer.getShort(RoiDecoder.VERSION_OFFSET) >= FIRST_VERSION && second > 0 && second < bytes.length - RoiDecoder.GROUP;
		return hasGroup ? second + RoiDecoder.GROUP : -1;
	}

	/** Encodes a ROI with its group. */
	static byte[] encode(Roi roi) {
		int group = of(roi);
		roi.setProperty(KEY, null);
		byte[] bytes = RoiEncoder.saveAsByteArray(roi);
		if (group != roi.getGroup()) keep(roi, group);
		int place = place(bytes);
		if (group > 0 && place >= 0) bytes[place] = (byte) group;
		return bytes;
	}

	/** Remembers a group, 0 for none. */
	static void keep(Roi roi, int group) {
		if (group > 0) roi.setProperty(KEY, String.valueOf(group));
	}

	/** The group of a ROI, from a file or set in ImageJ; 0 for none. */
	static int of(Roi roi) {
		String kept = roi.getProperty(KEY);
		return kept == null ? roi.getGroup() : Integer.parseInt(kept);
	}
}
