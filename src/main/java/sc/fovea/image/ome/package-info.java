/** The description that OME-TIFF files carry (OME-XML 2003 to 2016): images, axes, channels, sizes, and where each plane is. */
package sc.fovea.image.ome;
