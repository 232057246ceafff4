package sc.fovea.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import sc.fovea.data.Sample;
import sc.fovea.model.ModelCard;
import sc.fovea.model.TrainingRecord;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingResult;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/**
 * What a new model says about its training.
 *
 * @param card without scores
 * @param plan of the training
 * @param beginning of the training
 * @param split of the samples
 */
public record ModelNotes(ModelCard card, TrainingPlan plan, InitialWeights beginning, Split split) {

	/** With the scores of the weights as they are kept; of a cancelled training those of its last validations, since it shall end at once. */
	public ModelCard card(Optional<Score> score) {
		if (score.isEmpty()) return card;
		int count = split.validation().size();
		String images = count + (count == 1 ? " validation image" : " validation images, pooled");
		String strips = "a strip of " + (count == 1 ? "the image" : "each of " + count + " images, pooled");
		return card.withScores(new ModelCard.Scores(score.get().metrics(), split.areStrips() ? strips : images));
	}

	/** How it was made. */
	public TrainingRecord record(TrainingResult trained) {
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("plan", plan.tree());
		record.putAll(beginning.record());
		record.put("training_images", split.training().size());
		record.put("validation_by", split.isOfOwn() ? TrainingJob.BY_OWN : split.areStrips() ? "a strip of every image" : "whole images");
		record.put("validation_images", split.validation().stream().map(Sample::name).toList());
		record.put("steps", trained.steps());
		record.put("ended_by", trained.end().name().toLowerCase(Locale.ROOT));
		record.put("history", trained.history().tree());
		return new TrainingRecord(record);
	}
}
