/**
 * Objects of a stack: the objects of its slices linked to bodies, and what is measured on bodies. Plain Java on label planes, an {@code int[width * height]} for
 * each slice with 0 for background; nothing here knows of networks, images on disk or ImageJ.
 */
package sc.fovea.volume;
