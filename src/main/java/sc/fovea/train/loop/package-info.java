/** The training loop: steps, learning-rate schedule, averaged weights, validation, early stopping, checkpoints, and the history of all that. */
package sc.fovea.train.loop;
