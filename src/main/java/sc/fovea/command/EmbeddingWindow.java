package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import sc.fovea.image.Glasbey;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.RgbPicture;
import sc.fovea.job.feature.Embedding;
import sc.fovea.job.feature.EmbeddingJob;

/** The map of an embedding as an image whose pictures are buttons: the one under the mouse is named in the status bar, and a click opens its image. */
final class EmbeddingWindow {

	private static final int SIDE = 1000;
	private static final int THUMB = 32;

	private EmbeddingWindow() {}

	static void show(EmbeddingJob.Result result) {
		int[][] places = places(result.embedding().map().points());
		ImagePlus image = new ImagePlus("Embedding by " + result.layer(), RgbPicture.processor(picture(result.embedding(), places)));
		image.show();
		ImageCanvas canvas = image.getCanvas();
		MouseAdapter mouse = new MouseAdapter() {

			@Override
			public void mouseMoved(MouseEvent event) {
				int i = nearest(places, canvas.offScreenX(event.getX()), canvas.offScreenY(event.getY()));
				if (i >= 0) IJ.showStatus(result.embedding().name(i));
			}

			@Override
			public void mouseClicked(MouseEvent event) {
				int i = nearest(places, canvas.offScreenX(event.getX()), canvas.offScreenY(event.getY()));
				if (i >= 0) open(result, i);
			}
		};
		canvas.addMouseListener(mouse);
		canvas.addMouseMotionListener(mouse);
	}

	private static void open(EmbeddingJob.Result result, int i) {
		try {
			ImageFiles.open(result.files().get(i)).show();
		}
		catch (IOException e) {
			IJ.error("Embed", e.getMessage());
		}
	}

	/** Upper left corners of the pictures. */
	static int[][] places(double[][] points) {
		double[] low = points[0].clone();
		double[] high = points[0].clone();
		for (double[] point : points) {
			for (int k = 0; k < 2; k++) {
				low[k] = Math.min(low[k], point[k]);
				high[k] = Math.max(high[k], point[k]);
			}
		}
		double extent = Math.max(1e-12, Math.max(high[0] - low[0], high[1] - low[1]));
		int[][] places = new int[points.length][];
		for (int i = 0; i < points.length; i++) {
			places[i] = new int[] { (int) ((points[i][0] - low[0]) / extent * (SIDE - THUMB)), (int) ((high[1] - points[i][1]) / extent * (SIDE - THUMB)) };
		}
		return places;
	}

	/** The picture on top at a place; -1 if there is none. */
	static int nearest(int[][] places, int x, int y) {
		for (int i = places.length - 1; i >= 0; i--) {
			if (x >= places[i][0] && x < places[i][0] + THUMB && y >= places[i][1] && y < places[i][1] + THUMB) return i;
		}
		return -1;
	}

	private static BufferedImage picture(Embedding embedding, int[][] places) {
		BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
		List<String> classes = embedding.labels().stream().distinct().sorted().toList();
		Graphics2D graphics = picture.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, SIDE, SIDE);
		for (int i = 0; i < places.length; i++) {
			graphics.setColor(new Color(Glasbey.colour(classes.indexOf(embedding.labels().get(i)) + 1)));
			graphics.fillRect(places[i][0], places[i][1], THUMB, THUMB);
			graphics.drawImage(embedding.thumbs().get(i), places[i][0] + 2, places[i][1] + 2, THUMB - 4, THUMB - 4, null);
		}
		graphics.dispose();
		return picture;
	}
}
