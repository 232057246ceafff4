"""Writes a small SavedModel of TensorFlow 2 with functions in functions, and what TensorFlow answers to a ramp.

python functions.py FOLDER; TensorFlow 2.21, seed 5.
"""
import os, sys
import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

random = np.random.RandomState(5)


def variable(shape, low=-0.5, high=0.5):
    # The same name for all: only the restoring function tells them apart.
    return tf.Variable(random.uniform(low, high, shape).astype("float32"), name="v")


class Normalized(tf.Module):
    """A convolution with batch normalization in a function of its own."""

    def __init__(self, kernel, depthwise):
        self.depthwise = depthwise
        self.kernel = variable(kernel)
        count = kernel[2] if depthwise else kernel[3]
        self.scale, self.shift = variable([count], 0.5, 1.5), variable([count])
        self.mean, self.variance = variable([count]), variable([count], 0.5, 1.5)

    @tf.function
    def __call__(self, x):
        convolution = tf.nn.depthwise_conv2d if self.depthwise else tf.nn.conv2d
        x = convolution(x, self.kernel, strides=[1, 1, 1, 1], padding="SAME")
        x, _, _ = tf.compat.v1.nn.fused_batch_norm(x, self.scale, self.shift, self.mean, self.variance, 1e-3, is_training=False)
        return tf.nn.relu(x)


class Whole(tf.Module):

    def __init__(self):
        self.first = Normalized([3, 3, 2, 4], False)
        self.second = Normalized([3, 3, 4, 1], True)
        self.factor, self.mean = variable([4], 0.5, 1.5), variable([1, 1, 1, 4])
        self.variance = variable([4], 0.5, 1.5)
        self.last, self.bias = variable([1, 1, 8, 3]), variable([3])

    @tf.function
    def twice(self, x):
        y = self.second(self.first(x))
        return y, self.second(y)

    @tf.function(input_signature=[tf.TensorSpec([None, None, None, 2], tf.float32, name="image")])
    def __call__(self, image):
        padded = tf.pad(image * 2.0 - 0.5, [[0, 0], [1, 1], [1, 1], [0, 0]], constant_values=0.0)
        pooled = tf.nn.max_pool2d(padded, 3, 1, "VALID")
        a, b = self.twice(pooled)
        b = (b - self.mean) * self.factor * tf.math.rsqrt(self.variance + 0.01) / tf.cast(tf.constant(3), tf.float32) + 0.25
        x = tf.nn.conv2d(tf.concat([a, b], 3), self.last, 1, "SAME") + tf.squeeze(tf.reshape(self.bias, [1, 1, 1, 3]), [0, 1, 2])
        return {"classes": tf.nn.softmax(x)}


model = Whole()
tf.saved_model.save(model, sys.argv[1], signatures=model.__call__)
image = (np.arange(1 * 12 * 10 * 2) * 7 % 256 / 255).astype("float32").reshape(1, 12, 10, 2)
np.save(os.path.join(sys.argv[1], "expected.npy"), model(tf.constant(image))["classes"].numpy())

# What would save, what TensorFlow tells debuggers and functions that nothing calls are left out: the file shall be small.
file = os.path.join(sys.argv[1], "saved_model.pb")
saved = saved_model_pb2.SavedModel()
saved.ParseFromString(open(file, "rb").read())
graph = saved.meta_graphs[0].graph_def
saved.meta_graphs[0].meta_info_def.stripped_op_list.Clear()
functions = {f.signature.name: f for f in graph.library.function}
needed, waiting = set(), list(graph.node)
while waiting:
    node = waiting.pop()
    name = node.attr["f"].func.name if "f" in node.attr else ""
    node.ClearField("experimental_debug_info")
    node.attr.pop("_output_shapes", None)
    if name in functions and name not in needed and "traced_save" not in name:
        needed.add(name)
        waiting.extend(functions[name].node_def)
for f in list(graph.library.function):
    if f.signature.name not in needed:
        graph.library.function.remove(f)
    f.attr.pop("_construction_context", None)
open(file, "wb").write(saved.SerializeToString(deterministic=True))
os.remove(os.path.join(sys.argv[1], "fingerprint.pb"))
os.rmdir(os.path.join(sys.argv[1], "assets"))
