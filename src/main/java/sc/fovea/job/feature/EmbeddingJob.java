package sc.fovea.job.feature;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;

import sc.fovea.embed.Tsne;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelRequest;
import sc.fovea.tile.Progress;

/**
 * Embeds the images of a folder, or of a folder for each class, by a layer of a model.
 *
 * @param data the folder
 * @param request the model
 * @param settings layer, scale and channel
 * @param seed of t-SNE
 */
public record EmbeddingJob(Path data, ModelRequest request, FeatureJob.Settings settings, long seed) {

	private static final int THUMB = 96;

	/**
	 * What came out.
	 *
	 * @param embedding of the images that could be read
	 * @param files of them, in the same order
	 * @param model that was asked for, or that was chosen by the first image
	 * @param layer that was looked at
	 * @param device where it ran
	 * @param failures a sentence for each image that could not be used
	 */
	public record Result(Embedding embedding, List<Path> files, AutomaticModel model, String layer, String device, List<String> failures) {

		/** Writes tables and pictures, all of them or none. */
		public void write(Path folder) throws IOException {
			AtomicFolder.prepare(folder);
			AtomicFolder.write(folder, parts -> embedding.write(parts, layer));
		}
	}

	/**
	 * Does it.
	 *
	 * @throws IOException if there is no such folder or model, or so many images cannot be used that too few are left
	 * @throws IllegalArgumentException if there are too few or too many images, or no such layer
	 * @throws CancellationException if it was cancelled
	 */
	public Result run(Progress progress) throws IOException {
		List<ClassFiles> files = ClassFiles.of(data);
		if (files.size() > Tsne.MOST_ROWS) {
			throw new IllegalArgumentException("Expected at most " + Tsne.MOST_ROWS + " images to embed, got " + files.size() + " in \"" + data + "\".");
		}
		List<FeatureVector> vectors = new ArrayList<>();
		List<BufferedImage> thumbs = new ArrayList<>();
		List<Path> used = new ArrayList<>();
		List<String> failures = new ArrayList<>();
		AutomaticModel model = AutomaticModel.forFeatures(request.model(), files.stream().map(ClassFiles::file).toList(), settings.channel());
		try (FeatureJob job = FeatureJob.open(request.named(model.name()), settings)) {
			for (ClassFiles file : files) {
				if (progress.isCancelled()) throw new CancellationException("Stopped after " + used.size() + " of " + files.size() + " images.");
				try {
					ImagePlus image = ImageFiles.open(file.file());
					for (FeatureVector vector : job.vectors(file.name(), file.label(), image, Optional.empty(), progress).subList(0, 1)) {
						vectors.add(vector);
						thumbs.add(thumb(image.getBufferedImage()));
						used.add(file.file());
					}
				}
				catch (IOException | IllegalArgumentException e) {
					failures.add(file.file() + ": " + e.getMessage());
				}
				progress.progress(used.size() + failures.size(), files.size());
			}
			if (!failures.isEmpty() && vectors.size() < Tsne.FEWEST_ROWS) {
				throw new IOException("Expected at least " + Tsne.FEWEST_ROWS + " images in \"" + data + "\" that can be embedded, got " + vectors.size()
					+ "; of the others the first: "
					+ failures.get(0));
			}
			return new Result(Embedding.of(vectors, thumbs, seed, progress::isCancelled), used, model, job.layer(), job.device(), failures);
		}
	}

	private static BufferedImage thumb(BufferedImage picture) {
		double scale = (double) THUMB / Math.max(picture.getWidth(), picture.getHeight());
		BufferedImage small = new BufferedImage((int) Math.max(1, picture.getWidth() * scale), (int) Math.max(1, picture.getHeight() * scale),
			BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = small.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(picture, 0, 0, small.getWidth(), small.getHeight(), null);
		graphics.dispose();
		return small;
	}
}
