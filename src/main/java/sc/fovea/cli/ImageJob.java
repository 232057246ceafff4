package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import sc.fovea.command.LabelWindow;
import sc.fovea.command.PlaneSegmentation;
import sc.fovea.command.StackObjects;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelMeasurements;
import sc.fovea.image.MappedLabels;
import sc.fovea.image.Overlays;
import sc.fovea.image.PixelSize;
import sc.fovea.image.PlaneIndex;
import sc.fovea.task.LabelRows;
import sc.fovea.task.scale.ScaleEstimate;
import sc.fovea.tile.Progress;

/**
 * Segments one image and writes its files. Labels stay in memory if they take a small part of it, else in a file.
 *
 * @param segmentation a loaded model and the user's options
 * @param image to be segmented
 * @param isLinked whether objects of slices are linked to bodies of the stack
 * @param progress watches and stops
 */
record ImageJob(PlaneSegmentation segmentation, ImagePlus image, boolean isLinked, Progress progress) {

	private static final int MEMORY_SHARE = 8;

	/**
	 * What was found.
	 *
	 * @param count number of objects
	 * @param scale by which the image was resampled, and why
	 * @param medianArea of the objects in a plane, in pixels; NaN if there is none
	 */
	record Result(int count, ScaleEstimate scale, double medianArea) {}

	/**
	 * Does it.
	 *
	 * @param results gives the file whose name ends so
	 */
	Result run(Function<String, Path> results) throws IOException {
		Hyperstack pixels = Hyperstack.of(image);
		int planes = pixels.slices() * pixels.frames();
		long bytes = (long) pixels.width() * pixels.height() * planes * Integer.BYTES;
		if (bytes <= Runtime.getRuntime().maxMemory() / MEMORY_SHARE) return inMemory(pixels, planes, results);
		if (planes == 1) return inFile(pixels, results);
		if (bytes <= Runtime.getRuntime().maxMemory() / 2) return inMemory(pixels, planes, results);
		throw new IOException("The labels of " + planes + " planes need " + bytes / 1_000_000 + " MB, but Java may use "
			+ Runtime.getRuntime().maxMemory() / 1_000_000 + " MB: give it more with FOVEA_OPTS=-Xmx" + (2 * bytes >> 30) + "g.");
	}

	private Result inMemory(Hyperstack pixels, int planes, Function<String, Path> results) throws IOException {
		List<int[]> ids = new ArrayList<>();
		for (int i = 0; i < planes; i++) {
			ids.add(new int[pixels.width() * pixels.height()]);
		}
		PlaneSegmentation.Done done = complete(pixels, ids.stream().map(plane -> LabelRows.of(plane, pixels.width())).toList());
		int largest = done.count();
		StackObjects bodies = new StackObjects(image, channel());
		boolean areBodies = isLinked && bodies.applies(segmentation);
		if (areBodies) {
			largest = bodies.link(ids);
			LabelMeasurements.saveCsv(bodies.table(ids), results.apply("_volumes.csv"));
		}
		ImageWriter.saveTiff(LabelWindow.of(image, ids, largest), results.apply("_labels.tif"));
		PlaneIndex[] places = new PlaneIndex[planes];
		Arrays.setAll(places, i -> new PlaneIndex(channel(), i % pixels.slices(), i / pixels.slices()));
		int[] counts = new int[planes];
		int count = ObjectFiles.write(image, results.apply("_rois.zip"), results.apply("_objects.csv"), objects -> {
			for (int i = 0; i < planes; i++) {
				counts[i] = objects.add(ids.get(i), places[i]);
			}
		});
		int fullest = IntStream.range(0, planes).reduce(0, (best, i) -> counts[i] > counts[best] ? i : best);
		ImageWriter.savePng(Overlays.outlines(image, places[fullest], ids.get(fullest)), results.apply("_overlay.png"));
		ObjectAreas areas = new ObjectAreas();
		ids.forEach(areas::add);
		return new Result(areBodies ? largest : count, done.scale(), areas.median());
	}

	private Result inFile(Hyperstack pixels, Function<String, Path> results) throws IOException {
		try (MappedLabels labels = MappedLabels.create(results.apply("_labels.tif"), pixels.width(), pixels.height(), PixelSize.of(image))) {
			PlaneSegmentation.Done done = complete(pixels, List.of(LabelRows.of(labels)));
			labels.commit();
			int count = ObjectFiles.write(image, results.apply("_rois.zip"), results.apply("_objects.csv"), objects -> objects.add(labels, channel()));
			PlaneIndex plane = new PlaneIndex(channel(), 0, 0);
			ImageWriter.savePng(Overlays.outlines(image, plane, labels::readRow), results.apply("_overlay.png"));
			ObjectAreas areas = new ObjectAreas();
			int[] row = new int[labels.width()];
			for (int y = 0; y < labels.height(); y++) {
				labels.readRow(y, row);
				areas.add(row);
			}
			return new Result(count, done.scale(), areas.median());
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private PlaneSegmentation.Done complete(Hyperstack pixels, List<LabelRows> targets) {
		PlaneSegmentation.Done done = segmentation.run(pixels, targets, progress);
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
