/**
 * Objects of a film linked to tracks: what is known of an object, how alike two of them are, the best assignment for each pair of frames, gaps, divisions. Plain Java
 * on label planes, an {@code int[width * height]} for each frame with 0 for background; nothing here knows of networks, images on disk or ImageJ. Coordinates are in
 * pixels, the first pixel covering [0, 1); frames count from 0.
 */
package sc.fovea.track;
