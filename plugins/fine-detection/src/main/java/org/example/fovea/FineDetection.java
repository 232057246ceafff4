package org.example.fovea;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.scijava.plugin.Plugin;

import sc.fovea.annotation.DataSet;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.detection.BoxPatches;
import sc.fovea.task.detection.BoxSetup;
import sc.fovea.task.detection.DetectionSystem;
import sc.fovea.train.PatchTask;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.sample.SampleReader;
import sc.fovea.train.transfer.AdaptedModel;

/** Detection in a single stage on a grid of the user's choice: one of 2 pixels tells apart dots whose centres are 2 pixels from each other, and takes its time. */
@Plugin(type = DetectionSystem.class)
public final class FineDetection implements DetectionSystem {

	private static final Option GRID = Option.whole("fine_grid", "Fine_grid (pixels)", "Detection with fine: pixels per place at which a box may be, 1, 2, 4 or 8.", 2);

	@Override
	public String name() {
		return "fine";
	}

	@Override
	public String description() {
		return "a single stage on a grid of one's choice, for dots";
	}

	@Override
	public List<Option> options() {
		return List.of(GRID);
	}

	/** @throws IllegalArgumentException if there is no such grid */
	@Override
	public PatchTask training(OptionValues options) {
		int grid = options.whole(GRID.name());
		if (!List.of(1, 2, 4, 8).contains(grid)) throw new IllegalArgumentException("\"fine_grid\" must be 1, 2, 4 or 8, but is " + grid + ".");
		return new OnGrid(grid);
	}

	private record OnGrid(int grid) implements PatchTask {

		@Override
		public LabelledSamples read(SampleReader reader, DataSet data) throws IOException {
			return reader.readBoxes(data);
		}

		@Override
		public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, BooleanSupplier cancelled) {
			return new PreparedSetup(BoxSetup.of(advice.trunkOn(grid), BoxSetup.classes(data.samples())), data.samples());
		}

		/** The grid is then that of the model to begin with. */
		@Override
		public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, AdaptedModel source, BooleanSupplier cancelled) {
			return new BoxPatches().setup(data, advice, source, cancelled);
		}
	}
}
