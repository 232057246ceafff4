/**
 * Outlines: files of the ROI Manager ({@link sc.fovea.image.roi.RoiFiles}), overlays in TIFF files, and the outlines of label images
 * ({@link sc.fovea.image.roi.LabelRois}). Coordinates are ImageJ's: pixel (0, 0) covers [0, 1) x [0, 1).
 */
package sc.fovea.image.roi;
