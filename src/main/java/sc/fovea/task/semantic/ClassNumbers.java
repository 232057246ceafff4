package sc.fovea.task.semantic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fovea.annotation.ClassNames;
import sc.fovea.data.Sample;
import sc.fovea.image.ConnectedComponents;

/**
 * The classes that occur in label images of a semantic segmentation. Their ids may have gaps, as in masks of 0 and 255; a network numbers them from 0 in
 * ascending order.
 * <p>
 * Where the ids are those of objects, which happens if masks of single cells are taken for masks of classes, objects are learned against background. Unnamed ids count as
 * those of objects if there are at least {@value #FEWEST} and, over all images, hardly more connected parts than ids: a class of pixels comes in many parts.
 *
 * @param ids in the images, ascending; the first is always 0, the background
 * @param given names of ids, as far as the annotations name them
 * @param objects number of ids if they are those of objects, which are one class then; 0 if they are classes
 */
public record ClassNumbers(List<Integer> ids, ClassNames given, int objects) {

	private static final List<String> OBJECTS = List.of(ClassNames.BACKGROUND, "object");
	/** Sets of classes that nobody named are smaller. */
	static final int FEWEST = 8;
	/** Some objects are cut in two by others, or by the hand that drew them. */
	private static final double PARTS_PER_ID = 1.1;

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
		if (given.names().isEmpty() && ids.length > FEWEST && areObjects(samples))
			return new ClassNumbers(List.of(0, 1), new ClassNames(OBJECTS), ids.length - 1);
		if (ids.length < 2 || ids.length > MOST) {
			throw new IllegalArgumentException("Expected labels of 2 to " + MOST + " classes, got " + ids.length + ".");
		}
		return new ClassNumbers(Arrays.stream(ids).boxed().toList(), given, 0);
	}

	private static boolean areObjects(List<Sample> samples) {
		long ids = 0;
		long parts = 0;
		for (Sample sample : samples) {
			int[] labels = Arrays.stream(sample.labels()).map(label -> Math.max(0, label)).toArray();
			ids += Arrays.stream(labels).filter(label -> label > 0).distinct().count();
			parts += ConnectedComponents.ofValues(labels, sample.width(), ConnectedComponents.Connectivity.EIGHT).count();
		}
		return parts <= PARTS_PER_ID * ids;
	}

	/** What a user should know, in a sentence. */
	Optional<String> note() {
		return objects == 0
			? Optional.empty()
			: Optional.of(
				"The labels hold up to " + objects + " ids in one part each, which are those of objects: they are learned as one class against background.");
	}

	/** The names of the annotations, else {@code background}, and {@code class N} for id N. */
	public List<String> names() {
		return ids.stream().map(id -> id < given.names().size() ? given.names().get(id) : id == 0 ? ClassNames.BACKGROUND : "class " + id).toList();
	}

	/** The sample with class numbers for ids. */
	public Sample number(Sample sample) {
		Map<Integer, Integer> numbers = new HashMap<>();
		if (objects > 0) return sample.labelled(Arrays.stream(sample.labels()).map(label -> Math.min(label, 1)).toArray());
		ids.forEach(id -> numbers.put(id, numbers.size()));
		numbers.put(Sample.IGNORED, Sample.IGNORED);
		int[] labels = Arrays.stream(sample.labels()).map(numbers::get).toArray();
		return sample.labelled(labels);
	}
}
