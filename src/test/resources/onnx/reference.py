"""Makes the ONNX files of this folder, as PyTorch writes them, and the answers of ONNX Runtime.

torch 2.15.0, onnx 1.23.2, onnxruntime 1.32.0. Weights are random ones of a seed.
"""
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
import torch.nn.functional as F

warnings.filterwarnings("ignore")


class Block(nn.Sequential):
    def __init__(self, inputs, outputs, norm, bend, stride=1):
        super().__init__(nn.Conv2d(inputs, outputs, 3, padding=1, stride=stride), norm(outputs), bend())


class UNet(nn.Module):
    """Upsampled to the sizes of the skip connection, which are asked for."""

    def __init__(self, mode, norm, bend):
        super().__init__()
        self.mode = mode
        self.a = Block(3, 4, norm, bend)
        self.b = Block(4, 6, norm, bend)
        self.c = Block(6, 8, norm, bend)
        self.d = Block(14, 6, norm, bend)
        self.e = Block(10, 4, norm, bend)
        self.head = nn.Conv2d(4, 2, 1)

    def up(self, x, skip):
        x = F.interpolate(x, size=skip.shape[2:], mode=self.mode)
        return torch.cat([skip, x], 1)

    def forward(self, image):
        a = self.a(image)
        b = self.b(F.max_pool2d(a, 2))
        c = self.c(F.max_pool2d(b, 2))
        return self.head(self.e(self.up(self.d(self.up(c, b)), a)))


class Padded(nn.Module):
    """Halves by strides, doubles by transposed convolutions and pads to the skip connection, as many U-Nets do."""

    def __init__(self):
        super().__init__()
        self.a = Block(1, 4, lambda n: nn.InstanceNorm2d(n, affine=True), lambda: nn.LeakyReLU(0.01))
        self.b = Block(4, 6, lambda n: nn.InstanceNorm2d(n, affine=True), lambda: nn.LeakyReLU(0.01), stride=2)
        self.up = nn.ConvTranspose2d(6, 4, 2, stride=2)
        self.head = nn.Conv2d(8, 3, 1)

    def forward(self, image):
        a = self.a(image)
        x = self.up(self.b(a))
        dy = a.shape[2] - x.shape[2]
        dx = a.shape[3] - x.shape[3]
        x = F.pad(x, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])
        return torch.softmax(self.head(torch.cat([a, x], 1)), 1)


class Mobile(nn.Module):
    """Inverted bottlenecks with HardSwish, and a classifier behind a pooling that is reshaped by computed sizes."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(8), nn.Hardswish())
        self.wide = nn.Sequential(nn.Conv2d(8, 16, 1), nn.BatchNorm2d(16), nn.Hardswish(), nn.Conv2d(16, 16, 3, padding=1, groups=16), nn.ReLU6(),
                                  nn.Conv2d(16, 8, 1))
        self.last = nn.Sequential(nn.Conv2d(8, 12, 1), nn.Hardsigmoid(), nn.AdaptiveAvgPool2d(1))
        self.head = nn.Linear(12, 4)

    def forward(self, image):
        x = self.stem(image)
        x = self.last(x + self.wide(x))
        return self.head(x.view(x.size(0), -1))


class Cross(nn.Module):
    """Parts of YOLO: SiLU, split channels, pooled pyramids, doubled maps, channels that become pixels."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.b = nn.Conv2d(4, 4, 3, padding=1)
        self.c = nn.Conv2d(12, 8, 1)
        self.d = nn.Conv2d(8, 4, 3, stride=2, padding=1)
        self.e = nn.Conv2d(16, 8, 1)
        self.head = nn.Conv2d(16, 8, 1)
        self.bend = nn.PReLU(8, 0.1)

    def forward(self, image):
        x = F.silu(self.a(image))
        p, q = x.chunk(2, 1)
        q = F.mish(self.b(q))
        x = F.leaky_relu(self.c(torch.cat([p, q, x[:, 2:6]], 1)), 0.1)
        y = F.relu(self.d(x))
        pools = [y]
        for _ in range(3):
            pools.append(F.max_pool2d(pools[-1], 5, 1, 2))
        y = self.bend(self.e(torch.cat(pools, 1)))
        y = F.interpolate(y, scale_factor=2, mode="nearest")
        return torch.clamp(F.pixel_shuffle(self.head(torch.cat([x, y], 1)), 2), -0.1, 0.2)


class Transposed(nn.Module):
    """Every way in which an image is doubled or kept by a transposed convolution, with whatever is cut."""

    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(2, 2, 3, stride=2, padding=1)
        self.parts = nn.ModuleList(nn.ConvTranspose2d(2, 2, *kind) for kind in [(3, 2, 1, 1), (4, 2, 1, 0), (5, 2, 2, 1), (2, 2), (1, 2, 0, 1)])
        self.same = nn.ModuleList(nn.ConvTranspose2d(2, 2, *kind) for kind in [(3, 1, 1), (5, 1, 2)])

    def forward(self, image):
        x = self.down(image)
        return torch.cat([part(x) for part in self.parts] + [part(image) for part in self.same], 1)


def group(channels):
    return nn.GroupNorm(2, channels)


class Old(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(1, 4, 3, padding=1)
        self.b = nn.Conv2d(4, 3, 3, padding=1)

    def forward(self, image):
        x = F.hardtanh(self.a(image), -0.5, 0.75)
        x = F.interpolate(F.avg_pool2d(x, 2), scale_factor=2, mode="nearest")
        return torch.softmax(1 - self.b(x), 1)


NETS = {
    "nearest": (lambda: UNet("nearest", nn.BatchNorm2d, nn.ReLU), 3),
    "bilinear": (lambda: UNet("bilinear", group, nn.Mish), 3),
    "padded": (Padded, 1),
    "mobile": (Mobile, 3),
    "cross": (Cross, 3),
    "old": (Old, 1),
    "transposed": (Transposed, 2),
}
#                name, file, opset, exporter of 2024 on, any size
CASES = [("nearest", "nearest-11", 11, False, True), ("nearest", "nearest-20", 20, True, True), ("nearest", "nearest-fixed", 17, False, False),
         ("bilinear", "bilinear-13", 13, False, True), ("bilinear", "bilinear-18", 18, True, True),
         ("padded", "padded-11", 11, False, True), ("padded", "padded-17", 17, False, True), ("padded", "padded-20", 20, True, True),
         ("mobile", "mobile-12", 12, False, True), ("mobile", "mobile-20", 20, True, True),
         ("cross", "cross-13", 13, False, True), ("cross", "cross-20", 20, True, True),
         ("old", "old-9", 9, False, True), ("transposed", "transposed-17", 17, False, True)]
#: Of the image with which a network is exported, and of that of which the answer is kept.
EXPORTED, ANSWERED = (16, 24), (12, 20)


def ready(name):
    make, channels = NETS[name]
    torch.manual_seed(sum(map(ord, name)))
    net = make().eval()
    with torch.no_grad():
        for part in net.modules():
            if isinstance(part, (nn.BatchNorm2d, nn.GroupNorm, nn.InstanceNorm2d)):
                part.weight.uniform_(0.5, 1.5)
                part.bias.uniform_(-0.5, 0.5)
                if isinstance(part, nn.BatchNorm2d):
                    part.running_mean.uniform_(-0.3, 0.3)
                    part.running_var.uniform_(0.5, 1.5)
    return net, channels


def export(name, file, opset, isNew, isFree):
    net, channels = ready(name)
    image = torch.rand(1, channels, *EXPORTED)
    if isNew:
        free = {"image": {0: torch.export.Dim("n"), 2: 4 * torch.export.Dim("h"), 3: 4 * torch.export.Dim("w")}}
        program = torch.onnx.export(net, (image,), dynamo=True, opset_version=opset, dynamic_shapes=free if isFree else None, verbose=False,
                                    input_names=["image"], output_names=["answer"])
        onnx.save(bare(program.model_proto), file + ".onnx")
    else:
        axes = {"image": {0: "n", 2: "h", 3: "w"}} if isFree else None
        torch.onnx.export(net, (image,), file + ".onnx", dynamo=False, opset_version=opset, dynamic_axes=axes, input_names=["image"],
                          output_names=["answer"])


def bare(model):
    """Without the places in the Python code."""
    graph = model.graph
    for part in [model, *graph.node, *graph.value_info, *graph.input, *graph.output, *graph.initializer]:
        del part.metadata_props[:]
    return model


def answer(name):
    files = [case[1] for case in CASES if case[0] == name and case[4]]
    image = np.random.default_rng(1).random((1, NETS[name][1], *ANSWERED), dtype=np.float32)
    answers = [onnxruntime.InferenceSession(file + ".onnx", providers=["CPUExecutionProvider"]).run(None, {"image": image})[0] for file in files]
    assert all(np.abs(other - answers[0]).max() < 1e-5 for other in answers)
    with open(name + ".txt", "w") as text:
        for values in (image, answers[0]):
            text.write(" ".join(map(str, values.shape)) + "\n" + " ".join("%.6g" % v for v in values.ravel()) + "\n")
    print(name, answers[0].shape, answers[0].min(), answers[0].max())


if __name__ == "__main__":
    for case in CASES:
        export(*case)
    for net in NETS:
        answer(net)
