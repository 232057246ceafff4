package sc.fovea.job.annotate;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.DataSet;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.data.Extent;
import sc.fovea.data.Sample;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;
import sc.fovea.job.EvaluationJob;
import sc.fovea.job.Formats;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Progress;
import sc.fovea.train.sample.FilePlane;
import sc.fovea.train.sample.Split;

/**
 * What a training does not learn from, as annotated images of their own, on which any model can be judged as {@code fovea evaluate} does it: the same split as
 * {@link Split#suited} makes of the same data by the same seed.
 *
 * @param folder with {@code images} and {@code labels}
 * @param names of the images, or of their parts
 */
record HeldBack(Path folder, List<String> names) {

	/** Pixels as they are in the files, and where they were measured. */
	private record Read(Sample sample, PixelSize size) {}

	/** Copies the list. */
	HeldBack {
		names = List.copyOf(names);
	}

	/**
	 * Writes it.
	 *
	 * @param data folder of annotated images
	 * @param folder to write, which is empty
	 * @param seed of the training
	 * @throws IOException with a sentence, if something cannot be read or written
	 */
	static HeldBack of(Path data, Path folder, long seed) throws IOException {
		List<Read> all = new ArrayList<>();
		for (AnnotatedImage image : DataSet.open(data, Formats.installed()).images()) {
			all.add(read(image));
		}
		List<Sample> held = Split.suited(all.stream().map(Read::sample).toList(), seed).validation();
		Files.createDirectories(folder.resolve("images"));
		Files.createDirectories(folder.resolve("labels"));
		for (int i = 0; i < held.size(); i++) {
			write(held.get(i), size(all, held.get(i)), folder, String.format("%04d", i));
		}
		return new HeldBack(folder, held.stream().map(Sample::name).toList());
	}

	/** Of the image that a part was cut from. */
	private static PixelSize size(List<Read> all, Sample part) {
		return all.stream().filter(read -> part.name().equals(read.sample().name()) || part.name().startsWith(read.sample().name() + ", ")).findFirst()
			.map(Read::size).orElse(PixelSize.PIXEL);
	}

	private static Read read(AnnotatedImage image) throws IOException {
		Hyperstack stack = Hyperstack.of(ImageFiles.open(image.image()));
		float[] pixels = FilePlane.read(ImageSource.of(stack, 0, 0));
		int[] labels = image.annotations(Extent.plane(stack.width(), stack.height())).instances();
		return new Read(new Sample(image.name(), stack.width(), stack.height(), stack.channels(), pixels, labels), stack.pixelSize());
	}

	private static void write(Sample sample, PixelSize size, Path folder, String name) throws IOException {
		ImageStack channels = new ImageStack(sample.width(), sample.height());
		int plane = sample.width() * sample.height();
		for (int c = 0; c < sample.channels(); c++) {
			float[] values = new float[plane];
			for (int i = 0; i < plane; i++) {
				values[i] = sample.pixels()[i * sample.channels() + c];
			}
			channels.addSlice(new FloatProcessor(sample.width(), sample.height(), values));
		}
		ImagePlus image = new ImagePlus(name, channels);
		image.setDimensions(sample.channels(), 1, 1);
		size.applyTo(image);
		ImageWriter.saveTiff(image, folder.resolve("images").resolve(name + ".tif"));
		int[] ids = Arrays.stream(sample.labels()).map(id -> Math.max(0, id)).toArray();
		ImageWriter.saveTiff(LabelImage.of(ids, sample.width(), sample.height(), LabelImage.largest(ids), size, name),
			folder.resolve("labels").resolve(name + ".tif"));
		byte[] ignored = new byte[plane];
		for (int i = 0; i < plane; i++) {
			ignored[i] = (byte) (sample.labels()[i] == Sample.IGNORED ? 255 : 0);
		}
		LabelImage.saveMask(ignored, sample.width(), sample.height(), folder.resolve("labels").resolve(name + DataSet.IGNORE + ".tif"));
	}

	/**
	 * Judges a model.
	 *
	 * @param model name or path
	 * @return its scores by name
	 * @throws IOException with a sentence, if it cannot be read, or does not fit
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	Map<String, Double> scores(String model, Progress progress) throws IOException {
		Path output = Files.createTempDirectory(folder, "scores").resolve("of");
		EvaluationJob.Places places = new EvaluationJob.Places(folder, Optional.empty(), output);
		EvaluationJob job = new EvaluationJob(places, Optional.empty(), 0, SegmentationOptions.STANDARD, "0", Formats.installed().strict(true));
		Map<String, Double> scores = new LinkedHashMap<>();
		try (ModelCache cache = new ModelCache()) {
			job.run(cache, ModelRequest.of(model, Device.ANY), progress).report().pooled().numbers().forEach((name, value) -> {
				if (value instanceof Double number && Double.isFinite(number)) scores.put(name, number);
			});
		}
		return scores;
	}
}
