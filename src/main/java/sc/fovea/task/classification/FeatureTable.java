package sc.fovea.task.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.sample.SamplePixels;

/**
 * The features that a fixed network finds in samples, and in the samples turned and mirrored, since objects under a microscope lie in any direction.
 *
 * @param views features of each sample as it is, and of its other orientations
 */
public record FeatureTable(Map<Sample, float[][]> views) {

	private static final int BATCH = 32;

	/**
	 * Runs the network.
	 *
	 * @param network whose only output are features (N, 1, 1, C)
	 * @param count orientations of each sample that are looked at, 1 to 8
	 * @throws CancellationException if the listener cancels
	 */
	static FeatureTable of(Backend backend, Network network, Weights weights, List<Sample> samples, int count, TrainingListener listener) {
		List<List<float[]>> rows = new ArrayList<>();
		try (Runner runner = backend.runner(network, weights)) {
			for (int number = 0; number < count; number++) {
				rows.add(rows(runner, samples, number, listener));
			}
		}
		Map<Sample, float[][]> views = new IdentityHashMap<>();
		for (int i = 0; i < samples.size(); i++) {
			int sample = i;
			views.put(samples.get(i), rows.stream().map(view -> view.get(sample)).toArray(float[][]::new));
		}
		return new FeatureTable(views);
	}

	/** Features of samples in one orientation. */
	private static List<float[]> rows(Runner runner, List<Sample> samples, int orientation, TrainingListener listener) {
		List<float[]> rows = new ArrayList<>();
		for (Tensor batch : SamplePixels.batches(samples, BATCH)) {
			if (listener.isCancelled()) throw new CancellationException("Stopped.");
			rows.addAll(rows(runner.run(Orientations.of(batch, orientation))));
		}
		return rows;
	}

	private static List<float[]> rows(Tensor answer) {
		List<float[]> rows = new ArrayList<>();
		int length = answer.channels();
		for (int i = 0; i < answer.batch(); i++) {
			rows.add(Arrays.copyOfRange(answer.data(), i * length, (i + 1) * length));
		}
		return rows;
	}

	/** Features of a sample as it is. */
	float[] plain(Sample sample) {
		return views.get(sample)[0];
	}

	/** Features of samples as they are. */
	float[][] plain(List<Sample> samples) {
		return samples.stream().map(this::plain).toArray(float[][]::new);
	}

	/** Features of all views of samples. */
	float[][] all(List<Sample> samples) {
		return samples.stream().flatMap(sample -> Arrays.stream(views.get(sample))).toArray(float[][]::new);
	}

	/** Class of each row of {@link #all}. */
	int[] numbers(List<Sample> samples) {
		return samples.stream().flatMapToInt(s -> Arrays.stream(views.get(s)).mapToInt(view -> ClassReader.number(s))).toArray();
	}
}
