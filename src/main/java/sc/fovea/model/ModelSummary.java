package sc.fovea.model;

/**
 * What a list of models shows, read without the weights.
 *
 * @param card what a person must know
 * @param input what it expects of an image
 * @param task what it gives
 */
public record ModelSummary(ModelCard card, ModelInput input, TaskSettings task) {}
