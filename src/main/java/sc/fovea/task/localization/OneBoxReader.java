package sc.fovea.task.localization;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.ClassNames;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.DataTally;
import sc.fovea.annotation.LeftOut;
import sc.fovea.annotation.OneObject;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFileException;
import sc.fovea.net.Tensor;
import sc.fovea.predict.WholeImage;
import sc.fovea.train.sample.Ellipses;
import sc.fovea.train.sample.FilePlane;
import sc.fovea.train.sample.LabelledSamples;

/**
 * Reads images that hold one object of interest into samples, exactly as a model will see them: normalised and stretched to one size, its box with
 * it.
 *
 * @param input what the model will see, of a fixed size
 * @param sought which object counts; images with none or several are left out
 */
record OneBoxReader(WholeImage input, OneObject sought) {

	/**
	 * The samples, each with one box, and what was left out.
	 *
	 * @throws ImageFileException naming the file, if an image or its annotations cannot be used and the data are strict, or more than half cannot; or if no image holds
	 *         exactly one object
	 */
	LabelledSamples read(DataSet data) throws ImageFileException {
		DataTally tally = new DataTally(data.skips(), false);
		List<Sample> samples = new ArrayList<>();
		LeftOut failures = new LeftOut(data.isStrict(), data.images().size(), tally::add);
		for (AnnotatedImage image : data.images()) {
			failures.trying(() -> {
				FilePlane plane = FilePlane.open(image.image());
				Annotations annotations = image.annotations(Extent.plane(plane.width(), plane.height()));
				Optional<LabelledBox> object = sought.in(annotations).filter(box -> box.box().area() > 0);
				if (object.isPresent()) {
					samples.add(sample(image.name(), plane, object.get()));
					tally.add(image, annotations);
				}
				else {
					tally.add(sought.skip(image));
				}
			});
		}
		if (samples.isEmpty()) {
			String what = sought.classes().isEmpty() ? "object" : "object of " + String.join(", ", sought.classes());
			throw new ImageFileException(
				"Expected images with exactly one " + what + ", got none among " + data.images().size() + " images in \"" + data.folder()
					+ "\"; choose classes of which an image holds only one.");
		}
		return new LabelledSamples(samples, new ClassNames(List.of()), tally.report());
	}

	private Sample sample(String name, FilePlane plane, LabelledBox object) throws ImageFileException {
		Tensor pixels = pixels(plane);
		double x = (double) pixels.width() / plane.width();
		double y = (double) pixels.height() / plane.height();
		Box box = object.box();
		List<LabelledBox> boxes = List.of(LabelledBox.of(object.label(), new Box(box.x() * x, box.y() * y, box.width() * x, box.height() * y)));
		int[] labels = new Ellipses(Extent.plane(pixels.width(), pixels.height()), boxes).labels(new BitSet());
		return new Sample(name, pixels.width(), pixels.height(), pixels.channels(), pixels.data(), labels, boxes);
	}

	private Tensor pixels(FilePlane plane) throws ImageFileException {
		try {
			return input.of(plane.image(), WholeImage.View.FIRST);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + plane.file() + "\" cannot be used: " + e.getMessage(), e);
		}
	}
}
