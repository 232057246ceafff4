package sc.fovea.cli;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.MappedLabels;
import sc.fovea.image.PixelSize;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.image.roi.RoiZip;
import sc.fovea.image.table.LabelMeasurements;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.image.table.MeasurementCsv;
import sc.fovea.shape.ShapeRepair;

/** Writes outlines and measurements of an image's objects as they are found, so that memory does not grow with their number. */
final class ObjectFiles {

	private static final int BAND_PIXELS = 1 << 23;

	private final ImagePlus image;
	private final Optional<RoiZip> outlines;
	private final Optional<MeasurementCsv> rows;
	private final List<MeasuredChannel> measured;
	private final int bandPixels;
	private int count;
	/** Sums of the means of the objects, for each channel. */
	private final double[] means;

	private ObjectFiles(ImagePlus image, Optional<RoiZip> outlines, Optional<MeasurementCsv> rows, List<MeasuredChannel> measured, int bandPixels) {
		this.image = image;
		this.measured = measured;
		this.means = new double[measured.size()];
		this.outlines = outlines;
		this.rows = rows;
		this.bandPixels = bandPixels;
	}

	/** Adds all objects of an image. */
	@FunctionalInterface
	interface Finding {

		void addTo(ObjectFiles objects) throws IOException;
	}

	/**
	 * Which files.
	 *
	 * @param outlines for the ROI Manager
	 * @param table in CSV
	 * @param measured channels more that are measured
	 */
	record Targets(Optional<Path> outlines, Optional<Path> table, List<MeasuredChannel> measured) {

		/** Measured in one channel. */
		Targets(Optional<Path> outlines, Optional<Path> table) {
			this(outlines, table, List.of());
		}

		/** Columns of the channels. */
		List<String> columns() {
			return measured.stream().flatMap(channel -> channel.columns().stream()).toList();
		}
	}

	/**
	 * Writes the files; each is whole or not there.
	 *
	 * @return number of objects
	 * @throws ImageFileException if writing fails
	 */
	static int write(ImagePlus image, Targets files, Finding finding) throws ImageFileException {
		return write(image, files, BAND_PIXELS, finding);
	}

	/** @param bandPixels how many pixels are looked at together, of labels that are larger than memory */
	static int write(ImagePlus image, Targets files, int bandPixels, Finding finding) throws ImageFileException {
		int[] count = new int[1];
		writing(files.outlines(), zip -> writing(files.table(), csv -> {
			try (RoiZip outlines = zip.isPresent() ? new RoiZip(zip.get()) : null;
				MeasurementCsv rows = csv.isPresent() ? new MeasurementCsv(csv.get(), files.columns()) : null) {
				ObjectFiles objects = new ObjectFiles(image, Optional.ofNullable(outlines), Optional.ofNullable(rows), files.measured(), bandPixels);
				finding.addTo(objects);
				count[0] = objects.count;
			}
		}));
		return count[0];
	}

	/** Writes into a file, or none. */
	@FunctionalInterface
	private interface Writing {

		void into(Optional<Path> file) throws IOException;
	}

	private static void writing(Optional<Path> file, Writing writing) throws ImageFileException {
		if (file.isPresent()) {
			AtomicFiles.write(file.get(), scratch -> writing.into(Optional.of(scratch)));
			return;
		}
		try {
			writing.into(Optional.empty());
		}
		catch (ImageFileException e) {
			throw e;
		}
		catch (IOException e) {
			throw new ImageFileException(e.getMessage(), e);
		}
	}

	/** Adds the objects of a plane in memory. @return their number */
	int add(int[] ids, PlaneIndex plane) throws IOException {
		return add(ids, plane, Optional.empty());
	}

	/** The same. @param shape says how unusual their shapes are, in a column more @return their number */
	int add(int[] ids, PlaneIndex plane, Optional<ShapeRepair> shape) throws IOException {
		List<Roi> found = LabelRois.of(ids, image.getWidth());
		found.forEach(outline -> plane.place(outline, image));
		ResultsTable table = LabelMeasurements.table();
		if (rows.isPresent()) {
			LabelMeasurements.add(table, image, plane, found);
			measured.forEach(channel -> channel.addTo(table, 0, image, plane, found));
			shape.ifPresent(model -> LabelMeasurements.addShapes(table, 0, model.unusualness(ids, image.getWidth())));
		}
		put(found, table);
		return found.size();
	}

	private void put(List<Roi> found, ResultsTable table) throws IOException {
		if (outlines.isPresent()) {
			for (Roi outline : found) {
				outlines.get().add(outline);
			}
		}
		if (rows.isPresent()) rows.get().add(table);
		count += found.size();
		for (int row = 0; row < table.size(); row++) {
			for (int c = 0; c < means.length; c++)
				means[c] += table.getValue(measured.get(c).column("Mean"), row);
		}
	}

	/** What the objects added so far hold in each channel: the mean of their means, by its column; NaN if there is no object. */
	Map<String, Double> means() {
		Map<String, Double> byColumn = new LinkedHashMap<>();
		for (int c = 0; c < means.length; c++) {
			byColumn.put(measured.get(c).column("Mean"), count == 0 ? Double.NaN : means[c] / count);
		}
		return byColumn;
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

	private ImagePlus part(int channel, int top, int end) {
		RandomAccessibleInterval<? extends RealType<?>> plane = Hyperstack.of(image).plane(channel, 0, 0);
		ImagePlus part = Hyperstack.toImagePlus(Views.offsetInterval(plane, new long[] { 0, top }, new long[] { image.getWidth(), end - top }),
			image.getTitle(), PixelSize.of(image));
		Calibration shifted = image.getCalibration().copy();
		shifted.yOrigin -= top;
		part.setCalibration(shifted);
		return part;
	}

	private void measure(List<Roi> found, Band band, int end) throws IOException {
		ResultsTable table = LabelMeasurements.table();
		if (rows.isPresent()) {
			LabelMeasurements.add(table, part(band.channel(), band.top(), end), PlaneIndex.FIRST, found);
			for (MeasuredChannel channel : measured) {
				new MeasuredChannel(1, channel.name()).addTo(table, 0, part(channel.number() - 1, band.top(), end), PlaneIndex.FIRST, found);
			}
		}
		for (int row = 0; row < table.size(); row++) {
			table.setValue("FeretY", row, table.getValue("FeretY", row) + band.top());
		}
		found.forEach(outline -> outline.setLocation(outline.getXBase(), outline.getYBase() + band.top()));
		put(found, table);
	}
}
