/**
 * TIFF files of every layout, read block by block (a strip or a tile) and with suspicion: what a header promises is checked against the
 * file before memory is taken for it, and a block that does not give exactly its bytes is refused by its number.
 * <p>
 * {@link sc.fovea.image.tiff.TiffHeader} reads the directories of classic TIFF (Adobe, TIFF 6.0, 1992) and BigTIFF,
 * {@link sc.fovea.image.tiff.TiffRaster} the pixels of one page. Everything here is plain Java arrays; ImageJ and ImgLib2 come one level up.
 */
package sc.fovea.image.tiff;
