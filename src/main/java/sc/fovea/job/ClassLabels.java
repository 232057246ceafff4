package sc.fovea.job;

import ij.ImagePlus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;

/** Objects of a label image coloured by their class: each pixel holds the number of the class of its object, from 1, and 0 outside of objects. */
public final class ClassLabels {

	private ClassLabels() {}

	/**
	 * Makes the image, of the size and calibration of the labels.
	 *
	 * @param labels one channel
	 * @param rows an answer for each object, as {@link PlaneClassification#objects} gives them
	 * @param classes names of all classes
	 */
	public static ImagePlus of(ImagePlus labels, List<PlaneClassification.Row> rows, List<String> classes) {
		int planes = labels.getNSlices() * labels.getNFrames();
		int size = labels.getWidth() * labels.getHeight();
		int[] numbers = new int[Math.multiplyExact(planes, size)];
		for (int p = 0; p < planes; p++) {
			Map<Integer, Integer> byId = new HashMap<>();
			for (PlaneClassification.Row row : rows) {
				boolean isHere = row.place().view().z() == p % labels.getNSlices() && row.place().view().t() == p / labels.getNSlices();
				if (isHere) byId.put(row.place().object().orElseThrow(), row.answer().number() + 1);
			}
			int[] ids = ClassPlaces.ids(labels, p);
			for (int i = 0; i < size; i++) {
				numbers[p * size + i] = ids[i] == 0 ? 0 : byId.get(ids[i]);
			}
		}
		ImagePlus image = LabelImage.of(numbers, labels.getWidth(), labels.getHeight(), classes.size(), PixelSize.of(labels), title(labels));
		image.setDimensions(1, labels.getNSlices(), labels.getNFrames());
		image.setOpenAsHyperStack(labels.getNSlices() > 1 && labels.getNFrames() > 1);
		image.setProperty("Info", IntStream.range(0, classes.size()).mapToObj(c -> (c + 1) + " = " + classes.get(c)).collect(Collectors.joining("\n")));
		return image;
	}

	private static String title(ImagePlus labels) {
		return labels.getTitle().replaceFirst("(_labels)?(\\.[^.]*)?$", "") + "_classes";
	}
}
