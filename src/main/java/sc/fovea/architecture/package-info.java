/**
 * Published network architectures as functions from options to a {@link sc.fovea.net.Network}. {@link sc.fovea.architecture.Architecture} is the
 * extension point.
 * <p>
 * A {@link sc.fovea.architecture.UNet} goes down and up again and is trained from the start. A {@link sc.fovea.architecture.Backbone} (MobileNet,
 * MobileNetV2, ResNet-50) goes down only and can begin with weights that others published; its nodes are named as in Keras, its zeros lie where Keras puts
 * them.
 */
package sc.fovea.architecture;
