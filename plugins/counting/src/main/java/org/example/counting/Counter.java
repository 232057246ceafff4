package org.example.counting;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.backend.Runner;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.ProgressPart;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * A counting model, ready to work: image in, density maps out. For one thread at a time.
 *
 * <pre>{@code
 * try (Counter counter = Tasks.installed().open(model, backend, Counter.class)) {
 *     double count = counter.count(Hyperstack.of(image), SegmentationOptions.STANDARD, Progress.none()).get(0).count();
 * }
 * }</pre>
 */
public final class Counter implements Predictor {

	private final Model model;
	private final ObjectDensity settings;
	private final Runner runner;
	private final MemoryBudget budget;

	/** @param runner of its network, which is closed with the counter @param budget memory for a tile */
	Counter(Model model, Runner runner, MemoryBudget budget) {
		this.model = model;
		this.settings = (ObjectDensity) model.task();
		this.runner = runner;
		this.budget = budget;
	}

	@Override
	public Model model() {
		return model;
	}

	/**
	 * The density map of every slice and frame, slices of the first frame first.
	 *
	 * @param options scale and channel; thresholds must be left as they are
	 * @throws IllegalArgumentException if image and model do not fit, or a threshold is set
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public List<DensityMap> count(Hyperstack image, SegmentationOptions options, Progress progress) {
		int planes = image.slices() * image.frames();
		List<DensityMap> maps = new ArrayList<>();
		for (int i = 0; i < planes; i++) {
			Segmenter.Place place = new Segmenter.Place(i % image.slices(), i / image.slices(), 1);
			maps.add(plane(image, place, options, new ProgressPart(progress, i, planes)));
		}
		return maps;
	}

	private DensityMap plane(Hyperstack image, Segmenter.Place place, SegmentationOptions options, Progress progress) {
		options.requireNoThresholds(settings);
		if ((long) image.width() * image.height() > Integer.MAX_VALUE - 8) {
			throw new IllegalArgumentException("Expected fewer than 2147483640 pixels in a plane, got " + image.width() + "x" + image.height() + " in \""
				+ image.title() + "\"; count in parts of it.");
		}
		PlaneInput input = new PlaneInput(model.input(), options);
		TileSource source = input.of(image, place, progress);
		DensitySink sink = new DensitySink(settings, source.width(), source.height());
		new TiledInference(runner, budget).run(source, sink, progress);
		return sink.map(image.width(), image.height(), input.scale(image.pixelSize()));
	}

	@Override
	public void close() {
		runner.close();
	}
}
