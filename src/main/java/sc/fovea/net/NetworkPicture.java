package sc.fovea.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A drawing of a network as boxes and arrows in pixels: from left to right in the order of its nodes, and the lower the coarser their grid, so that a U-Net is a U. A layer
 * and the normalization, activation and dropout behind it share a box, which is the wider the more channels it has.
 *
 * <pre>{@code
 * NetworkPicture picture = NetworkPicture.of(network);
 * Files.writeString(file, picture.svg());
 * }</pre>
 *
 * @param boxes of layers and inputs
 * @param arrows from what is read to what reads it
 * @param captions beside the levels
 * @param size of the whole
 */
public record NetworkPicture(List<Box> boxes, List<Arrow> arrows, List<Caption> captions, Size size) {

	private static final int MARGIN = 20;
	private static final int GAP = 14;
	private static final int BOX_HEIGHT = 176;
	private static final int ROW_HEIGHT = 230;
	private static final int CAPTION_WIDTH = 76;
	/** Distances of the lines above a row that lead past boxes. */
	private static final int RAILS = 6;
	private static final int RAIL_DISTANCE = 6;
	private static final int FONT = 12;
	/** More characters do not fit into a box. */
	private static final int LONGEST = 26;

	/**
	 * One layer, with what is applied to each of its values.
	 *
	 * @param name of its first node
	 * @param text what it does
	 * @param colour 0xRRGGBB
	 * @param x left edge
	 * @param y upper edge
	 * @param width in pixels
	 * @param height in pixels
	 */
	public record Box(String name, String text, int colour, int x, int y, int width, int height) {

		int middle() {
			return x + width / 2;
		}
	}

	/** A line through points, with a head at its end. @param xs positions @param ys positions */
	public record Arrow(List<Integer> xs, List<Integer> ys) {

		/** Copies the lists. */
		public Arrow {
			xs = List.copyOf(xs);
			ys = List.copyOf(ys);
		}
	}

	/** A line of text. @param x left end @param y base line */
	public record Caption(String text, int x, int y) {}

	/** Copies the lists. */
	public NetworkPicture {
		boxes = List.copyOf(boxes);
		arrows = List.copyOf(arrows);
		captions = List.copyOf(captions);
	}

	/** The drawing of a network. */
	public static NetworkPicture of(Network network) {
		return new Layout(network).picture();
	}

	/** Size of the letters in pixels. */
	public static int fontSize() {
		return FONT;
	}

	/** As a picture in SVG 1.1. */
	public String svg() {
		StringBuilder svg = new StringBuilder();
		svg.append(
			String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"%d\">%n",
				size.width(), size.height(), FONT));
		svg.append("<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
			+ "<path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
		arrows.forEach(arrow -> svg.append(svg(arrow)));
		boxes.forEach(box -> svg.append(svg(box)));
		captions.forEach(c -> svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>%n", c.x(), c.y(), escaped(c.text()))));
		return svg.append("</svg>\n").toString();
	}

	private static String svg(Arrow arrow) {
		StringBuilder points = new StringBuilder();
		for (int i = 0; i < arrow.xs().size(); i++) {
			points.append(i == 0 ? "" : " ").append(arrow.xs().get(i)).append(',').append(arrow.ys().get(i));
		}
		return "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"#555\" marker-end=\"url(#head)\"/>\n";
	}

	private static String svg(Box box) {
		int x = box.middle() + FONT / 3;
		int y = box.y() + box.height() - FONT / 2;
		return String.format(Locale.ROOT, "<g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\" stroke=\"#333\"/>"
			+ "<text x=\"%d\" y=\"%d\" transform=\"rotate(-90 %d %d)\">%s</text></g>%n", escaped(box.name()), box.x(), box.y(), box.width(), box.height(),
			box.colour(),
			x, y, x, y, escaped(box.text()));
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	/** Places boxes and arrows, one node after another. */
	private static final class Layout {

		private final Network network;
		private final Map<String, Shape> shapes;
		private final Map<String, Integer> levels = new LinkedHashMap<>();
		private final Map<String, Box> owners = new LinkedHashMap<>();
		private final List<Box> boxes = new ArrayList<>();
		private final List<Arrow> arrows = new ArrayList<>();
		private int rails;
		private int x = MARGIN + CAPTION_WIDTH;

		Layout(Network network) {
			this.network = network;
			this.shapes = network.shapes();
			new ReceptiveField(network).grids(Axis.X).forEach((name, ratio) -> levels.put(name, level(ratio)));
		}

		private static int level(Ratio ratio) {
			return 31 - Integer.numberOfLeadingZeros(Math.max(1, ratio.in() / ratio.out()));
		}

		NetworkPicture picture() {
			network.inputs().forEach((name, shape) -> place(name, "input " + name + ", " + shape.channels(), 0xeeeeee));
			network.nodes().forEach(this::add);
			int deepest = levels.values().stream().mapToInt(l -> l).max().orElse(0);
			List<Caption> captions = new ArrayList<>();
			levels.values().stream().distinct().sorted()
				.forEach(level -> captions.add(new Caption("1/" + (1 << level), MARGIN, top(level) + BOX_HEIGHT / 2)));
			return new NetworkPicture(boxes, arrows, captions, new Size(top(deepest) + BOX_HEIGHT + MARGIN, x + MARGIN));
		}

		private static int top(int level) {
			return MARGIN + RAILS * RAIL_DISTANCE + level * ROW_HEIGHT;
		}

		private void add(Node node) {
			String input = node.inputs().get(0);
			if (isSmall(node.layer()) && isOnlyReader(node, input)) {
				owners.put(node.name(), owners.get(input));
				return;
			}
			Box box = place(node.name(), words(node), colour(node.layer()));
			node.inputs().stream().distinct().forEach(from -> arrows.add(arrow(owners.get(from), box)));
		}

		private static boolean isSmall(Layer layer) {
			return layer instanceof Activation || layer instanceof Normalization || layer instanceof Dropout;
		}

		/** Whether it stands right behind what it reads, which nothing else reads. */
		private boolean isOnlyReader(Node node, String input) {
			boolean isLast = boxes.get(boxes.size() - 1).equals(owners.get(input));
			return isLast && !network.inputs().containsKey(input) && network.nodes().stream().filter(n -> n.inputs().contains(input)).count() == 1;
		}

		private Box place(String name, String text, int colour) {
			int width = 18 + 2 * (31 - Integer.numberOfLeadingZeros(shapes.get(name).channels()));
			Box box = new Box(name, text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "\u2026" : text, colour, x, top(levels.get(name)), width,
				BOX_HEIGHT);
			x += width + GAP;
			boxes.add(box);
			owners.put(name, box);
			return box;
		}

		private String words(Node node) {
			String words = NetworkTable.summary(node.layer()).replace("convolution", "conv").replace("pooling", "pool").replace("upsampling by ", "up ")
				.replace(", stride ", " /").replace(", unpadded", "").replaceFirst("zeros .*", "zeros");
			return words + ", " + shapes.get(node.name()).channels();
		}

		private static int colour(Layer layer) {
			if (layer instanceof Pooling || layer instanceof GlobalPooling || layer instanceof RegionLayer) return 0xf4b6a6;
			if (layer instanceof Upsampling || layer instanceof TransposedConvolution) return 0xb8dcae;
			if (layer instanceof Join) return 0xf2e2a0;
			return layer instanceof Dense ? 0xd5c3e8 : 0xb3cde8;
		}

		/** Straight to a neighbour, and else above the row, where no box is in the way. */
		private Arrow arrow(Box from, Box to) {
			boolean isNext = to.x() - from.x() - from.width() == GAP;
			if (isNext) {
				return new Arrow(List.of(from.x() + from.width(), to.x()), List.of(from.y() + BOX_HEIGHT / 2, to.y() + BOX_HEIGHT / 2));
			}
			int rail = from.y() - RAIL_DISTANCE * (1 + rails++ % (RAILS - 1));
			return new Arrow(List.of(from.middle(), from.middle(), to.middle(), to.middle()),
				List.of(from.y(), rail, rail, to.y() > from.y() || to.y() == from.y() ? to.y() : to.y() + BOX_HEIGHT));
		}
	}
}
