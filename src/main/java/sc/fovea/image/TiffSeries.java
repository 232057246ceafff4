package sc.fovea.image;

import java.util.List;
import sc.fovea.image.tiff.TiffPage;

/**
 * One image of a TIFF file.
 *
 * @param image  its pixels and axes
 * @param pages  its pages in the order of the file
 * @param notes  ImageJ's description
 * @param data   ImageJ's own tags
 * @param names  of the channels; none where the file has no names
 * @param count  how many images the file has
 * @param isOme  whether OME-XML says what belongs together
 */
record TiffSeries(TiffImage image, List<TiffPage> pages, ImageJDescription notes, ImageJData data, List<String> names, int count, boolean isOme) {}
