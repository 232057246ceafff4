package sc.fovea.image;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.process.LUT;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sc.fovea.image.tiff.TiffPage;

/**
 * What ImageJ keeps in tags of its own: names of slices, overlay, selection, look-up tables, display ranges, notes. What is damaged there
 * is left out: the pixels do not depend on it.
 *
 * @param blocks kind and content of each piece
 * @param order  of the bytes
 */
record ImageJData(List<Block> blocks, ByteOrder order) {

	private static final int MAGIC = 0x494a494a;
	private static final int INFO = 0x696e666f;
	private static final int LABELS = 0x6c61626c;
	private static final int RANGES = 0x72616e67;
	private static final int TABLES = 0x6c757473;
	private static final int ROI = 0x726f6920;
	private static final int OVERLAY = 0x6f766572;
	private static final int TABLE_BYTES = 768;

	/** A piece. */
	record Block(int kind, byte[] content) {}

	static ImageJData of(TiffPage page, ByteOrder order) {
		long[] counts = page.all(TiffPage.IMAGEJ_COUNTS);
		ByteBuffer data = ByteBuffer.wrap(page.bytes(TiffPage.IMAGEJ_DATA)).order(order);
		List<Block> blocks = new ArrayList<>();
		if (counts.length < 2 || data.remaining() < 4 || counts[0] < 12 || counts[0] > data.remaining()) return new ImageJData(blocks, order);
		ByteBuffer header = data.slice(0, (int) counts[0]).order(order);
		data.position((int) counts[0]);
		if (header.getInt() != MAGIC) return new ImageJData(blocks, order);
		int next = 1;
		while (header.remaining() >= 8) {
			int kind = header.getInt();
			int count = header.getInt();
			for (int i = 0; i < count && next < counts.length && counts[next] <= data.remaining(); i++, next++)
				blocks.add(new Block(kind, take(data, (int) counts[next])));
		}
		return new ImageJData(blocks, order);
	}

	private static byte[] take(ByteBuffer data, int count) {
		byte[] bytes = new byte[count];
		data.get(bytes);
		return bytes;
	}

	private List<byte[]> all(int kind) {
		return blocks.stream().filter(block -> block.kind == kind).map(Block::content).toList();
	}

	private String text(byte[] bytes) {
		Charset charset = order == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
		return new String(bytes, charset);
	}

	/** Names of the slices in the order of the stack. */
	List<String> labels() {
		return all(LABELS).stream().map(this::text).toList();
	}

	/** Look-up tables of the channels. */
	List<LUT> tables() {
		List<LUT> tables = new ArrayList<>();
		for (byte[] table : all(TABLES))
			if (table.length == TABLE_BYTES) tables.add(new LUT(part(table, 0), part(table, 1), part(table, 2)));
		return tables;
	}

	private static byte[] part(byte[] table, int third) {
		byte[] part = new byte[256];
		System.arraycopy(table, third * 256, part, 0, 256);
		return part;
	}

	/** Minimum and maximum of the display for each channel. */
	double[] ranges() {
		List<byte[]> found = all(RANGES);
		if (found.isEmpty()) return new double[0];
		double[] ranges = new double[found.get(0).length / 8];
		ByteBuffer.wrap(found.get(0)).order(order).asDoubleBuffer().get(ranges);
		return ranges;
	}

	/** Gives an image its overlay, selection and notes. */
	void applyTo(ImagePlus image) {
		Overlay overlay = new Overlay();
		for (byte[] roi : all(OVERLAY))
			roi(roi).forEach(overlay::add);
		if (overlay.size() > 0) image.setOverlay(overlay);
		all(ROI).stream().limit(1).forEach(roi -> roi(roi).forEach(image::setRoi));
		all(INFO).stream().limit(1).forEach(info -> image.setProperty("Info", text(info)));
	}

	private static List<Roi> roi(byte[] bytes) {
		try {
			Roi roi = RoiDecoder.openFromByteArray(bytes);
			return roi == null ? List.of() : List.of(roi);
		}
		catch (RuntimeException e) { // damaged: ImageJ's decoder answers with any exception
			return List.of();
		}
	}
}
