package sc.fovea.command;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import sc.fovea.net.NetworkPicture;

/** Draws a {@link NetworkPicture} as pixels; works without a display. */
final class NetworkPainter {

	private static final int HEAD = 5;
	private static final Color LINE = new Color(0x55, 0x55, 0x55);

	private NetworkPainter() {}

	static BufferedImage paint(NetworkPicture picture) {
		BufferedImage image = new BufferedImage(picture.size().width(), picture.size().height(), BufferedImage.TYPE_INT_RGB);
		Graphics2D g = image.createGraphics();
		g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, NetworkPicture.fontSize()));
		g.setColor(Color.WHITE);
		g.fillRect(0, 0, image.getWidth(), image.getHeight());
		picture.arrows().forEach(arrow -> paint(g, arrow));
		picture.boxes().forEach(box -> paint(g, box));
		g.setColor(Color.BLACK);
		picture.captions().forEach(caption -> g.drawString(caption.text(), caption.x(), caption.y()));
		g.dispose();
		return image;
	}

	private static void paint(Graphics2D g, NetworkPicture.Box box) {
		g.setColor(new Color(box.colour()));
		g.fillRect(box.x(), box.y(), box.width(), box.height());
		g.setColor(Color.DARK_GRAY);
		g.setStroke(new BasicStroke(1));
		g.drawRect(box.x(), box.y(), box.width(), box.height());
		AffineTransform upright = g.getTransform();
		g.setColor(Color.BLACK);
		g.rotate(-Math.PI / 2, box.x() + box.width() / 2.0 + NetworkPicture.fontSize() / 3.0, box.y() + box.height() - NetworkPicture.fontSize() / 2.0);
		g.drawString(box.text(), box.x() + box.width() / 2f + NetworkPicture.fontSize() / 3f, box.y() + box.height() - NetworkPicture.fontSize() / 2f);
		g.setTransform(upright);
	}

	private static void paint(Graphics2D g, NetworkPicture.Arrow arrow) {
		int[] xs = arrow.xs().stream().mapToInt(x -> x).toArray();
		int[] ys = arrow.ys().stream().mapToInt(y -> y).toArray();
		int last = xs.length - 1;
		g.setColor(LINE);
		g.drawPolyline(xs, ys, xs.length);
		double angle = Math.atan2(ys[last] - ys[last - 1], xs[last] - xs[last - 1]);
		int[] headX = { xs[last], headX(xs[last], angle + 0.45), headX(xs[last], angle - 0.45) };
		int[] headY = { ys[last], headY(ys[last], angle + 0.45), headY(ys[last], angle - 0.45) };
		g.fillPolygon(headX, headY, headX.length);
	}

	private static int headX(int x, double angle) {
		return (int) Math.round(x - HEAD * Math.cos(angle));
	}

	private static int headY(int y, double angle) {
		return (int) Math.round(y - HEAD * Math.sin(angle));
	}
}
