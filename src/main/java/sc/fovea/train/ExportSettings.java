package sc.fovea.train;

import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Precision;

/**
 * What makes a model of trained weights.
 *
 * @param input what the model will expect of an image; samples must be normalised as it says
 * @param card what a person must know; the scores are filled in
 * @param precision in which the model will be kept; its weights are rounded to it before they are judged
 */
public record ExportSettings(ModelInput input, ModelCard card, Precision precision) {}
