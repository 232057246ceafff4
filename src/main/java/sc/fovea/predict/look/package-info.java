/** What kind of picture an image is, by its colours, its polarity and its texture, so that a model that fits it can be chosen. */
package sc.fovea.predict.look;
