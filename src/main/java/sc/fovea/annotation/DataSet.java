package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fovea.image.ImageFileException;

/**
 * The annotated images of a folder.
 * <p>
 * Images are in {@code images/}, their annotations in {@code labels/}: a file of the same name for each, or one for many; where nothing is in {@code labels/},
 * {@code coco.json} beside these folders is read. {@code labels/NAME_ignore.*} is a mask of what is not annotated in the image {@code NAME}.
 *
 * <pre>{@code
 * DataSet data = DataSet.open(Path.of("cells"), AnnotationFormats.own());
 * for (AnnotatedImage image : data.images()) {
 * 	image.annotations(Extent.plane(640, 480)).boxes();
 * }
 * }</pre>
 *
 * @param folder that was opened
 * @param images with annotations, sorted by name
 * @param skips images and annotations that were left out
 * @param isStrict whether an image that cannot be used is an error, and not only left out
 */
public record DataSet(Path folder, List<AnnotatedImage> images, List<Skip> skips, boolean isStrict) {

	/** What the name of a mask of the pixels that are not annotated ends with, before its ending. */
	public static final String IGNORE = "_ignore";

	/** Copies the lists. */
	public DataSet {
		images = List.copyOf(images);
		skips = List.copyOf(skips);
	}

	/**
	 * Finds images and annotations; only files that hold annotations of several images are read already. A file that cannot be used is left out, by name, unless the
	 * formats are strict.
	 *
	 * @throws ImageFileException with one sentence, if there is no folder {@code images}, an image has two annotations, or none has one
	 */
	public static DataSet open(Path folder, AnnotationFormats formats) throws ImageFileException {
		FolderScan scan = new FolderScan(folder, formats);
		DataSet data = found(scan, folder);
		if (data.images().isEmpty()) {
			Optional<Skip> unreadable = data.skips().stream().filter(skip -> skip.reason() == Skip.Reason.UNREADABLE).findFirst();
			if (unreadable.isPresent()) throw new ImageFileException(unreadable.get().what());
			throw new ImageFileException("Expected images and labels of the same names in '" + folder + "', got " + scan.lonely() + ".");
		}
		return data;
	}

	/** Like {@link #open}, but also of a folder in which no image is annotated. @throws ImageFileException likewise */
	public static DataSet find(Path folder, AnnotationFormats formats) throws ImageFileException {
		return found(new FolderScan(folder, formats.strict(false)), folder);
	}

	private static DataSet found(FolderScan scan, Path folder) throws ImageFileException {
		scan.find();
		return new DataSet(folder, scan.annotated(), scan.skips(), scan.isStrict());
	}

	/** The same with only some of the images. */
	public DataSet of(List<AnnotatedImage> some) {
		return new DataSet(folder, new ArrayList<>(some), skips, isStrict);
	}
}
