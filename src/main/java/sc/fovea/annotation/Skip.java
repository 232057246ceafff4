package sc.fovea.annotation;

/**
 * Something that was left out, or may be a mistake.
 *
 * @param reason why
 * @param what it was, as users will find it: an image, or an object of a file
 */
public record Skip(Reason reason, String what) {

	/** Why something is left out. */
	public enum Reason {

		/** No pixel of it lies in the image. */
		OUTSIDE("outside of the image"),
		/** A coordinate of its box is missing, or no number. */
		NO_BOX("without a box"),
		/** It contains no pixel's centre. */
		NO_AREA("without area"),
		/** An object of the same class has the same outline. */
		DUPLICATE("marked twice"),
		/** Objects before it cover all of its pixels. */
		COVERED("covered by others"),
		/** It lies in a region that is not annotated. */
		IGNORED("in a region that is not annotated"),
		/** The file does not say what its class is called. */
		UNKNOWN_CLASS("of a class without a name"),
		/** It is a line or a text. */
		NOT_AN_AREA("neither an area nor points"),
		/** It is a point, and an area is needed. */
		POINT("only a point"),
		/** It holds none of the objects of which it should hold one, or several. */
		NOT_ONE_OBJECT("image without exactly one object of interest"),
		/** The image's file has no bytes. */
		EMPTY_FILE("empty image file"),
		/** Nobody annotated the image. */
		NO_ANNOTATION("image without annotation"),
		/** There is no such image. */
		NO_IMAGE("annotation without image"),
		/** A file among the annotations that is none, or is damaged. */
		UNREADABLE("file that cannot be used"),
		/** An image that cannot be used, or its annotations; what is told of it is the whole sentence. */
		FAILED("image that cannot be used"),
		/** Others are read instead. */
		NOT_READ("not read, because there are other annotations"),
		/** All that is known about the image is that there is nothing to find. It is used, but may be a mistake. */
		NO_OBJECTS("image without objects"),
		/** One number for all objects: they are learned as one. */
		ONE_NUMBER(
			"mask in which separate regions have one number, and so are one object; --split-masks (split_masks in macros) makes an object of each connected"
				+ " region"),
		/** More objects like those that are annotated are not. */
		PARTLY(
			"image in which many more objects look like the annotated ones, and would be learned as background; draw a region named annotated around what is annotated,"
				+ " or a mask NAME_ignore over the rest"),
		/** A mask whose connected parts are objects, as the user wants it. */
		SPLIT("mask, into its connected regions"),
		/** The compression has changed numbers, mostly at the borders of objects. */
		JPEG("label image as JPEG, whose compression changes numbers; save labels as PNG or TIFF");

		private final String text;

		Reason(String text) {
			this.text = text;
		}

		/** Whether it is used nevertheless, and only said. */
		public boolean isUsed() {
			return this == NO_OBJECTS || this == ONE_NUMBER || this == JPEG || this == PARTLY || this == SPLIT;
		}

		/** What happens to it, as the first words of a line. */
		String fate() {
			if (this == SPLIT) return "Split";
			return isUsed() ? "Used as it is" : "Left out";
		}

		/** In words. */
		public String text() {
			return text;
		}
	}
}
