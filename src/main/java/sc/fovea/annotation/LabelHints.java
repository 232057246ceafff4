package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fovea.data.MaskParts;

/** What may be a mistake in a label image, where users err most. */
public final class LabelHints {

	private LabelHints() {}

	/** What is unusual in annotations; nothing in those that mark single objects. @param image that they are of */
	public static List<Skip> of(Path image, Annotations annotations) {
		return annotations.markings() instanceof Markings.Numbers numbers
			? of(image, annotations.file(), numbers.values(), annotations.extent().width())
			: List.of();
	}

	/**
	 * What is unusual in a label image: none or one number for all of its pixels, although they are not connected, or a compression that changes numbers.
	 *
	 * @param image that is named where there is no object
	 * @param labels file of the label image
	 * @param ids of its pixels, in rows from the top
	 * @param width in pixels
	 */
	public static List<Skip> of(Path image, Path labels, int[] ids, int width) {
		List<Skip> hints = new ArrayList<>();
		String file = "\"" + labels + "\"";
		if (MaskParts.only(ids) == 0) hints.add(new Skip(Skip.Reason.NO_OBJECTS, "\"" + image + "\""));
		if (MaskParts.isMask(ids) && MaskParts.of(ids, width).count() > 1) hints.add(new Skip(Skip.Reason.ONE_NUMBER, file));
		if (FileNames.hasEnding(labels, ".jpg", ".jpeg")) hints.add(new Skip(Skip.Reason.JPEG, file));
		return hints;
	}
}
