package sc.fovea.evaluate;

import java.util.Map;

/**
 * How well the labels of one image fit.
 *
 * @param reference which image
 * @param score by which it is ranked, 0–1
 * @param numbers counts and scores by name, in the order in which they are shown
 */
public record ImageResult(Reference reference, double score, Map<String, Number> numbers) {}
