"""Reference features of Keras' own MobileNet, MobileNetV2 and ResNet50: the numbers in this folder.

    python reference.py WEIGHTS_FOLDER OUTPUT_FOLDER        (made with keras 3.15.1 and tensorflow-cpu 2.21.0)

Each text file holds a line "height width channels" of the features and then their values at 200 even steps of the (H, W, C) array.

Input pixel (y, x, c): ((y*y + 3*x*y + 7*x + 5*c) mod 256) / 127.5 - 1.
Odd images get a row and a column of zeros at their end where Keras would put them first (the strided "same" convolution).
ResNet50 and the small model of one layer of each kind have the weights of `recipe`, a function of name and index.
"""
import os
import sys
import zlib

import keras
import numpy as np

SUFFIX = {"kernel": "kernel", "depthwise_kernel": "kernel", "bias": "bias", "gamma": "scale", "beta": "shift",
          "moving_mean": "mean", "moving_variance": "variance"}


def image(height, width, channels):
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    return ((y * y + 3 * x * y + 7 * x + 5 * c) % 256 / 127.5 - 1).astype(np.float32)[None]


def recipe(name, shape):
    """Values that a hash of name and index gives: kernels uniform with He's variance, the rest near its usual value."""
    h = np.arange(np.prod(shape), dtype=np.uint32) * np.uint32(2654435761) + np.uint32(zlib.crc32(name.encode()))
    h ^= h >> np.uint32(15)
    h *= np.uint32(2246822519)
    h ^= h >> np.uint32(13)
    h *= np.uint32(3266489917)
    h ^= h >> np.uint32(16)
    u = h / 2.0**32
    kind = name.split(".")[1]
    if kind == "kernel":
        values = (2 * u - 1) * np.sqrt(6 / np.prod(shape[:-1]))
    elif kind in ("scale", "variance"):
        values = 0.5 + u
    else:
        values = (2 * u - 1) * 0.1
    return values.astype(np.float32).reshape(shape)


def write(model, name, pixels, folder):
    features = np.asarray(model(pixels, training=False))[0]
    flat = features.reshape(-1)
    picked = flat[np.arange(200) * flat.size // 200]
    with open(os.path.join(folder, name + ".txt"), "w") as f:
        f.write("%d %d %d\n" % features.shape)
        f.writelines("%.9g\n" % v for v in picked)
    print(name, features.shape, np.abs(flat).max(), (flat != 0).mean())


def fill(model):
    for layer in model.layers:
        named = [layer.name + "." + SUFFIX[w.name] for w in layer.weights]
        layer.set_weights([recipe(n, w.shape) for n, w in zip(named, layer.weights)])


def mobilenets(weights, out):
    for build, version, alpha in ((keras.applications.MobileNet, 1, 0.25), (keras.applications.MobileNetV2, 2, 0.35)):
        model = build(input_shape=(None, None, 1), alpha=alpha, include_top=False, weights=None)
        model.load_weights(os.path.join(weights, "mobilenetV%d_%s_96x96_greyscale_weights.h5" % (version, alpha)))
        name = "mobilenet-v%d_%s_" % (version, alpha)
        write(model, name + "96x96", image(96, 96, 1), out)
        write(model, name + "97x75", np.pad(image(97, 75, 1), ((0, 0), (0, 1), (0, 1), (0, 0))), out)


def resnet(out):
    model = keras.applications.ResNet50(input_shape=(None, None, 3), include_top=False, weights=None)
    fill(model)
    write(model, "resnet50_49x35", image(49, 35, 3), out)


def small(out):
    """One layer of each kind that has weights, saved as a whole model: small.h5."""
    x = keras.Input((6, 5, 2), name="image")
    y = keras.layers.Conv2D(3, (3, 2), padding="same", name="full")(x)
    y = keras.layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same", name="each")(y)
    y = keras.layers.BatchNormalization(name="norm")(y)
    y = keras.layers.Conv2DTranspose(2, 2, strides=2, name="up")(y)
    y = keras.layers.Dense(4, name="classes")(keras.layers.Flatten(name="row")(y))
    model = keras.Model(x, keras.layers.Reshape((1, 1, 4), name="answer")(y))
    fill(model)
    write(model, "small", image(6, 5, 2), out)
    model.save(os.path.join(out, "small.h5"))


if __name__ == "__main__":
    mobilenets(sys.argv[1], sys.argv[2])
    resnet(sys.argv[2])
    small(sys.argv[2])
