/**
 * OME-Zarr (OME-NGFF 0.4 on Zarr 2, 0.5 on Zarr 3), read by hand: arrays of chunks in files of a folder, with their JSON. Chunks may be plain,
 * gzip, zlib, zstd, lz4 or blosc (lz4, zlib, zstd, snappy), and lie in shards. (dev.zarr:zarr-java 0.0.9 resolves only without one of its
 * dependencies, and brings clients of cloud stores.)
 */
package sc.fovea.image.zarr;
