package sc.fovea.image.ome;

/**
 * Where a plane is.
 *
 * @param file name of the file beside the one that was read; empty for that one itself
 * @param ifd  directory in the file, from 0
 */
public record OmePlane(String file, int ifd) {}
