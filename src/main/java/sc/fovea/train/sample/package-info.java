/** Annotated images as samples, the split into training set and validation set, and the patches that a step sees. */
package sc.fovea.train.sample;
