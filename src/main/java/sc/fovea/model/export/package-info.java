/**
 * Models for other programs: networks as ONNX and as TensorFlow graphs, written without the libraries of either. A layer that a format cannot express is refused by its
 * name; what is written answers as the network does here.
 */
package sc.fovea.model.export;
