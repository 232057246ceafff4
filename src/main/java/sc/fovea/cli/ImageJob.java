package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fovea.command.LabelWindow;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.MappedLabels;
import sc.fovea.image.Overlays;
import sc.fovea.image.PixelSize;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.PlaneSheet;
import sc.fovea.image.table.LabelMeasurements;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.image.zarr.LabelZarr;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.StackObjects;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Phase;

/**
 * Segments one image and writes the files that are wanted. Labels stay in memory if they take a small part of it, else in a file.
 *
 * @param segmentation a loaded model and the user's options
 * @param input to be segmented, and where the files go
 * @param isLinked whether objects of slices are linked to bodies of the stack
 * @param batch says which files
 * @param measured channels more in which objects are measured
 */
record ImageJob(PlaneSegmentation segmentation, ImageRun.Input input, boolean isLinked, Batch batch, List<MeasuredChannel> measured) {

	private static final int MEMORY_SHARE = 8;
	/** Side of a chunk of an OME-Zarr: what viewers ask for at a time. */
	private static final int CHUNK = 512;

	/**
	 * What was found.
	 *
	 * @param count number of objects
	 * @param scale by which the image was resampled, and why
	 * @param medianArea of the objects in a plane, in pixels; NaN if there is none
	 * @param areBodies whether what was counted are bodies of linked slices
	 * @param repaired what a shape model repaired, in words; empty without one
	 * @param means of what the objects of planes hold in each channel more that is measured, by the names of the columns
	 */
	record Result(int count, ScaleEstimate scale, double medianArea, boolean areBodies, String repaired, Map<String, Double> means) {}

	/** Does it. */
	Result run() throws IOException {
		Hyperstack pixels = Hyperstack.of(image());
		int planes = pixels.slices() * pixels.frames();
		long bytes = (long) pixels.width() * pixels.height() * planes * Integer.BYTES;
		if (bytes <= Runtime.getRuntime().maxMemory() / MEMORY_SHARE) return inMemory(pixels, planes);
		if (planes == 1 && segmentation.shape().isEmpty()) return inFile(pixels);
		if (bytes <= Runtime.getRuntime().maxMemory() / 2) return inMemory(pixels, planes);
		throw new IOException("The labels of " + planes + " planes need " + bytes / 1_000_000 + " MB, but Java may use "
			+ Runtime.getRuntime().maxMemory() / 1_000_000 + " MB: give it more with FOVEA_OPTS=-Xmx" + (2 * bytes >> 30) + "g.");
	}

	private Result inMemory(Hyperstack pixels, int planes) throws IOException {
		List<int[]> ids = new ArrayList<>();
		for (int i = 0; i < planes; i++) {
			ids.add(new int[pixels.width() * pixels.height()]);
		}
		PlaneSegmentation.Done done = complete(pixels, ids.stream().map(plane -> LabelRows.of(plane, pixels.width())).toList());
		long start = System.nanoTime();
		int largest = done.count();
		StackObjects bodies = new StackObjects(image(), channel(), measured);
		boolean areBodies = isLinked && bodies.applies(segmentation);
		if (areBodies) {
			largest = bodies.link(ids);
			if (batch.wants(ResultFile.TABLE)) LabelMeasurements.saveCsv(bodies.table(ids), file("_volumes.csv"));
		}
		if (batch.wants(ResultFile.LABELS)) ImageWriter.saveTiff(LabelWindow.of(image(), ids, largest), file("_labels.tif"));
		if (batch.wants(ResultFile.ZARR)) writeZarr(pixels, (y, plane) -> ids.get(plane), pixels.height());
		PlaneIndex[] places = new PlaneIndex[planes];
		Arrays.setAll(places, i -> new PlaneIndex(segmentation.options().channel() - 1, i % pixels.slices(), i / pixels.slices()));
		Map<String, Double> means = new LinkedHashMap<>();
		int count = ObjectFiles.write(image(), targets(), objects -> {
			for (int i = 0; i < planes; i++) {
				objects.add(ids.get(i), places[i], segmentation.shape());
			}
			means.putAll(objects.means());
		});
		if (batch.wants(ResultFile.OVERLAY)) ImageWriter.savePng(PlaneSheet.of(image(), List.of(places), ids), file("_overlay.png"));
		ObjectAreas areas = new ObjectAreas();
		ids.forEach(areas::add);
		input.progress().spent(Phase.WRITE, System.nanoTime() - start);
		return new Result(areBodies ? largest : count, done.scale(), areas.median(), areBodies, done.repaired(), means);
	}

	private Result inFile(Hyperstack pixels) throws IOException {
		try (MappedLabels labels = MappedLabels.create(file("_labels.tif"), pixels.width(), pixels.height(), PixelSize.of(image()))) {
			PlaneSegmentation.Done done = complete(pixels, List.of(LabelRows.of(labels)));
			long start = System.nanoTime();
			if (batch.wants(ResultFile.LABELS)) labels.commit();
			if (batch.wants(ResultFile.ZARR)) writeZarr(pixels, (y, plane) -> rows(labels, y), CHUNK);
			Map<String, Double> means = new LinkedHashMap<>();
			int count = ObjectFiles.write(image(), targets(), objects -> {
				objects.add(labels, channel());
				means.putAll(objects.means());
			});
			if (batch.wants(ResultFile.OVERLAY)) {
				ImageWriter.savePng(Overlays.outlines(image(), new PlaneIndex(segmentation.options().channel() - 1, 0, 0), labels::readRow),
					file("_overlay.png"));
			}
			double medianArea = medianArea(labels);
			input.progress().spent(Phase.WRITE, System.nanoTime() - start);
			return new Result(count, done.scale(), medianArea, false, done.repaired(), means);
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** Labels of whole rows of a plane. */
	@FunctionalInterface
	private interface Rows {

		int[] from(int y, int plane) throws IOException;
	}

	private static int[] rows(MappedLabels labels, int y) throws IOException {
		int[] ids = new int[Math.multiplyExact(labels.width(), Math.min(CHUNK, labels.height() - y))];
		labels.readRows(y, ids);
		return ids;
	}

	/** @param band rows that are written together */
	private void writeZarr(Hyperstack pixels, Rows labels, int band) throws IOException {
		PixelSize size = PixelSize.of(image());
		LabelZarr.Shape shape = new LabelZarr.Shape(pixels.width(), pixels.height(), pixels.slices(), pixels.frames());
		LabelZarr zarr = new LabelZarr(file("_labels.ome.zarr").toString(), shape, size.micrometresPerPixel().orElse(0), depth(size), CHUNK);
		zarr.begin();
		for (int plane = 0; plane < pixels.slices() * pixels.frames(); plane++) {
			for (int y = 0; y < pixels.height(); y += band) {
				zarr.write(new LabelZarr.Place(plane % pixels.slices(), plane / pixels.slices(), 0, y), pixels.width(), labels.from(y, plane));
			}
		}
		zarr.complete();
	}

	/** Distance of slices in µm; 0 if it is unknown. */
	private static double depth(PixelSize size) {
		return size.depth() * size.micrometresPerPixel().orElse(0) / Math.sqrt(size.width() * size.height());
	}

	private static double medianArea(MappedLabels labels) throws IOException {
		ObjectAreas areas = new ObjectAreas();
		int[] row = new int[labels.width()];
		for (int y = 0; y < labels.height(); y++) {
			labels.readRow(y, row);
			areas.add(row);
		}
		return areas.median();
	}

	private ImagePlus image() {
		return input.image();
	}

	private Path file(String ending) {
		return input.results().apply(ending);
	}

	private ObjectFiles.Targets targets() {
		return new ObjectFiles.Targets(wanted(ResultFile.ROIS, "_rois.zip"), wanted(ResultFile.TABLE, "_objects.csv"), measured);
	}

	private Optional<Path> wanted(ResultFile kind, String ending) {
		return batch.wants(kind) ? Optional.of(file(ending)) : Optional.empty();
	}

	private PlaneSegmentation.Done complete(Hyperstack pixels, List<LabelRows> targets) {
		PlaneSegmentation.Done done = segmentation.run(pixels, targets, input.progress());
		if (!done.isComplete()) {
			throw new java.util.concurrent.CancellationException("Stopped after " + done.planes() + " of " + done.of() + " planes.");
		}
		return done;
	}

	/** The channel that was segmented, from 0; it is also measured and drawn. */
	private int channel() {
		return Math.max(0, segmentation.options().channel() - 1);
	}
}
