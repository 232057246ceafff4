package sc.fovea.command;

import ij.gui.Roi;

/**
 * An object of a label image: its outline and its measurements.
 *
 * @param id its label
 * @param slice from 1
 * @param frame from 1
 * @param outline along the edges of its pixels, at its place in the image, named by its id
 * @param values one for each of {@link ObjectReader#COLUMNS}
 */
public record FoundObject(int id, int slice, int frame, Roi outline, double[] values) {}
