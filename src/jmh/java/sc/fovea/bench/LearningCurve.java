package sc.fovea.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.imageio.ImageIO;

import ij.gui.Plot;

/**
 * Draws scores against the number of images that were learned from, a line for each way of training, on a logarithmic axis. The table has lines of way, images,
 * score, separated by commas, below a line of names.
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark="sc.fovea.bench.LearningCurve curve.csv curve.png"
 * </pre>
 */
public final class LearningCurve {

	private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), Color.BLACK);

	private LearningCurve() {}

	/** @param arguments table to read, picture to write */
	public static void main(String... arguments) throws IOException {
		List<String> lines = Files.readAllLines(Path.of(arguments[0]));
		Map<String, TreeMap<Double, Double>> ways = new LinkedHashMap<>();
		lines.stream().skip(1).map(line -> line.split(",")).forEach(
			cells -> ways.computeIfAbsent(cells[0], w -> new TreeMap<>()).put(Double.valueOf(cells[1]), Double.valueOf(cells[2])));
		ImageIO.write(plot(lines.get(0).split(","), ways).getImagePlus().getBufferedImage(), "png", Path.of(arguments[1]).toFile());
	}

	private static Plot plot(String[] names, Map<String, TreeMap<Double, Double>> ways) {
		Plot plot = new Plot("Learning curve", names[1], names[2]);
		plot.setFrameSize(520, 340);
		plot.setLineWidth(2);
		double most = ways.values().stream().mapToDouble(TreeMap::lastKey).max().orElse(1);
		int way = 0;
		for (TreeMap<Double, Double> scores : ways.values()) {
			double[] images = scores.keySet().stream().mapToDouble(Double::doubleValue).toArray();
			double[] values = scores.values().stream().mapToDouble(Double::doubleValue).toArray();
			Color colour = COLOURS.get(way++ % COLOURS.size());
			plot.setColor(colour, colour);
			plot.addPoints(images, values, Plot.CONNECTED_CIRCLES);
		}
		plot.setColor(Color.BLACK);
		plot.setAxisXLog(true);
		plot.setLimits(0.9, most * 1.1, 0, 0.8);
		plot.addLegend(String.join("\n", ways.keySet()), "bottom-right");
		return plot;
	}
}
