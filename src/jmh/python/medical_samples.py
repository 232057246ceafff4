"""Writes small DICOM and FITS files, and what they hold: the inputs of MedicalFilesTest.

Usage: python medical_samples.py FOLDER, with numpy, pydicom 3 and astropy of PyPI. "pixels.tsv" is as array_samples.py writes it.
"""
import sys
import zlib
from pathlib import Path

import numpy as np
import pydicom
from astropy.io import fits
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEGBaseline8Bit

folder = Path(sys.argv[1])
rows = []
rng = np.random.default_rng(4)


def note(name, a, size=""):
    """a: z c y x"""
    z, c, h, w = a.shape
    rows.append(f"{name}\t{w}x{h}x{c}x{z}\t{zlib.crc32(np.ascontiguousarray(a).astype('>f4').tobytes()):08x}\t{size}")


def dicom(name, a, syntax=ExplicitVRLittleEndian, stored=None, **more):
    """a: frames y x, or frames y x 3"""
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    ds.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    ds.file_meta.TransferSyntaxUID = syntax
    item = Dataset()
    item.CodeValue = "121"
    item.Rows = 9999
    ds.ReferencedImageSequence = Sequence([item])
    ds["ReferencedImageSequence"].is_undefined_length = True
    ds.PatientName = "Phantom"
    ds.SamplesPerPixel = 3 if a.ndim == 4 else 1
    ds.PhotometricInterpretation = "RGB" if a.ndim == 4 else "MONOCHROME2"
    ds.Rows, ds.Columns = a.shape[1:3]
    if len(a) > 1:
        ds.NumberOfFrames = len(a)
    ds.BitsAllocated = 8 * a.dtype.itemsize
    ds.BitsStored = stored or ds.BitsAllocated
    ds.HighBit = ds.BitsStored - 1
    ds.PixelRepresentation = int(a.dtype.kind == "i")
    if a.ndim == 4:
        ds.PlanarConfiguration = 0
    for key, value in more.items():
        setattr(ds, key, value)
    little = syntax != ExplicitVRBigEndian
    data = np.moveaxis(a, 3, 1) if more.get("PlanarConfiguration") == 1 else a
    data = data.astype(data.dtype.newbyteorder("<" if little else ">")).tobytes()
    ds.PixelData = data + b"\0" * (len(data) % 2)
    ds["PixelData"].VR = "OB" if a.dtype.itemsize == 1 and syntax != ImplicitVRLittleEndian else "OW"
    if syntax.is_compressed and syntax != DeflatedExplicitVRLittleEndian:
        ds.PixelData = pydicom.encaps.encapsulate([b"\xff\xd8\xff\xd9"])
        ds["PixelData"].is_undefined_length = True
    pydicom.dcmwrite(folder / name, ds, enforce_file_format=True, implicit_vr=syntax == ImplicitVRLittleEndian, little_endian=little)


u16 = rng.integers(0, 4096, (1, 7, 11)).astype(np.uint16)
dicom("mono16.dcm", u16, PixelSpacing=[0.5, 0.25])
note("mono16.dcm", u16[:, None], "0.25x0.5 mm")
i16 = rng.integers(-1000, 3000, (3, 5, 6)).astype(np.int16)
dicom("hounsfield.dcm", i16, ImplicitVRLittleEndian, RescaleSlope="2", RescaleIntercept="-1024")
note("hounsfield.dcm", (2.0 * i16 - 1024)[:, None])
dicom("big_endian.dcm", u16, ExplicitVRBigEndian)
note("big_endian.dcm", u16[:, None])
u8 = rng.integers(0, 256, (2, 5, 7), dtype=np.uint8)
dicom("frames8.dcm", u8)
note("frames8.dcm", u8[:, None])
dicom("white_is_zero.dcm", u16, stored=12, PhotometricInterpretation="MONOCHROME1")
note("white_is_zero.dcm", 4095 - u16[:, None])
rgb = rng.integers(0, 256, (1, 4, 5, 3), dtype=np.uint8)
dicom("rgb.dcm", rgb)
note("rgb.dcm", np.moveaxis(rgb, 3, 1))
dicom("rgb_planar.dcm", rgb, PlanarConfiguration=1)
note("rgb_planar.dcm", np.moveaxis(rgb, 3, 1))
dicom("jpeg.dcm", rgb, JPEGBaseline8Bit)
dicom("palette.dcm", u8, PhotometricInterpretation="PALETTE COLOR")
short = (folder / "mono16.dcm").read_bytes()
(folder / "truncated.dcm").write_bytes(short[:-20])


def fit(name, a, hdus=None, values=None):
    """ImageJ shows the first row of a FITS file at the bottom."""
    (hdus or fits.HDUList([fits.PrimaryHDU(a)])).writeto(folder / name, overwrite=True)
    shown = np.asarray(a if values is None else values)
    shown = shown[None] if shown.ndim == 2 else shown
    note(name, shown[:, None, ::-1])


fit("float32.fits", rng.random((6, 9), dtype=np.float32) - 0.5)
fit("stack16.fits", rng.integers(-30000, 30000, (3, 4, 5)).astype(np.int16))
fit("unsigned16.fits", rng.integers(0, 65536, (4, 5)).astype(np.uint16))
fit("float64.fits", rng.random((4, 5)))
fit("int32.fits", rng.integers(-1000, 70000, (4, 5)).astype(np.int32))
b8 = rng.integers(0, 256, (4, 5), dtype=np.uint8)
fit("extension8.fits", b8, fits.HDUList([fits.PrimaryHDU(), fits.ImageHDU(b8)]))
scaled = fits.PrimaryHDU(rng.integers(0, 100, (4, 5)).astype(np.int16))
scaled.header["BSCALE"], scaled.header["BZERO"] = 0.5, 10.0
raw = scaled.data.copy()
hdu = fits.HDUList([scaled])
hdu.writeto(folder / "scaled.fits", overwrite=True)
note("scaled.fits", fits.getdata(folder / "scaled.fits")[None, None, ::-1])
compressed = fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(rng.integers(0, 99, (40, 50)).astype(np.int16))])
compressed.writeto(folder / "compressed.fits", overwrite=True)
whole = (folder / "float64.fits").read_bytes()
(folder / "truncated.fits").write_bytes(whole[:2900])
(folder / "pixels.tsv").write_text("\n".join(rows) + "\n")
