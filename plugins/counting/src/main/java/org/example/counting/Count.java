package org.example.counting;

import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Locale;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sc.fovea.command.ModelCommand;
import sc.fovea.image.Hyperstack;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.Progress;

/** Counts the objects of an image: {@code run("Count...", "model=[/my/counter.zip]")}. Each slice and frame gives a row in the Results table, and a density map. */
@Plugin(type = Command.class, headless = true, label = "Count...")
public final class Count extends ModelCommand<Counter> {

	@Parameter(label = "Density", type = ItemIO.OUTPUT)
	private ImagePlus output;

	/** For SciJava. */
	public Count() {
		super(Counting.VERB, Counter.class);
	}

	@Override
	protected String use(Counter counter, ImagePlus image, SegmentationOptions options, Progress progress) {
		DensityImages found = new DensityImages(image, counter.count(Hyperstack.of(image), options, progress));
		ResultsTable table = ResultsTable.getResultsTable();
		found.rows(image.getTitle()).forEach(row -> add(table, row));
		if (!GraphicsEnvironment.isHeadless()) table.show("Results");
		output = found.density();
		return String.format(Locale.ROOT, "%.1f objects", found.total());
	}

	private static void add(ResultsTable table, List<Object> row) {
		table.incrementCounter();
		table.addLabel((String) row.get(0));
		for (int i = 1; i < row.size(); i++) {
			table.addValue(DensityImages.COLUMNS.get(i), ((Number) row.get(i)).doubleValue());
		}
	}
}
