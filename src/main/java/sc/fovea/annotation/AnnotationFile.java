package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import sc.fovea.data.Extent;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/** A file with the annotations of one image, or of many. */
public interface AnnotationFile {

	/** Names without ending of the images that are annotated here. */
	Set<String> images();

	/**
	 * What is known about an image.
	 *
	 * @param image one of {@link #images}
	 * @param extent size of the image, whose slices and channels do not matter
	 * @throws ImageFileException with one sentence that names the file, if it cannot be used
	 */
	Annotations read(String image, Extent extent) throws ImageFileException;

	/** What of the file belongs to no image. */
	default List<Skip> skips() {
		return List.of();
	}

	/** The same, for an image that the file calls by another name. @param image its name @param name what the file says */
	default AnnotationFile named(String image, String name) {
		AnnotationFile content = this;
		return image.equals(name) ? this : new AnnotationFile() {

			@Override
			public Set<String> images() {
				return Set.of(image);
			}

			@Override
			public Annotations read(String asked, Extent extent) throws ImageFileException {
				return content.read(name, extent);
			}
		};
	}

	/** Reads a file that belongs to one image. */
	interface Single {

		/** What is known about the image. @throws ImageFileException naming the file, if it cannot be used */
		Annotations read(Extent extent) throws ImageFileException;
	}

	/** A file for the image of the same name. */
	static AnnotationFile ofImage(Path file, Single content) {
		return new AnnotationFile() {

			@Override
			public Set<String> images() {
				return Set.of(ImageFiles.stem(file));
			}

			@Override
			public Annotations read(String image, Extent extent) throws ImageFileException {
				return content.read(extent);
			}
		};
	}
}
