package sc.fovea.task.detection.rcnn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fovea.architecture.CropHeads;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.Sample;
import sc.fovea.detect.RegionWarp;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.task.detection.region.ProposedRegions;
import sc.fovea.task.detection.region.RegionLook;
import sc.fovea.task.detection.region.RegionSetup;
import sc.fovea.task.detection.region.Regions;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.ModelNotes;
import sc.fovea.train.SplitTraining;
import sc.fovea.train.TestTensors;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.TrainingResult;
import sc.fovea.train.loop.UnsavedTraining;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/**
 * Trains R-CNN from annotated images with proposals to a model, see {@link CropTraining}.
 *
 * @param task whose network has {@link CropHeads#detector} and whose regions are warped
 * @param plan of the first step, in which the network learns
 * @param beginning whose record goes into the model's
 * @param packaging what makes a model of the weights
 */
public record CropModelTraining(RegionSetup task, TrainingPlan plan, InitialWeights beginning, ExportSettings packaging) implements SplitTraining {

	/** @throws IllegalArgumentException if there is no object to learn from or to judge by, or the checkpoint is of another plan */
	@Override
	public Model run(TrainingBackend backend, Split split, Optional<Path> checkpoint, TrainingListener listener) {
		ModelNotes notes = new ModelNotes(packaging.card(), plan, beginning, split);
		CropTraining.Parts parts = new CropTraining.Parts(proposed(split.training()), proposed(split.validation()));
		CropTraining.Learned learned = training().run(backend, parts, checkpoint, listener);
		TrainingResult trained = learned.trained();
		Weights weights = packaging.precision().round(learned.weights());
		Optional<Score> score = trained.end() == TrainingResult.End.CANCELLED
			? Optional.empty()
			: Optional.of(task.validation(backend, split.validation()).apply(weights));
		TaskSettings settings = score.map(task::settings).orElseGet(task::settings);
		Model model = new Model(notes.card(score), packaging.input(), settings, learned.network(), weights).withTraining(notes.record(trained));
		Model whole = model.withSamples(TestTensors.of(backend, model, split.validation().get(0)));
		trained.problem().ifPresent(problem -> {
			throw new UnsavedTraining(problem, whole);
		});
		return whole;
	}

	private static List<ProposedRegions> proposed(List<Sample> samples) {
		return samples.stream().map(ProposedRegions::of).toList();
	}

	private CropTraining training() {
		Regions settings = task.settings();
		RegionLook.Warped look = (RegionLook.Warped) settings.look();
		Network trunk = task.network().upTo(CropHeads.map(task.network()));
		return new CropTraining(settings.classes(), new RegionWarp(look.size(), look.context()), trunk, plan);
	}
}
