"""Small whole Keras models with what they answer; run with TensorFlow 2.15 (Keras 2, .h5) and 2.21 (Keras 3, .keras)."""
import sys

import keras
import numpy as np
from keras import layers

folder, suffix = sys.argv[1:3]
keras.utils.set_random_seed(3)


def touched(model):
    random = np.random.default_rng(1)
    model.set_weights([(w + random.uniform(0.05, 0.3, w.shape)).astype("float32") for w in model.get_weights()])
    return model


def classifier():
    return touched(keras.Sequential([
        keras.Input((24, 32, 3)), layers.Rescaling(1 / 127.5, offset=-1.0), layers.Conv2D(4, 3, strides=2, padding="same", use_bias=False),
        layers.BatchNormalization(scale=False, epsilon=1e-2), layers.ReLU(max_value=6), layers.DepthwiseConv2D((3, 5), padding="valid", activation="tanh"),
        layers.ZeroPadding2D(((1, 0), (2, 1))), layers.AveragePooling2D(2), layers.Dropout(0.5), layers.Flatten(),
        layers.Dense(5, activation="elu"), layers.Dense(3), layers.Activation("softmax")]))


def unet():
    image = keras.Input((None, None, 1), name="1-input")
    down = layers.Conv2D(3, 3, padding="same", activation="relu")(image)
    low = layers.MaxPooling2D(2)(down)
    low = layers.Conv2D(4, 3, padding="same", dilation_rate=2, activation="selu")(low)
    up = layers.Conv2DTranspose(3, 2, strides=2, padding="same")(low)
    both = layers.Concatenate()([up, down])
    near = layers.UpSampling2D(2, interpolation="bilinear")(layers.AveragePooling2D(2)(both))
    total = layers.Add()([both, near])
    return touched(keras.Model(image, layers.Conv2D(1, 1, activation="sigmoid", name="answer")(total)))


for name, model, shape in (("classifier", classifier(), (24, 32, 3)), ("unet", unet(), (16, 20, 1))):
    model.save(f"{folder}/{name}{suffix}")
    image = (np.arange(np.prod(shape)).reshape((1,) + shape) * 7 % 256).astype("float32")
    image = image if name == "classifier" else image / 255
    np.save(f"{folder}/{name}{suffix}.npy", model.predict(image, verbose=0)[0].astype("<f4"))
