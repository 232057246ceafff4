package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import sc.fovea.data.Extent;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/**
 * An image file and where its annotations are.
 *
 * @param name without ending
 * @param image file
 * @param source of the annotations
 * @param ignored a mask whose pixels other than 0 are not annotated, if there is one
 */
public record AnnotatedImage(String name, Path image, Source source, Optional<Path> ignored) {

	/**
	 * A file of annotations.
	 *
	 * @param format by name
	 * @param file that was opened
	 * @param content of the file
	 */
	public record Source(String format, Path file, AnnotationFile content) {

		/** The same, of which the connected parts of a mask are objects. */
		Source split() {
			return new Source(format, file, new AnnotationFile() {

				@Override
				public Set<String> images() {
					return content.images();
				}

				@Override
				public Annotations read(String image, Extent extent) throws ImageFileException {
					return content.read(image, extent).split();
				}
			});
		}
	}

	/** Reads what is known about the image, after looking at its size. @throws ImageFileException naming the file, if image or annotations cannot be used */
	public Annotations annotations() throws ImageFileException {
		try {
			Hyperstack stack = Hyperstack.of(ImageFiles.open(image));
			return annotations(Extent.plane(stack.width(), stack.height()));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	/**
	 * Reads what is known about the image.
	 *
	 * @param extent size of the image
	 * @throws ImageFileException with one sentence that names the file, if it cannot be used
	 */
	public Annotations annotations(Extent extent) throws ImageFileException {
		Annotations annotations = source.content().read(name, extent);
		return ignored.isEmpty() ? annotations : annotations.ignoring(LabelImageFormat.mask(ignored.get(), extent));
	}
}
