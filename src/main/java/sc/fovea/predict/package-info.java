/**
 * A model and an image become outputs, tile by tile, in the same way for every task: the model's channels are chosen, their intensities scaled
 * ({@link sc.fovea.predict.Normaliser}), their pixels resampled to the size that the model was trained at ({@link sc.fovea.predict.PlaneInput}). A task brings what reads
 * the network's outputs: {@link sc.fovea.predict.PlaneSegmenter} gives each pixel a label, {@link sc.fovea.predict.PlaneDetector} gives boxes. The loops over slices and
 * frames, and the rules for ids, are {@link sc.fovea.predict.Segmenter}'s and {@link sc.fovea.predict.Detector}'s. Labels are drawn band by band into
 * {@link sc.fovea.predict.LabelRows}, in memory, in a file or in an image of ImgLib2, so that image and labels may both be larger than memory.
 * {@link sc.fovea.predict.OutputMaps} gives what the network computes on the way, probabilities or the features of any layer, as images of ImgLib2.
 */
package sc.fovea.predict;
