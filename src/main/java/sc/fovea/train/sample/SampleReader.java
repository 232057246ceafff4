package sc.fovea.train.sample;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.ClassNames;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.DataTally;
import sc.fovea.annotation.LeftOut;
import sc.fovea.annotation.UnmarkedObjects;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.PixelSize;
import sc.fovea.model.Normalisation;
import sc.fovea.predict.Normaliser;

/**
 * Reads annotated images into samples, normalised exactly as a model will normalise them. A grey image that was saved as RGB counts as one channel, as it does
 * when a model is used.
 *
 * @param normalisation the model's
 * @param channels channels that every image must have
 */
public record SampleReader(Normalisation normalisation, int channels) {

	/**
	 * Reads all images of a data set.
	 *
	 * @param areClasses whether the class of each pixel is to be learned, and not objects
	 * @throws ImageFileException naming the file, if an image or its annotations cannot be used and the data set is strict, or more than half cannot: they cannot be read, have slices or frames, are of different size or have other channels
	 *         than expected, a pixel is not finite, an id no whole number, or there are only boxes
	 */
	public LabelledSamples read(DataSet data, boolean areClasses) throws ImageFileException {
		return read(data, areClasses, Annotations::instances);
	}

	/** Labels of what a task learns. */
	@FunctionalInterface
	public interface Labelling {

		/** The number of the object at each pixel, in rows from the top: 0 for background, {@link Sample#IGNORED} where nobody annotated. @throws ImageFileException if there is none */
		int[] of(Annotations annotations) throws ImageFileException;
	}

	/**
	 * Reads all images of a data set, with labels of the task's own, for example around points.
	 *
	 * @throws ImageFileException naming the file, as above
	 */
	public LabelledSamples read(DataSet data, Labelling labelling) throws ImageFileException {
		return read(data, false, labelling);
	}

	private LabelledSamples read(DataSet data, boolean areClasses, Labelling labelling) throws ImageFileException {
		DataTally tally = new DataTally(data.skips(), areClasses);
		LeftOut failures = new LeftOut(data.isStrict(), data.images().size(), tally::add);
		List<Sample> samples = new ArrayList<>();
		List<PixelSize> sizes = new ArrayList<>();
		List<Annotations> all = new ArrayList<>();
		for (AnnotatedImage image : data.images()) {
			failures.trying(() -> {
				FilePlane plane = FilePlane.open(image.image());
				Annotations annotations = image.annotations(Extent.plane(plane.width(), plane.height()));
				Sample sample = new Sample(image.name(), plane.width(), plane.height(), channels, pixels(plane), labelling.of(annotations));
				add(sample, plane, samples, sizes);
				tally.add(image, annotations);
				if (!areClasses) tally.look(image, UnmarkedObjects.of(sample.pixels(), channels, sample.labels(), sample.width()));
				all.add(annotations);
			});
		}
		if (!areClasses) {
			return new LabelledSamples(samples, new ClassNames(List.of()), tally.report(), sizes);
		}
		return classes(new LabelledSamples(samples, new ClassNames(List.of()), tally.report(), sizes), all);
	}

	/**
	 * Reads all images of a data set with boxes around objects. Labels number the ellipses that fill the boxes; where several overlap, a pixel has the number of the
	 * first.
	 *
	 * @throws ImageFileException naming the file, if an image or its annotations cannot be used and the data set is strict, or more than half cannot: they cannot be read, have slices or frames, are of different size or have other channels
	 *         than expected, or a pixel is not finite
	 */
	public LabelledSamples readBoxes(DataSet data) throws ImageFileException {
		DataTally tally = new DataTally(data.skips(), false);
		LeftOut failures = new LeftOut(data.isStrict(), data.images().size(), tally::add);
		List<Sample> samples = new ArrayList<>();
		List<PixelSize> sizes = new ArrayList<>();
		for (AnnotatedImage image : data.images()) {
			failures.trying(() -> {
				FilePlane plane = FilePlane.open(image.image());
				Annotations annotations = image.annotations(Extent.plane(plane.width(), plane.height()));
				List<LabelledBox> boxes = annotations.boxes().stream().map(box -> LabelledBox.of(box.label(), box.box())).toList();
				Sample sample = new Sample(image.name(), plane.width(), plane.height(), channels, pixels(plane), labels(annotations, boxes), boxes);
				add(sample, plane, samples, sizes);
				tally.add(image, annotations);
				tally.look(image, UnmarkedObjects.of(sample.pixels(), channels, sample.labels(), sample.width()));
			});
		}
		return new LabelledSamples(samples, new ClassNames(List.of()), tally.report(), sizes);
	}

	private static void add(Sample sample, FilePlane plane, List<Sample> samples, List<PixelSize> sizes) {
		samples.add(sample);
		sizes.add(plane.image().pixelSize());
	}

	private static int[] labels(Annotations annotations, List<LabelledBox> boxes) {
		return new Ellipses(annotations.extent(), boxes).labels(annotations.ignored());
	}

	/** The samples with classes in place of objects. All have to be read before their names can be numbered. */
	private static LabelledSamples classes(LabelledSamples read, List<Annotations> all) throws ImageFileException {
		List<String> labels = all.stream().flatMap(a -> a.objects().stream()).map(object -> object.tag().label()).distinct().toList();
		ClassNames names = labels.isEmpty() ? new ClassNames(List.of()) : ClassNames.withBackground(labels);
		List<Sample> numbered = new ArrayList<>();
		for (int i = 0; i < all.size(); i++) {
			numbered.add(read.samples().get(i).labelled(all.get(i).classes(names)));
		}
		return new LabelledSamples(numbered, names, read.report(), read.pixelSizes());
	}

	private float[] pixels(FilePlane image) throws ImageFileException {
		try {
			return FilePlane.read(Normaliser.apply(normalisation, image.source(channels)));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image.file() + "\" cannot be used: " + e.getMessage(), e);
		}
	}
}
