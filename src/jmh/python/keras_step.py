"""The peer of TrainingStep: the same network, weights, batch, losses and optimizer in Keras.

Started by the benchmark with the folder of case.json and case.safetensors. Reads lines from standard input: "loss" does one step and answers
with its loss; "steps N" does N steps and answers with milliseconds per step. Keras compiles the step as it does by default (jit_compile="auto").
"""

import json
import os
import struct
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import layers  # noqa: E402


def safetensors(path):
    data = open(path, "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    header.pop("__metadata__", None)
    return {name: np.frombuffer(data[8 + size + t["data_offsets"][0]:8 + size + t["data_offsets"][1]], np.float32).reshape(t["shape"])
            for name, t in header.items()}


def layer(node):
    kind = node["layer"]
    if kind == "Convolution":
        return layers.Conv2D(node["filters"], node["kernel"], padding="same", name=node["name"])
    if kind == "Activation":
        return layers.Activation(node["function"].lower(), name=node["name"])
    if kind == "Pooling":
        return layers.MaxPooling2D(node["window"], node["stride"], padding="same", name=node["name"])
    if kind == "Upsampling":
        return layers.UpSampling2D(node["factor"], interpolation="nearest", name=node["name"])
    if kind == "Join":
        return layers.Concatenate(name=node["name"])
    raise ValueError(kind)


def build(tree, outputs):
    values = {name: keras.Input([None if n < 0 else n for n in shape], name=name) for name, shape in tree["inputs"].items()}
    inputs = dict(values)
    for node in tree["nodes"]:
        given = [values[name] for name in node["inputs"]]
        values[node["name"]] = layer(node)(given if len(given) > 1 else given[0])
    return keras.Model(inputs, {name: values[name] for name in outputs})


def loss_of(kind, target, output):
    if kind == "BINARY_CROSS_ENTROPY":
        return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(target, output), -1, keepdims=True)
    if kind == "ABSOLUTE_ERROR":
        return tf.reduce_mean(tf.abs(output - target), -1, keepdims=True)
    raise ValueError(kind)


class Trained(keras.Model):
    """The network with its losses; train_step as Keras documents it."""

    def __init__(self, net, losses):
        super().__init__()
        self.net = net
        self.losses_of_case = losses

    def call(self, inputs, training=False):
        return self.net(inputs, training=training)

    def train_step(self, data):
        inputs, targets = data[:2]
        with tf.GradientTape() as tape:
            outputs = self.net(inputs, training=True)
            total = 0.0
            for loss in self.losses_of_case:
                error = loss_of(loss["kind"], targets[loss["target"]], outputs[loss["output"]])
                if loss["mask"]:
                    mask = targets[loss["mask"]]
                    mean = tf.reduce_sum(mask * error) / tf.maximum(tf.reduce_sum(mask), 1e-12)
                else:
                    mean = tf.reduce_mean(error)
                total += loss["weight"] * mean
        self.optimizer.apply(tape.gradient(total, self.net.trainable_variables), self.net.trainable_variables)
        return {"loss": total}


def main(folder):
    case = json.load(open(os.path.join(folder, "case.json")))
    tensors = safetensors(os.path.join(folder, "case.safetensors"))
    losses = case["losses"]
    net = build(case["network"], [loss["output"] for loss in losses])
    for part in net.layers:
        if part.weights:
            part.set_weights([tensors[w] for w in weight_names(part.name, tensors)])
    adam = case["adam"]
    model = Trained(net, losses)
    model.compile(optimizer=keras.optimizers.Adam(case["rate"], adam["beta1"], adam["beta2"], adam["epsilon"], global_clipnorm=adam["clipNorm"] or None))
    inputs = {name: tf.constant(tensors[name]) for name in case["network"]["inputs"]}
    targets = {name: tf.constant(tensors[name]) for loss in losses for name in (loss["target"], loss["mask"]) if name}
    serve(model, inputs, targets)


def weight_names(name, tensors):
    return sorted((w for w in tensors if w.startswith((name + "/", name + "."))), key=lambda w: "bias" in w)


def serve(model, inputs, targets):
    for line in sys.stdin:
        words = line.split()
        if words[0] == "loss":
            print(float(np.asarray(model.train_on_batch(inputs, targets, return_dict=True)["loss"])), flush=True)
        else:
            count = int(words[1])
            start = time.perf_counter()
            for _ in range(count):
                model.train_on_batch(inputs, targets, return_dict=True)
            print((time.perf_counter() - start) * 1000 / count, flush=True)


main(sys.argv[1])
