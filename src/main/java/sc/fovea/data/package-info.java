/**
 * Where pictures with known answers come from: a simulator that renders fluorescence nuclei with exact truth, one picture, a
 * sequence, or an endless plane block by block.
 *
 * <p>Coordinates: x right, y down, in pixels; pixel (i, j) covers [i, i+1) x [j, j+1). Label images are row by row, 0 is
 * background. Randomness is always an argument: the same seed gives the same pixels.
 */
package sc.fovea.data;
