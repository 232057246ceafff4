package sc.fovea.task.detection.rcnn;

import java.util.List;
import java.util.Map;

import sc.fovea.architecture.CropHeads;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.train.PixelLoss;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.Trainer;

/**
 * How well a classifier tells regions apart that it does not learn from, always the same ones: the mean over background and classes of the share that is recognised.
 *
 * @param backend runs the network
 * @param network classifier
 * @param batches of regions
 * @param count the batches of the steps 0 to count − 1 are taken
 */
record CropJudge(Backend backend, Network network, CropBatches batches, int count) {

	/** Name of the deciding metric. */
	static final String RECOGNISED = "regions recognised";

	/** For a training: all numbers come from one network. @param training batches of what is learned from */
	Trainer.Judges judges(CropBatches training) {
		return new Trainer.Judges(this::score, this::loss, new CropJudge(backend, network, training, count)::score);
	}

	/** The objective. */
	double loss(Weights weights) {
		List<PixelLoss> sums = CropBatches.losses().stream().map(PixelLoss::new).toList();
		try (Runner runner = backend.runner(network.withOutputs(CropHeads.CLASSES_LOGIT), weights)) {
			for (int i = 0; i < count; i++) {
				Map<String, Tensor> batch = batches.at(i);
				Map<String, Tensor> answers = runner.run(Map.of(UNet.IMAGE, batch.get(UNet.IMAGE)));
				sums.forEach(sum -> sum.add(answers, batch));
			}
		}
		return sums.stream().mapToDouble(PixelLoss::weighted).sum();
	}

	/** The mean share, and the share of each category that occurs. */
	Score score(Weights weights) {
		int[] all = new int[batches.pool().categories()];
		int[] right = new int[all.length];
		try (Runner runner = backend.runner(network, weights)) {
			for (int i = 0; i < count; i++) {
				Map<String, Tensor> batch = batches.at(i);
				count(runner.run(batch.get(UNet.IMAGE)), CropBatches.categories(batch), all, right);
			}
		}
		double sum = 0;
		int present = 0;
		for (int c = 0; c < all.length; c++) {
			if (all[c] > 0) {
				sum += (double) right[c] / all[c];
				present++;
			}
		}
		return new Score(sum / present, Map.of(RECOGNISED, sum / present));
	}

	private static void count(Tensor answers, int[] categories, int[] all, int[] right) {
		int channels = answers.channels();
		for (int i = 0; i < categories.length; i++) {
			int best = 0;
			for (int c = 1; c < channels; c++) {
				if (answers.data()[i * channels + c] > answers.data()[i * channels + best]) best = c;
			}
			all[categories[i]]++;
			right[categories[i]] += best == categories[i] ? 1 : 0;
		}
	}
}
