"""Trains small StarDist models on drawn discs and stores what they answer; run with stardist 0.9.2 on TensorFlow 2.15 (Keras 2) or 2.21 (Keras 3)."""
import json
import os
import sys

import numpy as np
from skimage.draw import disk
from stardist.models import Config2D, StarDist2D

NETWORKS = {
    "grid1": dict(n_rays=64, grid=(1, 1), unet_n_depth=1, unet_n_filter_base=4, net_conv_after_unet=8),
    "grid4": dict(n_rays=16, grid=(4, 4), unet_n_depth=2, unet_n_filter_base=4, net_conv_after_unet=8, unet_n_conv_per_depth=3),
    "normalized": dict(n_rays=16, grid=(2, 2), unet_n_depth=1, unet_n_filter_base=4, net_conv_after_unet=8, unet_batch_norm=True,
                       unet_dropout=0.1, unet_prefix="p_"),
    "classes": dict(n_rays=16, grid=(2, 2), unet_n_depth=1, unet_n_filter_base=8, net_conv_after_unet=8, n_classes=2),
}
RAYS = [0, 5, 11]


def picture(random, size):
    labels, classes, count = np.zeros((size, size), np.int32), {}, 0
    for _ in range(size // 6):
        radius = int(random.integers(5, 11))
        y, x = random.integers(radius, size - radius, 2)
        rows, columns = disk((y, x), radius, shape=labels.shape)
        if not labels[rows, columns].any():
            count += 1
            labels[rows, columns] = count
            classes[count] = 1 if radius < 8 else 2
    image = (labels > 0) * 0.8 + random.normal(0, 0.08, labels.shape)
    return image.astype(np.float32), labels, classes


folder, target, name = sys.argv[1:4]
random = np.random.default_rng(5)
pictures = [picture(random, 96) for _ in range(8)]
settings = dict(NETWORKS[name])
model = StarDist2D(Config2D(**settings, train_patch_size=(96, 96), train_batch_size=2, train_epochs=int(os.environ.get("EPOCHS", "10")),
                            train_steps_per_epoch=40, train_learning_rate=0.003, train_tensorboard=False), name=target, basedir=folder)
images, labels, classes = map(list, zip(*pictures))
if "n_classes" in settings:
    model.train(images[:6], labels[:6], classes=classes[:6], validation_data=(images[6:], labels[6:], classes[6:]))
else:
    model.train(images[:6], labels[:6], validation_data=(images[6:], labels[6:]))
model.thresholds = dict(prob=0.4, nms=0.3)
path = os.path.join(folder, target)
with open(path + "/thresholds.json", "w") as out:
    json.dump(dict(prob=0.4, nms=0.3), out)
image = picture(random, 64)[0]
answers = model.predict(image)
found, details = model.predict_instances(image)
for file, array in dict(input=image, probability=answers[0], distances=answers[1][..., RAYS]).items():
    np.save(f"{path}/{file}.npy", np.ascontiguousarray(array.astype("<f4")))
np.save(path + "/labels.npy", found.astype("<i4"))
if "n_classes" in settings:
    np.save(path + "/classes.npy", answers[2].astype("<f4"))
    with open(path + "/classes.json", "w") as out:
        json.dump([int(c) for c in details["class_id"]], out)
for left_over in ("weights_last.h5", "weights_last.weights.h5"):
    if os.path.exists(f"{path}/{left_over}"):
        os.remove(f"{path}/{left_over}")
print(target, "objects", found.max(), "best", answers[0].max(), sorted(os.listdir(path)))
