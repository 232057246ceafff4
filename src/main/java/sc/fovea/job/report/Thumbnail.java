package sc.fovea.job.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A small copy of a picture, as text for a page. */
final class Thumbnail {

	/** Longest side in pixels; about 6 KB each. */
	static final int SIDE = 180;
	/** A picture is read with so many pixels for one of the copy along a side, and averaged. */
	private static final int FINER = 2;

	private Thumbnail() {}

	/** {@code data:image/jpeg;base64,...}. @throws IOException if the picture cannot be read */
	static String of(Path picture) throws IOException {
		BufferedImage read = read(picture.toFile());
		double scale = Math.min(1, SIDE / (double) Math.max(read.getWidth(), read.getHeight()));
		int width = Math.max(1, (int) Math.round(read.getWidth() * scale));
		int height = Math.max(1, (int) Math.round(read.getHeight() * scale));
		BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = small.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(read, 0, 0, width, height, null);
		graphics.dispose();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(small, "jpg", bytes);
		return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
	}

	/** Of a large picture only some pixels, so that memory does not grow with it. */
	private static BufferedImage read(File file) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file)) {
			Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
			if (readers == null || !readers.hasNext()) throw new IOException("\"" + file + "\" is no picture.");
			ImageReader reader = readers.next();
			try {
				reader.setInput(in, true, true);
				int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (FINER * SIDE));
				ImageReadParam parameters = reader.getDefaultReadParam();
				parameters.setSourceSubsampling(step, step, 0, 0);
				return reader.read(0, parameters);
			}
			finally {
				reader.dispose();
			}
		}
	}
}
