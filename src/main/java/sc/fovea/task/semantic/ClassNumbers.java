package sc.fovea.task.semantic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fovea.annotation.ClassNames;
import sc.fovea.data.Sample;

/**
 * The classes that occur in label images of a semantic segmentation. Their ids may have gaps, as in masks of 0 and 255; a network numbers them from 0 in
 * ascending order.
 *
 * @param ids in the images, ascending; the first is always 0, the background
 * @param given names of ids, as far as the annotations name them
 */
public record ClassNumbers(List<Integer> ids, ClassNames given) {

	/** Classes that a label image of 8 bits can tell apart. */
	private static final int MOST = 256;

	/** The classes of samples whose annotations do not name them. @throws IllegalArgumentException as {@link #of(List, ClassNames)} */
	public static ClassNumbers of(List<Sample> samples) {
		return of(samples, new ClassNames(List.of()));
	}

	/** @throws IllegalArgumentException if there are more than 256 classes, or none besides background */
	public static ClassNumbers of(List<Sample> samples, ClassNames given) {
		IntStream known = samples.stream().flatMapToInt(s -> Arrays.stream(s.labels()).filter(id -> id != Sample.IGNORED).distinct());
		int[] ids = IntStream.concat(IntStream.of(0), known).distinct().sorted().toArray();
		if (ids.length < 2 || ids.length > MOST) {
			throw new IllegalArgumentException("Expected labels of 2 to " + MOST + " classes, got " + ids.length + (ids.length > MOST
				? "; if they are ids of objects, train an instance segmentation."
				: "."));
		}
		return new ClassNumbers(Arrays.stream(ids).boxed().toList(), given);
	}

	/** The names of the annotations, else {@code background}, and {@code class N} for id N. */
	public List<String> names() {
		return ids.stream().map(id -> id < given.names().size() ? given.names().get(id) : id == 0 ? ClassNames.BACKGROUND : "class " + id).toList();
	}

	/** The sample with class numbers for ids. */
	public Sample number(Sample sample) {
		Map<Integer, Integer> numbers = new HashMap<>();
		ids.forEach(id -> numbers.put(id, numbers.size()));
		numbers.put(Sample.IGNORED, Sample.IGNORED);
		int[] labels = Arrays.stream(sample.labels()).map(numbers::get).toArray();
		return sample.labelled(labels);
	}
}
