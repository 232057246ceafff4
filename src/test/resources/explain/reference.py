"""Grad-CAM of a small Keras model with random weights, as reference for KerasGradCamTest.

Needs tensorflow (Keras 3). Writes small.weights.h5-like file small.h5 and small_gradcam.txt beside itself:
    python reference.py
"""
import os

import numpy as np
import keras
import tensorflow as tf

here = os.path.dirname(os.path.abspath(__file__))
keras.utils.set_random_seed(15)
image = keras.Input((24, 20, 3), name="image")
x = keras.layers.Conv2D(6, 3, padding="same", name="conv1")(image)
x = keras.layers.BatchNormalization(name="norm1", epsilon=1e-3)(x)
x = keras.layers.ReLU(name="relu1")(x)
x = keras.layers.MaxPooling2D(2, name="pool1")(x)
x = keras.layers.Conv2D(8, 3, padding="same", name="conv2")(x)
features = keras.layers.ReLU(name="relu2")(x)
x = keras.layers.GlobalAveragePooling2D(name="global")(features)
logits = keras.layers.Dense(4, name="logits")(x)
model = keras.Model(image, logits)
norm = model.get_layer("norm1")
random = np.random.default_rng(15)
norm.set_weights([random.uniform(0.5, 1.5, 6), random.normal(0, 0.3, 6), random.normal(0, 0.3, 6), random.uniform(0.5, 1.5, 6)])
model.save(os.path.join(here, "small.h5"))

pixels = random.uniform(0, 1, (1, 24, 20, 3)).astype("float32")
inner = keras.Model(image, [features, logits])
with open(os.path.join(here, "small_gradcam.txt"), "w") as out:
    out.write("image " + " ".join("%.9g" % v for v in pixels.ravel()) + "\n")
    for label in range(4):
        with tf.GradientTape() as tape:
            maps, scores = inner(pixels)
            tape.watch(maps)
            score = scores[:, label]
        # The maps are an inner value of the tape's forward pass, so the head is run again behind them.
        with tf.GradientTape() as tape:
            tape.watch(maps)
            score = model.get_layer("logits")(model.get_layer("global")(maps))[:, label]
        alpha = tf.reduce_mean(tape.gradient(score, maps), axis=(0, 1, 2))
        cam = tf.nn.relu(tf.reduce_sum(maps[0] * alpha, axis=-1)).numpy()
        out.write("score%d %.9g\n" % (label, float(scores[0, label])))
        out.write("map%d " % label + " ".join("%.9g" % v for v in cam.ravel()) + "\n")
