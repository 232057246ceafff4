/** Restoration: an image in, the same image without noise or blur out, as networks of CARE and Noise2Void give it. */
package sc.fovea.task.restoration;
