package org.example.counting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sc.fovea.cli.ImageSubcommand;
import sc.fovea.evaluate.Table;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageWriter;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.Progress;

/** {@code fovea count}: images in, numbers and density maps out. */
@Plugin(type = ImageSubcommand.class)
public final class CountFiles implements ImageSubcommand<Counter> {

	private static final String DENSITY = "_density.tif";

	@Override
	public String verb() {
		return Counting.VERB;
	}

	@Override
	public Class<Counter> predictor() {
		return Counter.class;
	}

	@Override
	public Class<Count> command() {
		return Count.class;
	}

	@Override
	public String header() {
		return "Counts the objects of images.";
	}

	@Override
	public Map<String, String> imageFiles() {
		return Map.of(DENSITY, "the density map, 32 bits: its sum over a region is the number of objects there");
	}

	@Override
	public Map<String, String> tableFiles() {
		return Map.of("counts.csv", "the number of objects of each image, slice and frame");
	}

	@Override
	public Run begin(Counter counter, SegmentationOptions options) {
		return new Counts(counter, options, new ArrayList<>());
	}

	/** @param rows of the images so far */
	private record Counts(Counter counter, SegmentationOptions options, List<List<Object>> rows) implements Run {

		@Override
		public long on(Path file, ImagePlus image, Function<String, Path> results, Progress progress) throws IOException {
			DensityImages found = new DensityImages(image, counter.count(Hyperstack.of(image), options, progress));
			ImageWriter.saveTiff(found.density(), results.apply(DENSITY));
			rows.addAll(found.rows(file.getFileName().toString()));
			return Math.round(found.total());
		}

		@Override
		public List<Table> tables() {
			return List.of(DensityImages.table(rows));
		}
	}
}
