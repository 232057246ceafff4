"""Writes small _seg.npy files as Cellpose's window saves them (cellpose.io.save_masks, numpy.save of a dictionary): the inputs of CellposeFormatTest.

Usage: python cellpose_samples.py FOLDER, with numpy 2 of PyPI. "masks.txt" holds the rows of the masks, which are the same in all files but those that are refused.
"""
import os
import pickle
import sys
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
masks = np.zeros((12, 20), np.uint16)
masks[2:5, 2:5] = 1
masks[2:5, 12:15] = 2
masks[7:11, 6:11] = 3


def content(masks):
    rng = np.random.default_rng(1)
    flows = [rng.integers(0, 255, (1, 12, 20, 3), dtype=np.uint8), rng.random((1, 12, 20), dtype=np.float32), np.zeros((1, 12, 20), np.float32), [],
             [rng.random((3, 12, 20), dtype=np.float32)]]
    return {"outlines": (masks * 0).astype(np.uint16), "colors": np.array([[200, 30, 1]] * 3, np.uint8), "masks": masks, "chan_choose": [0, 0],
            "ismanual": np.zeros(3, bool), "filename": "C:\\images\\x.tif", "flows": flows, "diameter": np.float64(17.5), "normalize_params":
                {"lowhigh": None, "percentile": [1.0, 99.0], "tile_norm_blocksize": 0, "big": 1 << 70, "invert": False}, "est_diam": 3.5}


def save(name, value):
    np.save(folder / name, value, allow_pickle=True)


def old(name, value, protocol):
    """As NumPy 1 does, whose modules had other names."""
    data = pickle.dumps(np.asanyarray(value), protocol=protocol).replace(b"numpy._core.", b"numpy.core.")
    header = (folder / "new_seg.npy").read_bytes()[:128]
    (folder / name).write_bytes(header + data)


save("new_seg.npy", content(masks))
save("int64_seg.npy", content(masks.astype(np.int64)))
save("big_endian_seg.npy", content(masks.astype(">u4")))
save("fortran_seg.npy", content(np.asfortranarray(masks)))
save("one_plane_seg.npy", content(masks[None]))
old("numpy1_seg.npy", content(masks), 3)
save("stack_seg.npy", content(np.stack([masks, masks])))
save("float_seg.npy", content(masks.astype(np.float32)))
save("no_masks_seg.npy", {"outlines": masks})
np.save(folder / "plain_seg.npy", masks)


class Evil:
    def __reduce__(self):
        return os.system, ("touch " + str(folder / "was_run"),)


evil = content(masks)
evil["zzz"] = Evil()
save("evil_seg.npy", evil)
np.savetxt(folder / "masks.txt", masks, "%d")
