package org.example.counting;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.FloatProcessor;

import sc.fovea.evaluate.Table;
import sc.fovea.image.Hyperstack;

/**
 * Density maps of an image as an image and as rows of a table.
 *
 * @param image that was counted in
 * @param maps of its slices and frames, slices of the first frame first
 */
record DensityImages(ImagePlus image, List<DensityMap> maps) {

	/** Titles of {@link #rows}. */
	static final List<String> COLUMNS = List.of("Label", "Slice", "Frame", "Count");

	/** Objects in all planes together. */
	double total() {
		return maps.stream().mapToDouble(DensityMap::count).sum();
	}

	/** The maps in 32 bits, calibrated as the image is: the sum over a region is the number of objects in it. */
	ImagePlus density() {
		ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
		maps.forEach(map -> stack.addSlice(new FloatProcessor(map.width(), map.height(), map.values())));
		ImagePlus density = new ImagePlus(title(), stack);
		Hyperstack source = Hyperstack.of(image);
		density.setDimensions(1, source.slices(), source.frames());
		density.setOpenAsHyperStack(source.slices() > 1 && source.frames() > 1);
		Calibration calibration = image.getCalibration().copy();
		calibration.disableDensityCalibration();
		density.setCalibration(calibration);
		density.setDisplayRange(0, maps.stream().mapToDouble(DensityMap::peak).max().orElse(1));
		return density;
	}

	private String title() {
		return image.getTitle().replaceFirst("\\.[^.]+$", "") + "_density";
	}

	/** A row for each plane. @param label of the image */
	List<List<Object>> rows(String label) {
		int slices = Hyperstack.of(image).slices();
		List<List<Object>> rows = new ArrayList<>();
		for (int i = 0; i < maps.size(); i++) {
			rows.add(List.of(label, i % slices + 1, i / slices + 1, maps.get(i).count()));
		}
		return rows;
	}

	/** A table of such rows. */
	static Table table(List<List<Object>> rows) {
		return new Table(COLUMNS, rows);
	}
}
