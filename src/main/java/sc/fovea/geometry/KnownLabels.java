package sc.fovea.geometry;

/**
 * True and predicted labels where only a part of the image is annotated. A predicted object that lies mostly where nobody annotated is neither right nor wrong
 * and is left out; of all others what lies there is cut off.
 *
 * @param truth label of each pixel, 0 where nobody annotated
 * @param predicted label of each pixel, 0 where nobody annotated
 */
public record KnownLabels(int[] truth, int[] predicted) {

	private static final double MOST = 0.5;

	/**
	 * What can be compared.
	 *
	 * @param truth label of each pixel, negative where nobody annotated
	 * @param predicted label of each pixel, at least as many
	 * @return the same arrays if all is annotated
	 */
	public static KnownLabels of(int[] truth, int[] predicted) {
		if (isWhole(truth))
			return new KnownLabels(truth, predicted);
		boolean[] isUnknown = mostlyUnknown(truth, predicted);
		int[] known = truth.clone();
		int[] found = predicted.clone();
		int[] objects = new LabelIndex().of(predicted);
		for (int i = 0; i < truth.length; i++) {
			if (truth[i] < 0 || isUnknown[objects[i]])
				found[i] = 0;
			known[i] = Math.max(0, truth[i]);
		}
		return new KnownLabels(known, found);
	}

	private static boolean isWhole(int[] truth) {
		for (int label : truth)
			if (label < 0)
				return false;
		return true;
	}

	/** Whether the objects, in the order in which they are met, lie mostly where nobody annotated. */
	private static boolean[] mostlyUnknown(int[] truth, int[] predicted) {
		LabelIndex index = new LabelIndex();
		int[] objects = index.of(predicted);
		int[] areas = new int[index.size()], unknown = new int[index.size()];
		for (int i = 0; i < truth.length; i++) {
			areas[objects[i]]++;
			if (truth[i] < 0)
				unknown[objects[i]]++;
		}
		boolean[] mostly = new boolean[areas.length];
		for (int k = 0; k < mostly.length; k++)
			mostly[k] = unknown[k] > MOST * areas[k];
		return mostly;
	}
}
