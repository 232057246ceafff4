package sc.fovea.predict.look;

/**
 * Kinds of pictures that a bundled model knows.
 * <p>
 * The limits were chosen after looking at public images of each kind; {@code RealKindsTest} says for what share of them they are right. Crops of single
 * stained white cells are taken for tissue.
 */
public enum ImageKind {

	/** Bright objects on a dark ground, grey. */
	FLUORESCENCE("grey, bright on a dark ground"),
	/** Tissue stained with haematoxylin and eosin: dark objects in purple and pink on white. */
	HISTOLOGY("stained in purple and pink on a bright ground"),
	/** Dark, textured objects on a bright, even ground, grey. */
	BRIGHT_FIELD("grey, dark on a bright, even ground"),
	/** Red cells and stained white cells. */
	BLOOD_SMEAR("a blood smear by its colours"),
	/** Nothing of these. */
	OTHER("neither fluorescence, stained tissue, bright field nor a blood smear");

	private static final double LEAST_RISE = 0.6;
	private static final double DARK_GROUND = 0.25;
	private static final double FLUORESCENT_TEXTURE = 0.1;
	private static final double LEAST_FALL = -1;
	private static final double BRIGHT_GROUND = 0.78;
	private static final double BRIGHT_TEXTURE = 0.15;
	private static final double WHITE = 0.6;
	private static final double BLOOD_BLUE = 0.268;

	private final String words;

	ImageKind(String words) {
		this.words = words;
	}

	/** How such an image looks. */
	public String words() {
		return words;
	}

	/** The kind of an image. */
	public static ImageKind of(ImageTraits traits) {
		return traits.stain().map(ImageKind::coloured).orElseGet(() -> grey(traits.grey()));
	}

	private static ImageKind grey(ImageTraits.Grey grey) {
		if (grey.skewness() > LEAST_RISE && grey.median() < DARK_GROUND && grey.roughness() > FLUORESCENT_TEXTURE) return FLUORESCENCE;
		boolean isBright = grey.skewness() < LEAST_FALL && grey.median() > BRIGHT_GROUND && grey.roughness() > BRIGHT_TEXTURE;
		return isBright ? BRIGHT_FIELD : OTHER;
	}

	/** Every stain here absorbs green most; haemoglobin absorbs blue, too, and haematoxylin and eosin hardly. */
	private static ImageKind coloured(ImageTraits.Stain stain) {
		if (stain.ground() < WHITE || stain.green() < Math.max(stain.red(), stain.blue())) return OTHER;
		return stain.blue() > BLOOD_BLUE ? BLOOD_SMEAR : HISTOLOGY;
	}
}
