package sc.fovea.job;

import ij.gui.Plot;
import java.awt.Color;
import java.util.List;
import sc.fovea.evaluate.Chart;

/** Scores as ImageJ's plot, which can be drawn without a display. */
public final class EvaluationPlot {

	private static final int WIDTH = 640;
	private static final int HEIGHT = 420;
	private static final float THICKNESS = 2;
	private static final double MARGIN = 0.03;

	/** Can be told apart by colour-blind people (Okabe and Ito 2008). */
	private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7),
		new Color(0x56b4e9), new Color(0xe69f00), new Color(0x000000), new Color(0x8c564b), new Color(0x7f7f7f), new Color(0xb2a000));

	private EvaluationPlot() {}

	/** Scores, with a legend at the lower left. */
	public static Plot of(Chart chart) {
		return of(chart, "Score", "bottom-left");
	}

	/** @param unit what the values are @param legend its place as {@link Plot#addLegend} names it */
	public static Plot of(Chart chart, String unit, String legend) {
		Plot plot = new Plot(chart.title(), chart.axis(), unit);
		plot.setSize(WIDTH, HEIGHT);
		double first = chart.x().get(0);
		double last = chart.x().get(chart.x().size() - 1);
		double margin = first == last ? 0.5 : MARGIN * (last - first);
		plot.setLimits(first - margin, last + margin, 0, 1 + MARGIN);
		plot.setLineWidth(THICKNESS);
		int line = 0;
		for (List<Double> values : chart.lines().values()) {
			Color colour = COLOURS.get(line++ % COLOURS.size());
			plot.setColor(colour, colour); // of circles and of the lines between them
			plot.addPoints(array(chart.x()), array(values), Plot.CONNECTED_CIRCLES);
		}
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		plot.addLegend(String.join("\n", chart.lines().keySet()), legend);
		return plot;
	}

	private static double[] array(List<Double> values) {
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}
}
