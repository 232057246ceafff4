package sc.fovea.train;

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

/**
 * The features that a fixed network finds in samples, and in the samples turned and mirrored, since objects under a microscope lie in any direction.
 *
 * @param views features of each sample as it is, and of its other views
 */
record FeatureTable(Map<Sample, float[][]> views) {

	/** Number of all views: turns by quarters, each also mirrored. */
	static final int ALL = 8;
	private static final int BATCH = 32;

	/**
	 * Runs the network.
	 *
	 * @param network whose only output are features (N, 1, 1, C)
	 * @param count views of each sample, 1 or {@link #ALL}
	 * @throws CancellationException if the listener cancels
	 */
	static FeatureTable of(Backend backend, Network network, Weights weights, List<Sample> samples, int count, TrainingListener listener) {
		Map<Sample, float[][]> views = new IdentityHashMap<>();
		List<Sample> turned = new ArrayList<>();
		samples.forEach(sample -> turned.addAll(views(sample, count)));
		List<float[]> features = new ArrayList<>();
		try (Runner runner = backend.runner(network, weights)) {
			for (Tensor batch : ClassAnswers.batches(turned, BATCH)) {
				if (listener.isCancelled()) throw new CancellationException("Stopped.");
				features.addAll(rows(runner.run(batch)));
			}
		}
		for (int i = 0; i < samples.size(); i++) {
			views.put(samples.get(i), features.subList(i * count, (i + 1) * count).toArray(float[][]::new));
		}
		return new FeatureTable(views);
	}

	private static List<float[]> rows(Tensor answer) {
		List<float[]> rows = new ArrayList<>();
		int length = answer.channels();
		for (int i = 0; i < answer.batch(); i++) {
			rows.add(Arrays.copyOfRange(answer.data(), i * length, (i + 1) * length));
		}
		return rows;
	}

	/** The sample itself, and, as it is square, its seven other views. */
	private static List<Sample> views(Sample sample, int count) {
		List<Sample> views = new ArrayList<>();
		Sample view = sample;
		for (int i = 0; i < count; i++) {
			views.add(view);
			view = i % 2 == 0 ? mirrored(view) : transposed(view);
		}
		return views;
	}

	private static Sample mirrored(Sample s) {
		return mapped(s, (x, y) -> y * s.width() + s.width() - 1 - x);
	}

	private static Sample transposed(Sample s) {
		return mapped(s, (x, y) -> x * s.width() + y);
	}

	/** Place of a source pixel. */
	private interface Source {

		int of(int x, int y);
	}

	private static Sample mapped(Sample s, Source source) {
		float[] pixels = new float[s.pixels().length];
		int channels = s.channels();
		for (int y = 0, to = 0; y < s.height(); y++) {
			for (int x = 0; x < s.width(); x++, to += channels) {
				System.arraycopy(s.pixels(), source.of(x, y) * channels, pixels, to, channels);
			}
		}
		return new Sample(s.name(), s.width(), s.height(), channels, pixels, s.labels());
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
