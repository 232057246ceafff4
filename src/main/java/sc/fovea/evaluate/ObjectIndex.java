package sc.fovea.evaluate;

import sc.fovea.image.LabelImage;

/**
 * The objects of a label image, numbered from 0 in the order in which a scan of the rows meets them: the numbers of {@link sc.fovea.geometry.InstanceMatching}.
 *
 * @param numbers by id the object's number, counted from 1
 * @param areas of each object in pixels
 */
record ObjectIndex(int[] numbers, int[] areas) {

	static ObjectIndex of(int[] ids) {
		int[] numbers = new int[LabelImage.largest(ids) + 1];
		int count = 0;
		for (int id : ids) {
			if (id > 0 && numbers[id] == 0) numbers[id] = ++count;
		}
		int[] areas = new int[count];
		for (int id : ids) {
			if (id > 0) areas[numbers[id] - 1]++;
		}
		return new ObjectIndex(numbers, areas);
	}

	/** Number of the object with an id other than 0. */
	int number(int id) {
		return numbers[id] - 1;
	}
}
