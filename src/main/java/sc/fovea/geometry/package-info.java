/**
 * Shapes in the plane and counts on them: boxes, star-convex polygons, their rasterisation and suppression, distances, and the
 * matching of instance label images. Plain Java on primitive arrays; nothing here knows of networks, images on disk or ImageJ.
 *
 * <p>One coordinate convention: x right, y down, in pixels; pixel (i, j) covers [i, i+1) x [j, j+1) and has its centre at
 * (i + 0.5, j + 0.5). A label image is an {@code int[width * height]}, row by row, with 0 for background.
 */
package sc.fovea.geometry;
