package sc.fovea.task.detection.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.Runner;
import sc.fovea.detect.BoxCoder;
import sc.fovea.detect.RegionAnswers;
import sc.fovea.detect.RegionScorer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;

/**
 * Judges regions of a scene by a network: features of each region, and behind them a score and a better box for each class.
 *
 * @param scene that the regions are of
 * @param features what the network is given of a region
 * @param runner of the head; not closed here
 * @param settings classes and names of the outputs
 */
public record RegionHead(Scene scene, RegionFeatures features, Runner runner, Regions settings) implements RegionScorer {

	/** Regions in a run: enough to keep processors busy, few enough for their features to fit into memory. */
	private static final int RUN = 256;
	private static final BoxCoder CODER = BoxCoder.forProposals();

	@Override
	public RegionAnswers score(List<Box> regions) {
		int classes = settings.classes().size();
		float[] scores = new float[regions.size() * classes];
		List<Box> boxes = new ArrayList<>(scores.length);
		for (int from = 0; from < regions.size(); from += RUN) {
			List<Box> some = regions.subList(from, Math.min(regions.size(), from + RUN));
			Map<String, Tensor> answers = runner.run(features.of(scene, some));
			read(answers.get(settings.heads().scores()), scores, from * classes);
			move(answers.get(settings.heads().offsets()), some, boxes);
		}
		return new RegionAnswers(regions, classes, scores, boxes);
	}

	private void read(Tensor answer, float[] scores, int at) {
		int classes = settings.classes().size();
		int background = answer.channels() - classes;
		for (int region = 0, to = at; region < answer.batch(); region++) {
			for (int c = 0; c < classes; c++) {
				scores[to++] = finite(answer.data()[region * answer.channels() + background + c], settings.heads().scores());
			}
		}
	}

	private void move(Tensor offsets, List<Box> regions, List<Box> boxes) {
		float[] values = offsets.data();
		for (int region = 0, at = 0; region < regions.size(); region++) {
			for (int c = 0; c < settings.classes().size(); c++, at += 4) {
				finite(values[at] + values[at + 1] + values[at + 2] + values[at + 3], settings.heads().offsets());
				BoxCoder.Offsets moved = new BoxCoder.Offsets(values[at], values[at + 1], values[at + 2], values[at + 3]);
				boxes.add(CODER.decode(moved, regions.get(region)).intersection(scene.bounds()));
			}
		}
	}

	private static float finite(float value, String output) {
		if (!Float.isFinite(value)) throw new BackendException("Expected finite numbers of output '" + output + "', got " + value + ".");
		return value;
	}
}
