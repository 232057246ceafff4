package sc.fovea.evaluate;

import java.util.Map;

/**
 * How well an answer fits the truth, for one image or for several together. Another task adds another record beside those that are here.
 *
 * @param <E> the evaluation itself
 */
public interface Evaluation<E extends Evaluation<E>> {

	/** The number by which images are ranked: 0 for wholly wrong, 1 for perfect. */
	double score();

	/** Counts as Integer or Long and scores as Double by name, in the order in which they are shown. */
	Map<String, Number> numbers();

	/** Tables by name, the first one {@code evaluation}. */
	Map<String, Table> tables();

	/** The scores as lines. */
	Chart chart();

	/** The evaluation of the images of both: counts are added, so that large images weigh more. */
	E plus(E other);
}
