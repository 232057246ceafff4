/**
 * TensorFlow for the JVM, in graph mode, as {@link sc.fovea.backend.Backend}: the only package with TensorFlow, JavaCPP or
 * protobuf types, none of which leaves it.
 * <p>
 * A network and its weights become a graph ({@link sc.fovea.backend.tensorflow.GraphBuilder}, one small class per family of
 * layers), the graph becomes a session, and the session is owned by a runner or a learner.
 * {@link sc.fovea.backend.tensorflow.TensorFlowProvider} is the door; all else is loaded by a class loader of its own.
 */
package sc.fovea.backend.tensorflow;
