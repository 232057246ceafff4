/**
 * What a model is for: an image in, a plain answer out. How an image becomes the network's input and how outputs become an answer
 * is read from the model's manifest, never guessed.
 */
package sc.fovea.task;
