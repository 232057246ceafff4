package sc.fovea.task.detection.rcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import sc.fovea.architecture.CropHeads;
import sc.fovea.architecture.NetworkInNetwork;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.augment.Recipes;
import sc.fovea.backend.Adam;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.LabelledBox;
import sc.fovea.detect.BoxCoder;
import sc.fovea.detect.RegionWarp;
import sc.fovea.geometry.Box;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.task.detection.region.ProposedRegions;
import sc.fovea.train.loop.TrainingResult;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.Schedule;
import sc.fovea.train.plan.TrainingPlan;

/** R-CNN, from regions to a network that scores and moves them. */
class CropTrainingTest {

	private static final int SIDE = 16;
	private static TrainingBackend backend;
	private static CropTraining training;
	private static CropTraining.Learned learned;

	@BeforeAll
	static void train() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
		TrainingPlan plan = new TrainingPlan(Budget.ofSteps(120), new Schedule(3e-3, 1e-4, 10), new Adam(0.9, 0.999, 1e-7, 0, 5),
			new TrainingPlan.Sampling(SIDE, 32, Recipes.standard(Recipes.TRAINING)), new TrainingPlan.Validating(60, 1, 0.9), 1);
		training = new CropTraining(CropScenes.CLASSES, new RegionWarp(SIDE, 2), new NetworkInNetwork().trunk(
			new TrunkOptions(1, 4, 8, 1, Pooling.Kind.MAX, 0)).withInputSize(Size.of(SIDE)), plan);
		learned = training.run(backend, new CropTraining.Parts(CropScenes.of(20, 1), CropScenes.of(6, 100)), Optional.empty(), Watcher.toTheEnd());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	/** Answers for the proposals of scenes. */
	private static List<Map<String, Tensor>> answers(List<ProposedRegions> scenes) {
		try (Runner runner = backend.runner(learned.network(), learned.weights())) {
			return scenes.stream().map(p -> runner.run(Map.of(UNet.IMAGE, training.warp().warp(p.image(), p.boxes())))).toList();
		}
	}

	private static List<ProposedRegions> unseen() {
		return CropScenes.of(10, 1000);
	}

	private static double iou(ProposedRegions proposed, Box box, int category) {
		return proposed.sample().boxes().stream().filter(b -> b.label().equals(CropScenes.CLASSES.get(category))).map(LabelledBox::box)
			.mapToDouble(box::iou).max().orElse(0);
	}

	@Test
	void scores_tell_regions_on_objects_from_others() {
		List<Map<String, Tensor>> answers = answers(unseen());
		for (int c = 0; c < 2; c++) {
			List<Float> on = new ArrayList<>();
			List<Float> off = new ArrayList<>();
			for (int s = 0; s < answers.size(); s++) {
				ProposedRegions proposed = unseen().get(s);
				for (int i = 0; i < proposed.boxes().size(); i++) {
					float score = answers.get(s).get(CropHeads.SCORES).data()[2 * i + c];
					double iou = iou(proposed, proposed.boxes().get(i), c);
					if (iou > 0.7) on.add(score);
					if (iou < 0.3) off.add(score);
				}
			}
			double right = on.stream().mapToDouble(p -> off.stream().filter(n -> n < p).count()).sum() / on.size() / off.size();
			assertThat(right).as("area under the curve of %s", CropScenes.CLASSES.get(c)).isGreaterThan(0.98);
		}
	}

	/** The offset of the most likely scale is right when the mean score is the share of matches, in the scenes that it was fitted to: those that judged. */
	@Test
	void the_mean_score_is_the_share_of_regions_that_match() {
		List<ProposedRegions> scenes = CropScenes.of(6, 100);
		List<Map<String, Tensor>> answers = answers(scenes);
		for (int c = 0; c < 2; c++) {
			double sum = 0;
			double matches = 0;
			int count = 0;
			for (int s = 0; s < scenes.size(); s++) {
				for (int i = 0; i < scenes.get(s).boxes().size(); i++, count++) {
					sum += answers.get(s).get(CropHeads.SCORES).data()[2 * i + c];
					matches += iou(scenes.get(s), scenes.get(s).boxes().get(i), c) >= 0.5 ? 1 : 0;
				}
			}
			assertThat(matches).isGreaterThan(20);
			assertThat(sum / count).isCloseTo(matches / count, within(0.005));
		}
	}

	@Test
	void offsets_move_regions_onto_their_objects() {
		List<Map<String, Tensor>> answers = answers(unseen());
		double before = 0;
		double after = 0;
		int count = 0;
		for (int s = 0; s < answers.size(); s++) {
			ProposedRegions proposed = unseen().get(s);
			float[] offsets = answers.get(s).get(CropHeads.OFFSETS).data();
			for (int i = 0; i < proposed.boxes().size() * 2; i++) {
				Box box = proposed.boxes().get(i / 2);
				double iou = iou(proposed, box, i % 2);
				if (iou > 0.5) {
					BoxCoder.Offsets own = new BoxCoder.Offsets(offsets[4 * i], offsets[4 * i + 1], offsets[4 * i + 2], offsets[4 * i + 3]);
					before += iou;
					after += iou(proposed, BoxCoder.forProposals().decode(own, box), i % 2);
					count++;
				}
			}
		}
		assertThat(after / count).isGreaterThan(before / count + 0.05);
	}

	@Test
	void the_same_plan_and_regions_give_the_same_weights() {
		CropTraining.Parts few = new CropTraining.Parts(CropScenes.of(4, 1), CropScenes.of(2, 100));
		List<CropTraining.Learned> runs = IntStream.range(0, 2).mapToObj(i -> training.run(backend, few, Optional.empty(), Watcher.cancelling(5))).toList();
		assertThat(runs.get(0).weights()).isEqualTo(runs.get(1).weights());
	}

	@Test
	void the_network_has_the_outputs_of_a_detector_of_regions() {
		assertThat(learned.network().outputs()).containsExactly(CropHeads.SCORES, CropHeads.OFFSETS);
		assertThat(learned.network().shapes().get(CropHeads.SCORES).channels()).isEqualTo(2);
		assertThat(learned.network().shapes().get(CropHeads.OFFSETS).channels()).isEqualTo(8);
	}

	@Test
	void a_class_without_an_object_is_never_found() {
		CropTraining more = new CropTraining(List.of("disc", "square", "star"), training.warp(), training.trunk(), training.plan());
		CropTraining.Learned with = more.run(backend, new CropTraining.Parts(CropScenes.of(4, 1), CropScenes.of(2, 100)), Optional.empty(),
			Watcher.cancelling(3));
		Tensor bias = with.weights().get("scores_logit.bias");
		assertThat(bias.data()[2]).isEqualTo(-10);
		assertThat(IntStream.range(0, 256).mapToDouble(i -> with.weights().get("scores_logit.kernel").data()[3 * i + 2])).containsOnly(0.0);
		assertThat(with.trained().end()).isEqualTo(TrainingResult.End.CANCELLED);
	}
}
