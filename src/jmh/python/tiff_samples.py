"""Writes small TIFF files of many kinds, and what they hold: the inputs of TiffKindsTest.

Usage: python tiff_samples.py FOLDER, with numpy, tifffile 2026.3.3 and imagecodecs 2026.3.6 of PyPI.
"pixels.tsv" has for each file: name, width x height x channels x planes, and the CRC-32 of all numbers as big-endian float32 in the order
of ImageJ (x, y, c, z, t), computed from the arrays that were written, or, where the compression loses something, from what tifffile reads.
"""
import sys
import zlib
from pathlib import Path

import numpy as np
import tifffile

folder = Path(sys.argv[1])
rows = []
rng = np.random.default_rng(7)
W, H = 27, 22


def ramp(dtype, shape=(H, W)):
    """Smooth numbers with noise over the range of the type."""
    y, x = np.mgrid[0:shape[-2], 0:shape[-1]]
    base = np.broadcast_to((x * 5 + y * 3) % 97, shape) + rng.integers(0, 8, shape)
    for axis in range(len(shape) - 2):
        step = np.arange(shape[axis]).reshape([-1 if a == axis else 1 for a in range(len(shape))])
        base = base + 11 * step
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return (base / 7 - 3).astype(dtype)
    if dtype.kind == "i":
        return (base - 60).astype(dtype)
    return (base * (1 if dtype.itemsize == 1 else 300)).astype(dtype)


def note(name, planes, channels):
    """planes: (planes, channels, y, x)"""
    planes = np.asarray(planes)
    n, c, h, w = planes.shape
    assert c == channels
    rows.append(f"{name}\t{w}x{h}x{c}x{n}\t{zlib.crc32(planes.astype('>f4').tobytes()):08x}")


def grey(name, a, expected=None, **options):
    options.setdefault("photometric", "minisblack")
    tifffile.imwrite(folder / name, a, metadata=None, **options)
    e = a if expected is None else expected
    note(name, e.reshape(1, 1, *e.shape[-2:]), 1)


for order, short in (("<", "le"), (">", "be")):
    for dtype in ("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float16", "float32", "float64"):
        grey(f"{dtype}_{short}.tif", ramp(dtype), byteorder=order)
    grey(f"bigtiff_{short}.tif", ramp("uint16"), byteorder=order, bigtiff=True)
    grey(f"tiles_lzw_difference_{short}.tif", ramp("uint16"), byteorder=order, bigtiff=True, tile=(16, 32), compression="lzw", predictor=2)
    grey(f"strips_deflate_difference32_{short}.tif", ramp("uint32"), byteorder=order, rowsperstrip=5, compression="zlib", predictor=2)
    grey(f"tiles_zstd_floating_{short}.tif", ramp("float32"), byteorder=order, tile=(16, 16), compression="zstd", predictor=3)
    grey(f"strips_lzw_floating64_{short}.tif", ramp("float64"), byteorder=order, rowsperstrip=7, compression="lzw", predictor=3)
    grey(f"deflate_floating16_{short}.tif", ramp("float16"), byteorder=order, compression="zlib", predictor=3)
grey("packbits.tif", ramp("uint8"), compression="packbits", rowsperstrip=4)
grey("lzma.tif", ramp("uint16"), compression="lzma")
a = ramp("uint16")
grey("white_is_zero16.tif", a, expected=65535 - a.astype("int64"), photometric="miniswhite")
a = ramp("uint8")
grey("white_is_zero8.tif", a, photometric="miniswhite")
a = ramp("uint8", (3, H, W))
tifffile.imwrite(folder / "rgb_planar_deflate.tif", a, metadata=None, photometric="rgb", planarconfig="separate", compression="zlib", rowsperstrip=8)
note("rgb_planar_deflate.tif", a[None], 3)
b = np.moveaxis(a, 0, -1).copy()
tifffile.imwrite(folder / "rgb_tiles.tif", b, metadata=None, photometric="rgb", tile=(16, 16), compression="lzw", predictor=2)
note("rgb_tiles.tif", a[None], 3)
tifffile.imwrite(folder / "rgb_jpeg.tif", b, metadata=None, photometric="ycbcr", tile=(16, 16), compression="jpeg", subsampling=(2, 2))
note("rgb_jpeg.tif", np.moveaxis(tifffile.imread(folder / "rgb_jpeg.tif"), -1, 0)[None], 3)
tifffile.imwrite(folder / "grey_jpeg.tif", a[0], metadata=None, photometric="minisblack", compression="jpeg", rowsperstrip=16)
note("grey_jpeg.tif", tifffile.imread(folder / "grey_jpeg.tif")[None, None], 1)
alpha = np.concatenate([b, np.full((H, W, 1), 200, "uint8")], -1)
tifffile.imwrite(folder / "rgb_alpha.tif", alpha, metadata=None, photometric="rgb", extrasamples=["unassalpha"])
note("rgb_alpha.tif", a[None], 3)
c16 = ramp("uint16", (3, H, W))
tifffile.imwrite(folder / "rgb16.tif", np.moveaxis(c16, 0, -1).copy(), metadata=None, photometric="rgb")
note("rgb16.tif", c16[None], 3)
two = ramp("uint16", (2, H, W))
tifffile.imwrite(folder / "two_samples.tif", np.moveaxis(two, 0, -1).copy(), metadata=None, photometric="minisblack", planarconfig="contig")
note("two_samples.tif", two[None], 2)
ga = np.stack([ramp("uint8"), np.full((H, W), 255, "uint8")], -1)
tifffile.imwrite(folder / "grey_alpha.tif", ga, metadata=None, photometric="minisblack", planarconfig="contig", extrasamples=["assocalpha"])
note("grey_alpha.tif", ga[None, None, ..., 0], 1)
five = ramp("int16", (5, H, W))
tifffile.imwrite(folder / "five_planar_tiles.tif", five, metadata=None, photometric="minisblack", planarconfig="separate", tile=(16, 16), compression="zlib")
note("five_planar_tiles.tif", five[None], 5)
ink = ramp("uint8", (4, H, W))
tifffile.imwrite(folder / "cmyk.tif", np.moveaxis(ink, 0, -1).copy(), metadata=None, photometric="separated")
light = np.floor((255 - ink[:3].astype(float)) * (255 - ink[3].astype(float)) / 255 + 0.5)
note("cmyk.tif", light[None], 3)
index = (ramp("uint8") % 7).astype("uint8")
colours = rng.integers(0, 65536, (3, 256)).astype("uint16")
tifffile.imwrite(folder / "palette.tif", index, metadata=None, photometric="palette", colormap=colours)
note("palette.tif", index[None, None], 1)
bits = ramp("uint8") > 60
tifffile.imwrite(folder / "bits.tif", bits, metadata=None, photometric="minisblack")
note("bits.tif", bits[None, None] * 255, 1)
grey("bits12.tif", ramp("uint16") % 4096, bitspersample=12)
p = ramp("uint16")
with tifffile.TiffWriter(folder / "pyramid.tif", bigtiff=True) as t:
    t.write(p, subifds=1, tile=(16, 16), compression="zlib", metadata=None, photometric="minisblack")
    t.write(p[::2, ::2], subfiletype=1, tile=(16, 16), metadata=None, photometric="minisblack")
note("pyramid.tif", p[None, None], 1)
with tifffile.TiffWriter(folder / "pyramid_pages.tif") as t:
    for step in (1, 2, 4):
        t.write(p[::step, ::step], tile=(16, 16), compression="lzw", metadata=None, photometric="minisblack")
note("pyramid_pages.tif", p[None, None], 1)


def ome(name, axes, shape, **metadata):
    a = ramp("uint16", shape)
    tifffile.imwrite(folder / name, a, ome=True, photometric="minisblack", metadata={"axes": axes, **metadata})
    full = a
    for axis in "TZC":
        if axis not in axes:
            full, axes = full[None], axis + axes
    full = np.transpose(full, [axes.index(x) for x in "TZCYX"])
    t, z, c, h, w = full.shape
    note(name, full.reshape(t * z, c, h, w), c)


size = {"PhysicalSizeX": 0.65, "PhysicalSizeY": 0.65, "PhysicalSizeZ": 2.0}
ome("tzcyx.ome.tif", "TZCYX", (2, 3, 2, 11, 13), Channel={"Name": ["DAPI", "GFP"]}, **size)
ome("tczyx.ome.tif", "TCZYX", (2, 2, 3, 11, 13), PhysicalSizeX=650, PhysicalSizeXUnit="nm", PhysicalSizeY=650, PhysicalSizeYUnit="nm")
ome("ctzyx.ome.tif", "CTZYX", (2, 4, 3, 11, 13))
ome("zctyx.ome.tif", "ZCTYX", (3, 2, 4, 11, 13))
with tifffile.TiffWriter(folder / "two_images.ome.tif", ome=True) as t:
    first, second = ramp("uint8", (3, 11, 13)), ramp("uint16", (2, 9, 7))
    t.write(first, photometric="minisblack", metadata={"axes": "ZYX", "Name": "overview"})
    t.write(second, photometric="minisblack", metadata={"axes": "CYX", "Name": "detail"})
note("two_images.ome.tif", first[:, None], 1)
note("two_images.ome.tif#2", second[None], 2)
parts = ramp("uint16", (3, 11, 13))
for i in range(3):
    data = "".join(f'<TiffData FirstZ="{j}" IFD="0" PlaneCount="1"><UUID FileName="part{j}.ome.tif">urn:uuid:{j}</UUID></TiffData>' for j in range(3))
    xml = ('<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYZCT" Type="uint16" '
           f'SizeX="13" SizeY="11" SizeC="1" SizeZ="3" SizeT="1"><Channel ID="Channel:0:0" SamplesPerPixel="1"/>{data}</Pixels></Image></OME>')
    tifffile.imwrite(folder / f"part{i}.ome.tif", parts[i], description=xml, metadata=None, photometric="minisblack")
    note(f"part{i}.ome.tif", parts[i][None, None], 1)
h = ramp("uint16", (2, 3, 2, 11, 13))
tifffile.imwrite(folder / "hyperstack.tif", h, imagej=True, resolution=(2.0, 2.0),
                 metadata={"axes": "TZCYX", "unit": "um", "spacing": 1.5, "finterval": 3.0})
note("hyperstack.tif", h.reshape(6, 2, 11, 13), 2)
h = ramp("uint16", (2, 3, 4, 11, 13))
tifffile.imwrite(folder / "shaped.tif", h, photometric="minisblack", metadata={"axes": "CTZYX"})
note("shaped.tif", np.transpose(h, [1, 2, 0, 3, 4]).reshape(12, 2, 11, 13), 2)
(folder / "pixels.tsv").write_text("\n".join(rows) + "\n")
