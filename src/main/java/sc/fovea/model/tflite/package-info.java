/** Weights of networks in TensorFlow Lite files ({@code .tflite}), those of 8 bits included, for networks built here. */
package sc.fovea.model.tflite;
