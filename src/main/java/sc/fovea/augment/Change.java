package sc.fovea.augment;

/**
 * One drawn change of a sample: where its pixels come from and how their values change. It is applied to image, labels, boxes and points alike.
 *
 * @param placement about the centre of the picture as origin
 * @param intensity for the image only
 */
public record Change(Placement placement, Intensity intensity) {

	/** No change. */
	public static final Change NONE = new Change(Placement.IDENTITY, Intensity.IDENTITY);
}
