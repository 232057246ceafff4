/**
 * Images of ImgLib2 with named axes and pixel sizes, {@link ij.ImagePlus} seen as such without copying pixels, label images, and files.
 * <p>
 * Everything here works without a display: no window is opened, nothing is printed, and what goes wrong is an exception
 * whose message is one sentence for the user ({@link sc.fovea.image.ImageFileException} for files).
 * <ul>
 * <li>{@link sc.fovea.image.Hyperstack}: the pixels of an image as (x, y, c, z, t); {@link sc.fovea.image.PixelSize}: their size.</li>
 * <li>{@link sc.fovea.image.LabelImage}: one id per object; {@link sc.fovea.image.MappedLabels}: the same, larger than memory.</li>
 * <li>{@link sc.fovea.image.roi.LabelRois}, {@link sc.fovea.image.table.LabelMeasurements}, {@link sc.fovea.image.Overlays}: labels as
 * outlines, as table and as picture.</li>
 * <li>{@link sc.fovea.image.ImageFiles} reads, {@link sc.fovea.image.ImageWriter} writes, {@link sc.fovea.image.AtomicFiles}
 * sees to it that a file is either whole or not there.</li>
 * </ul>
 */
package sc.fovea.image;
