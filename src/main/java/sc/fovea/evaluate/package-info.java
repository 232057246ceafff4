/**
 * How good an answer is: labels that a model or another program gave are compared with true ones. An {@link sc.fovea.evaluate.Evaluation} is a value that is
 * made for one image and added up over images; an {@link sc.fovea.evaluate.Evaluator} does so for a folder, one image at a time.
 */
package sc.fovea.evaluate;
