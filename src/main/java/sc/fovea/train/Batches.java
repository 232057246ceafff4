package sc.fovea.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import sc.fovea.net.Tensor;
import sc.fovea.train.loop.BatchStream;
import sc.fovea.train.loop.NetworkAnswers;
import sc.fovea.train.sample.Patch;
import sc.fovea.train.sample.PatchSource;

/**
 * The batch of every step: a function of the seed and the step alone, so that any number of threads may prepare batches ahead, and a resumed training sees
 * what the uninterrupted one would have seen.
 *
 * @param source of patches
 * @param targets what the network shall answer
 * @param input name of the network's input
 * @param size patches per batch
 * @param seed of all draws
 */
public record Batches(PatchSource source, Targets targets, String input, int size, long seed) implements BatchStream {

	@Override
	public Map<String, Tensor> at(long step) {
		SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ step * 0xD1B54A32D192ED03L);
		List<Patch> patches = Stream.generate(() -> source.draw(random)).limit(size).toList();
		Map<String, Tensor> batch = new HashMap<>(targets.of(patches));
		batch.put(input, pixels(patches));
		return batch;
	}

	@Override
	public Map<String, Tensor> completed(long step, Map<String, Tensor> batch, NetworkAnswers network) {
		return targets.complete(batch, network, seed * 0xD1B54A32D192ED03L ^ step * 0x9E3779B97F4A7C15L);
	}

	private static Tensor pixels(List<Patch> patches) {
		Patch first = patches.get(0);
		Tensor images = Tensor.zeros(patches.size(), first.size(), first.size(), first.channels());
		for (int i = 0; i < patches.size(); i++) {
			float[] pixels = patches.get(i).pixels();
			System.arraycopy(pixels, 0, images.data(), i * pixels.length, pixels.length);
		}
		return images;
	}
}
