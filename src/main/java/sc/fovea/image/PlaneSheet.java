package sc.fovea.image;

import ij.ImagePlus;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Planes of a stack with their outlines beside each other, as one picture: up to {@value #MOST}, evenly spread from the first to the last. */
public final class PlaneSheet {

	/** Four rows of four can still be told apart on a screen. */
	static final int MOST = 16;
	private static final int CAPTION = 20;
	private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, CAPTION * 2 / 3);
	static final boolean HAS_LETTERS = hasLetters();

	private PlaneSheet() {}

	/**
	 * The picture; of a single plane that of {@link Overlays#outlines(ImagePlus, PlaneIndex, int[])}. It is not larger than {@link Overlays#LONGEST}, but for the lines with slice and frame
	 * above the planes.
	 *
	 * @param planes in their order
	 * @param labels ids of each plane, in rows from the top
	 * @throws IllegalArgumentException if there is no such plane, or the labels are not one id per pixel
	 */
	public static BufferedImage of(ImagePlus image, List<PlaneIndex> planes, List<int[]> labels) {
		if (planes.size() == 1) return Overlays.outlines(image, planes.get(0), labels.get(0));
		int count = Math.min(MOST, planes.size());
		int columns = (int) Math.ceil(Math.sqrt(count));
		double scale = Math.min(1, (double) Overlays.LONGEST / columns / Math.max(image.getWidth(), image.getHeight()));
		int width = (int) Math.max(1, image.getWidth() * scale);
		int height = (int) Math.max(1, image.getHeight() * scale);
		BufferedImage sheet = new BufferedImage(columns * width, (count + columns - 1) / columns * (height + CAPTION), BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = sheet.createGraphics();
		graphics.setColor(Color.WHITE);
		if (HAS_LETTERS) graphics.setFont(FONT);
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		for (int i = 0; i < count; i++) {
			int plane = place(i, count, planes.size());
			int x = i % columns * width;
			int y = i / columns * (height + CAPTION);
			if (HAS_LETTERS) graphics.drawString(caption(image, planes.get(plane)), x + 2, y + CAPTION * 3 / 4);
			graphics.drawImage(Overlays.outlines(image, planes.get(plane), labels.get(plane)), x, y + CAPTION, width, height, null);
		}
		graphics.dispose();
		return sheet;
	}

	/** Java draws letters by a library of the system (fontconfig) that servers may lack: there the planes are shown without slice and frame. */
	private static boolean hasLetters() {
		Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
		try {
			graphics.setFont(FONT);
			graphics.drawString("z", 0, 0);
			return true;
		}
		catch (InternalError | LinkageError | RuntimeException e) {
			return false;
		}
		finally {
			graphics.dispose();
		}
	}

	/** Which of all planes is shown at a place. */
	private static int place(int shown, int count, int all) {
		return (int) Math.round((double) shown * (all - 1) / (count - 1));
	}

	private static String caption(ImagePlus image, PlaneIndex plane) {
		String slice = image.getNSlices() > 1 ? "z " + (plane.z() + 1) : "";
		String frame = image.getNFrames() > 1 ? "t " + (plane.t() + 1) : "";
		return (slice + " " + frame).strip();
	}
}
