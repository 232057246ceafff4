package sc.fovea.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.ClassNames;
import sc.fovea.annotation.Markings;
import sc.fovea.data.LabelPlane;
import sc.fovea.data.Sample;
import sc.fovea.image.ImageFileException;

/** Ground truth of an image, as people annotated it; {@link Sample#IGNORED} where nobody annotated. */
public interface Truth {

	/** The id of the object at each pixel. @throws ImageFileException naming the file, if it cannot be used */
	LabelPlane instances() throws ImageFileException;

	/**
	 * The class of each pixel.
	 *
	 * @param names of the classes from 0 on; label images hold their numbers, annotations of other formats their names
	 * @throws ImageFileException naming the file, if it cannot be used, or names a class that is none of these
	 */
	LabelPlane classes(List<String> names) throws ImageFileException;

	/** Ground truth of a label image. @param ignored mask of what is not annotated, if there is one @param splitsMasks whether connected parts of a mask are objects */
	static Truth of(Path labels, Optional<Path> ignored, boolean splitsMasks) {
		return new Truth() {

			@Override
			public LabelPlane instances() throws ImageFileException {
				LabelPlane stored = LabelPlane.open(labels);
				LabelPlane plane = splitsMasks ? stored.split() : stored;
				return ignored.isEmpty() ? plane : plane.ignoring(LabelPlane.open(ignored.get()));
			}

			@Override
			public LabelPlane classes(List<String> names) throws ImageFileException {
				return instances();
			}
		};
	}

	/** Ground truth of annotations of any format. */
	static Truth of(AnnotatedImage image) {
		return new Truth() {

			@Override
			public LabelPlane instances() throws ImageFileException {
				Annotations annotations = image.annotations();
				return plane(annotations, annotations.instances());
			}

			@Override
			public LabelPlane classes(List<String> names) throws ImageFileException {
				Annotations annotations = image.annotations();
				if (names.isEmpty() && annotations.markings() instanceof Markings.Objects) {
					throw new ImageFileException(
						"Expected a label image, got names of classes, which only a model can number, in \"" + annotations.file() + "\".");
				}
				return plane(annotations, annotations.classes(new ClassNames(names)));
			}
		};
	}

	private static LabelPlane plane(Annotations annotations, int[] labels) {
		return new LabelPlane(annotations.file(), annotations.extent().width(), annotations.extent().height(), labels);
	}
}
