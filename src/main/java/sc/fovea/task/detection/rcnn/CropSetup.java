package sc.fovea.task.detection.rcnn;

import java.util.List;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.task.detection.region.RegionSetup;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.SplitTraining;
import sc.fovea.train.Targets;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Score;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/**
 * R-CNN (Girshick et al. 2014, arXiv:1311.2524): regions are cut out of the images, warped to squares and learned one by one.
 *
 * @param regions whose regions are warped
 * @param side of a warped region in pixels
 */
public record CropSetup(RegionSetup regions, int side) implements TrainingSetup {

	@Override
	public Network network() {
		return regions.network();
	}

	@Override
	public Targets targets() {
		return regions.targets();
	}

	@Override
	public TaskSettings settings() {
		return regions.settings();
	}

	@Override
	public TaskSettings settings(Score score) {
		return regions.settings(score);
	}

	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		return regions.validation(backend, samples);
	}

	@Override
	public TrainingPlan plan(PlanAdvice advice, Split split, boolean isPretrained) {
		return advice.regionPlan(side, split);
	}

	@Override
	public SplitTraining training(TrainingPlan plan, InitialWeights initial, ExportSettings export) {
		return new CropModelTraining(regions, plan, initial, export);
	}
}
