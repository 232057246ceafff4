package sc.fovea.predict;

import sc.fovea.geometry.Box;

/**
 * An object that was found.
 *
 * @param label name of its class
 * @param score how sure it is, 0 to 1
 * @param box in pixels of the image
 * @param z slice from 0
 * @param t frame from 0
 */
public record Detection(String label, double score, Box box, int z, int t) {}
