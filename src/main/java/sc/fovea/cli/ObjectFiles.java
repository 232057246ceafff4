package sc.fovea.cli;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelMeasurements;
import sc.fovea.image.LabelRois;
import sc.fovea.image.MappedLabels;
import sc.fovea.image.PixelSize;
import sc.fovea.image.PlaneIndex;

/** Collects outlines and measurements of an image's planes, and writes them. */
final class ObjectFiles {

	private static final int BAND_PIXELS = 1 << 23;

	private final ImagePlus image;
	private final List<Roi> outlines = new ArrayList<>();
	private final ResultsTable table = LabelMeasurements.table();
	private final int bandPixels;

	ObjectFiles(ImagePlus image) {
		this(image, BAND_PIXELS);
	}

	/** @param bandPixels how many pixels are looked at together, of labels that are larger than memory */
	ObjectFiles(ImagePlus image, int bandPixels) {
		this.image = image;
		this.bandPixels = bandPixels;
	}

	/** Adds the objects of a plane in memory. */
	void add(int[] ids, PlaneIndex plane) {
		List<Roi> found = LabelRois.of(ids, image.getWidth());
		found.forEach(outline -> plane.place(outline, image));
		LabelMeasurements.add(table, image, plane, found);
		outlines.addAll(found);
	}

	/** Adds the objects of an image that is larger than memory, band after band; an object belongs to the band of its first row. */
	void add(MappedLabels labels, int channel) throws IOException {
		int[][] rows = firstAndLastRows(labels);
		int band = Math.max(1, bandPixels / labels.width());
		for (int top = 0; top < labels.height(); top += band) {
			addBand(labels, rows, new Band(top, Math.min(labels.height(), top + band), channel));
		}
	}

	/** Rows in which objects begin, and the channel that is measured. */
	private record Band(int top, int end, int channel) {}

	private static int[][] firstAndLastRows(MappedLabels labels) throws IOException {
		int[] first = new int[labels.largestId() + 1];
		int[] last = new int[first.length];
		Arrays.fill(first, -1);
		int[] row = new int[labels.width()];
		for (int y = 0; y < labels.height(); y++) {
			labels.readRow(y, row);
			for (int id : row) {
				if (first[id] < 0) first[id] = y;
				last[id] = y;
			}
		}
		return new int[][] { first, last };
	}

	private void addBand(MappedLabels labels, int[][] rows, Band band) throws IOException {
		int end = band.end();
		for (int id = 1; id < rows[0].length; id++) {
			if (rows[0][id] >= band.top() && rows[0][id] < band.end()) {
				end = Math.max(end, rows[1][id] + 1);
			}
		}
		int[] ids = new int[Math.multiplyExact(labels.width(), end - band.top())];
		labels.readRows(band.top(), ids);
		for (int i = 0; i < ids.length; i++) {
			boolean begins = rows[0][ids[i]] >= band.top() && rows[0][ids[i]] < band.end();
			if (!begins) ids[i] = 0;
		}
		measure(LabelRois.of(ids, labels.width()), band, end);
	}

	private void measure(List<Roi> found, Band band, int end) {
		RandomAccessibleInterval<? extends RealType<?>> plane = Hyperstack.of(image).plane(band.channel(), 0, 0);
		ImagePlus part = Hyperstack.toImagePlus(Views.offsetInterval(plane, new long[] { 0, band.top() }, new long[] { image.getWidth(), end - band.top() }),
			image.getTitle(), PixelSize.of(image));
		Calibration shifted = image.getCalibration().copy();
		shifted.yOrigin -= band.top();
		part.setCalibration(shifted);
		int first = table.size();
		LabelMeasurements.add(table, part, PlaneIndex.FIRST, found);
		for (int row = first; row < table.size(); row++) {
			table.setValue("FeretY", row, table.getValue("FeretY", row) + band.top());
		}
		found.forEach(outline -> outline.setLocation(outline.getXBase(), outline.getYBase() + band.top()));
		outlines.addAll(found);
	}

	/** Number of objects. */
	int count() {
		return outlines.size();
	}

	/** Writes the outlines for the ROI Manager, and the table. */
	void write(Path rois, Path csv) throws ImageFileException {
		ImageWriter.saveRois(outlines, rois);
		LabelMeasurements.saveCsv(table, csv);
	}
}
