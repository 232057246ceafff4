/** Tables of the objects of a label image, with the columns of ImageJ's Analyze Particles, and their CSV files. */
package sc.fovea.image.table;
