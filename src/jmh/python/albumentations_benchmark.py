"""The peer of AugmentationBenchmark: the same transforms by albumentations, on the same picture, with one thread.

    python3 -m venv venv
    venv/bin/pip install albumentations==2.0.8 opencv-python-headless
    venv/bin/python src/jmh/python/albumentations_benchmark.py [float32|rgb] [seconds] [names]

Prints microseconds per picture of 256 x 256 pixels with a mask: the median of five means over the given seconds of CPU time (1), and of
wall-clock time. rgb is 8 bit with three channels.
Noise, blur and deformation have the strengths of src/main/resources/recipes/fluorescence.json.
"""

import os
import sys
import time

os.environ["NO_ALBUMENTATIONS_UPDATE"] = "1"
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import albumentations as A  # noqa: E402
import cv2  # noqa: E402
import numpy as np  # noqa: E402

cv2.setNumThreads(1)

SIDE = 256


def picture(kind):
    """Discs of brightness 0 to 1 on a lattice, and their ids."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    distance = np.hypot(x % 32 - 15.5, y % 32 - 15.5)
    labels = np.where(distance < 11, 1 + y // 32 * (SIDE // 32) + x // 32, 0).astype(np.uint8)
    values = 0.05 + 0.7 * np.maximum(0, 1 - distance / 14)
    if kind == "float32":
        return values.astype(np.float32)[..., None], labels
    return np.ascontiguousarray(np.repeat(np.round(values * 255).astype(np.uint8)[..., None], 3, axis=2)), labels


def affine(p):
    return A.Affine(rotate=(-45, 45), scale=(0.75, 1.4), shear=(-8, 8), p=p)


def elastic(p):
    return A.ElasticTransform(alpha=40, sigma=12, p=p)


def noises(p):
    return A.OneOf([A.ShotNoise(scale_range=(0.001, 0.017), p=1), A.GaussNoise(std_range=(0, 0.05), p=1)], p=p)


STEPS = {
    "fluorescence": [
        A.D4(p=1), affine(0.5), elastic(0.3), A.Illumination(mode="linear", intensity_range=(0.01, 0.2), p=0.3),
        A.RandomGamma(gamma_limit=(70, 140), p=0.3),
        A.RandomBrightnessContrast(brightness_limit=(-0.03, 0.05), contrast_limit=(-0.4, 0.3), p=0.7),
        A.GaussianBlur(sigma_limit=(0.4, 1.5), blur_limit=0, p=0.25), noises(0.6)],
    "horizontal_flip": [A.HorizontalFlip(p=1)],
    "vertical_flip": [A.VerticalFlip(p=1)],
    "quarter_turns": [A.RandomRotate90(p=1)],
    "symmetry": [A.D4(p=1)],
    "rotation": [A.Affine(rotate=(-180, 180), p=1)],
    "scale": [A.Affine(scale=(0.7, 1.4), p=1)],
    "shear": [A.Affine(shear=(-10, 10), p=1)],
    "translation": [A.Affine(translate_percent=(-0.1, 0.1), p=1)],
    "elastic": [elastic(1)],
    "brightness": [A.RandomBrightnessContrast(brightness_limit=(-0.2, 0.2), contrast_limit=(0, 0), p=1)],
    "contrast": [A.RandomBrightnessContrast(brightness_limit=(0, 0), contrast_limit=(-0.3, 0.4), p=1)],
    "gamma": [A.RandomGamma(gamma_limit=(70, 140), p=1)],
    "inversion": [A.InvertImg(p=1)],
    "illumination": [A.Illumination(mode="linear", intensity_range=(0.01, 0.2), p=1)],
    "blur": [A.GaussianBlur(sigma_limit=(0.3, 1.5), blur_limit=0, p=1)],
    "cutout": [A.CoarseDropout(num_holes_range=(1, 4), p=1)],
    "poisson_noise": [A.ShotNoise(scale_range=(0.001, 0.02), p=1)],
    "gaussian_noise": [A.GaussNoise(std_range=(0, 0.05), p=1)],
}


def once(transform, image, mask, seconds):
    count, cpu, wall = 0, time.process_time(), time.perf_counter()
    while time.process_time() - cpu < seconds:
        transform(image=image, mask=mask)
        count += 1
    return (time.process_time() - cpu) / count * 1e6, (time.perf_counter() - wall) / count * 1e6


def measure(steps, image, mask, seconds):
    transform = A.Compose(steps, seed=1)
    for _ in range(20):
        transform(image=image, mask=mask)
    times = sorted(once(transform, image, mask, seconds / 5) for _ in range(5))
    return times[2]


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "float32"
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 1
    image, mask = picture(kind)
    print(f"albumentations {A.__version__}, {kind}, {SIDE} x {SIDE}: microseconds per picture")
    for name in sys.argv[3:] or STEPS:
        cpu, wall = measure(STEPS[name], image, mask, seconds)
        print(f"{name:16s} {cpu:9.0f} CPU {wall:9.0f} wall", flush=True)


if __name__ == "__main__":
    main()
