"""Writes small OME-Zarr folders (in one zip), NumPy and HDF5 files, and what they hold: the inputs of ArrayFilesTest.

Usage: python array_samples.py FOLDER, with numpy, h5py 3.16.0, zarr 3.1.6 and numcodecs 0.16.6 of PyPI. "pixels.tsv" is as tiff_samples.py writes it.
"""
import json
import shutil
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

import h5py
import numcodecs
import numpy as np
import zarr

folder = Path(sys.argv[1])
work = Path(tempfile.mkdtemp())
rows = []
rng = np.random.default_rng(9)


def numbers(dtype, shape):
    y, x = np.mgrid[0:shape[-2], 0:shape[-1]]
    base = np.broadcast_to((x * 5 + y * 3) % 97, shape) + rng.integers(0, 2, shape)
    for axis in range(len(shape) - 2):
        base = base + 11 * np.arange(shape[axis]).reshape([-1 if a == axis else 1 for a in range(len(shape))])
    dtype = np.dtype(dtype)
    return (base / 7 - 3).astype(dtype) if dtype.kind == "f" else (base * (1 if dtype.itemsize == 1 else 200)).astype(dtype)


def note(name, a, axes):
    for axis in "tzc":
        if axis not in axes:
            a, axes = a[None], axis + axes
    a = np.transpose(a, [axes.index(x) for x in "tzcyx"])
    t, z, c, h, w = a.shape
    rows.append(f"{name}\t{w}x{h}x{c}x{z * t}\t{zlib.crc32(a.astype('>f4').tobytes()):08x}")


def multiscale(version, axes):
    kind = {"t": "time", "c": "channel"}
    listed = [{"name": x, "type": kind.get(x, "space"), **({"unit": "micrometer"} if x in "zyx" else {})} for x in axes]
    scale = [{"z": 2.0, "y": 0.5, "x": 0.5}.get(x, 1.0) for x in axes]
    return {"multiscales": [{"version": version, "axes": listed,
                             "datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": scale}]}]}],
            "omero": {"channels": [{"label": "DAPI"}, {"label": "GFP"}]}}


def second(name, dtype, axes, shape, chunks, compressor, separator="/"):
    a = numbers(dtype, shape)
    root = zarr.open_group(str(work / name), mode="w", zarr_format=2)
    root.attrs.update(multiscale("0.4", axes))
    array = root.create_array("0", shape=shape, chunks=chunks, dtype=dtype, compressors=compressor,
                              chunk_key_encoding={"name": "v2", "separator": separator})
    array[:] = a
    note(name, a, axes)


def third(name, dtype, axes, shape, chunks, compressors, shards=None, holes=False):
    a = numbers(dtype, shape)
    root = zarr.open_group(str(work / name), mode="w", zarr_format=3)
    root.attrs["ome"] = {"version": "0.5", **multiscale("0.5", axes)}
    array = root.create_array("0", shape=shape, chunks=chunks, shards=shards, dtype=dtype, compressors=compressors, fill_value=7)
    if holes:
        a[..., :16, :16] = 7
        array[..., 16:, :] = a[..., 16:, :]
        array[..., :16, 16:] = a[..., :16, 16:]
    else:
        array[:] = a
    note(name, a, axes)


big = ((2, 2, 3, 22, 27), (1, 2, 2, 16, 16))
second("plain.zarr", "uint16", "tczyx", *big, None)
second("blosc_lz4.zarr", "uint16", "tczyx", *big, numcodecs.Blosc("lz4", 5, numcodecs.Blosc.SHUFFLE))
second("blosc_zstd_bits.zarr", "float32", "czyx", (1, 3, 32, 70), (1, 2, 32, 64), numcodecs.Blosc("zstd", 3, numcodecs.Blosc.BITSHUFFLE))
second("blosc_zlib.zarr", "uint8", "zyx", (2, 48, 70), (1, 48, 64), numcodecs.Blosc("zlib", 5, numcodecs.Blosc.NOSHUFFLE), ".")
second("zlib_big_endian.zarr", ">u2", "yx", (64, 70), (32, 32), numcodecs.Zlib(6))
second("zstd.zarr", "int16", "cyx", (2, 64, 70), (2, 32, 32), numcodecs.Zstd(3))
third("gzip.zarr", "uint16", "tczyx", *big, zarr.codecs.GzipCodec())
third("zstd3.zarr", "float64", "czyx", (2, 3, 22, 27), (1, 2, 16, 16), zarr.codecs.ZstdCodec())
third("shards.zarr", "uint16", "cyx", (2, 64, 70), (1, 16, 16), zarr.codecs.BloscCodec(cname="lz4", shuffle="shuffle"), shards=(1, 32, 32))
third("holes.zarr", "uint8", "yx", (22, 27), (16, 16), zarr.codecs.ZstdCodec(), holes=True)
with zipfile.ZipFile(folder / "zarrs.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for f in sorted(work.rglob("*")):
        if f.is_file():
            z.write(f, f.relative_to(work))
shutil.rmtree(work)
for name, dtype, shape, axes in (("plane", "uint16", (11, 13), "yx"), ("stack", "<f8", (3, 11, 13), "zyx"), ("big_endian", ">i4", (11, 13), "yx"),
                                 ("colours", "uint8", (11, 13, 3), "yxc"), ("bool", "bool", (11, 13), "yx"), ("film", "uint8", (2, 3, 11, 13), "tzyx")):
    a = numbers("uint8", shape) > 60 if dtype == "bool" else numbers(dtype, shape)
    np.save(folder / f"{name}.npy", a)
    note(f"{name}.npy", a, axes)
f = np.asfortranarray(numbers("uint16", (3, 11, 13)))
np.save(folder / "fortran.npy", f)
note("fortran.npy", f, "zyx")
with h5py.File(folder / "ilastik.h5", "w") as h:
    a = numbers("uint16", (2, 11, 13, 3))
    d = h.create_dataset("exported_data", data=a, chunks=(1, 8, 8, 3), compression="gzip", shuffle=True)
    d.attrs["axistags"] = json.dumps({"axes": [{"key": k, "typeFlags": 1, "resolution": 0, "description": ""} for k in "tyxc"]})
    note("ilastik.h5", a, "tyxc")
with h5py.File(folder / "several.h5", "w") as h:
    for name, dtype in (("raw", "uint8"), ("group/labels", "int64"), ("group/depth", "float64")):
        h[name] = numbers(dtype, (11, 13))
        note("several.h5:/" + name, h[name][:], "yx")
(folder / "pixels.tsv").write_text("\n".join(rows) + "\n")
