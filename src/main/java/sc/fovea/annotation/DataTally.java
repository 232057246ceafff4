package sc.fovea.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFileException;

/**
 * Counts what the images of a data set hold, one after the other.
 *
 * <pre>{@code
 * DataTally tally = new DataTally(data.skips(), false);
 * for (AnnotatedImage image : data.images()) {
 * 	tally.add(image, image.annotations());
 * }
 * tally.report().lines();
 * }</pre>
 */
public final class DataTally {

	private final boolean areClasses;
	private final Map<String, Integer> formats = new TreeMap<>();
	private final Map<String, Integer> objects = new TreeMap<>();
	private final Map<Integer, Long> pixels = new TreeMap<>();
	private final List<Double> diameters = new ArrayList<>();
	private final List<Skip> skips;
	private long ignored;
	private long all;

	/** Is told how the counting goes. */
	public interface Watcher {

		/** Before an image is read. @throws java.util.concurrent.CancellationException to end it */
		default void reading(AnnotatedImage image) {}

		/** Takes a sentence for each image that cannot be used. */
		void failed(String sentence);
	}

	/**
	 * Nothing yet.
	 *
	 * @param skips what the data set has left out already
	 * @param areClasses whether label images hold numbers of classes, and not ids of objects
	 */
	public DataTally(List<Skip> skips, boolean areClasses) {
		this.areClasses = areClasses;
		this.skips = new ArrayList<>(skips);
	}

	/**
	 * Reads and counts all images of a data set.
	 *
	 * @param watcher is told what happens
	 * @throws ImageFileException of the first image that cannot be used, if the data set is strict
	 */
	public static DataReport of(DataSet data, boolean areClasses, Watcher watcher) throws ImageFileException {
		DataTally tally = new DataTally(data.skips(), areClasses);
		for (AnnotatedImage image : data.images()) {
			watcher.reading(image);
			try {
				Annotations annotations = image.annotations();
				tally.add(image, annotations);
				if (!areClasses) tally.look(image, UnmarkedObjects.of(image, annotations));
			}
			catch (ImageFileException e) {
				if (data.isStrict()) throw e;
				watcher.failed(e.getMessage());
			}
		}
		return tally.report();
	}

	/** Counts an image. */
	public void add(AnnotatedImage image, Annotations annotations) {
		formats.merge(image.source().format(), 1, Integer::sum);
		all += annotations.extent().slicePixels();
		ignored += annotations.ignored().cardinality();
		skips.addAll(annotations.skips());
		if (annotations.markings() instanceof Markings.Numbers numbers) {
			addNumbers(numbers.values(), annotations.ignored());
			if (!areClasses) skips.addAll(LabelHints.of(image.image(), annotations));
		}
		else {
			boolean isBare = annotations.markings() instanceof Markings.Objects marked && marked.objects().isEmpty() && marked.points().isEmpty();
			if (isBare) skips.add(new Skip(Skip.Reason.NO_OBJECTS, "\"" + image.image() + "\""));
			addObjects(annotations);
		}
	}

	/** Notes an image of which only some objects seem to be annotated. */
	public void look(AnnotatedImage image, UnmarkedObjects unmarked) {
		if (unmarked.arePartial()) {
			skips.add(new Skip(Skip.Reason.PARTLY, "\"" + image.image() + "\": " + unmarked.marked() + ", and " + unmarked.alike() + " like them"));
		}
	}

	/** Notes something that is left out. */
	public void add(Skip skip) {
		skips.add(skip);
	}

	private void addNumbers(int[] values, BitSet unknown) {
		Map<Integer, Integer> areas = new HashMap<>();
		for (int from = 0; from < values.length;) {
			int to = from + 1;
			while (to < values.length && values[to] == values[from]) {
				to++;
			}
			int known = to - from - (unknown.isEmpty() ? 0 : unknown.get(from, to).cardinality());
			if (known > 0) areas.merge(values[from], known, Integer::sum);
			from = to;
		}
		areas.forEach((value, area) -> {
			if (areClasses) {
				pixels.merge(value, (long) area, Long::sum);
			}
			else if (value != 0) {
				count(Tag.OBJECT, area);
			}
		});
	}

	private void count(String label, double area) {
		objects.merge(label, 1, Integer::sum);
		diameters.add(2 * Math.sqrt(area / Math.PI));
	}

	private void addObjects(Annotations annotations) {
		int[] areas = visible(annotations);
		for (int i = 0; i < areas.length; i++) {
			AnnotatedObject object = annotations.objects().get(i);
			if (object.mask().isEmpty()) {
				Box box = object.box();
				count(object.tag().label(), Math.PI / 4 * box.area());
			}
			else if (areas[i] > 0) {
				count(object.tag().label(), areas[i]);
			}
			else {
				boolean isIgnored = Arrays.stream(object.mask().get().indices(annotations.extent().width())).allMatch(annotations.ignored()::get);
				skips.add(new Skip(isIgnored ? Skip.Reason.IGNORED : Skip.Reason.COVERED, object.called(i) + " in \"" + annotations.file() + "\""));
			}
		}
	}

	/** The pixels of each object that are its own. */
	private static int[] visible(Annotations annotations) {
		BitSet taken = (BitSet) annotations.ignored().clone();
		int[] areas = new int[annotations.objects().size()];
		for (int i = 0; i < areas.length; i++) {
			AnnotatedObject object = annotations.objects().get(i);
			for (int pixel : object.mask().map(mask -> mask.indices(annotations.extent().width())).orElse(new int[0])) {
				if (!taken.get(pixel)) {
					taken.set(pixel);
					areas[i]++;
				}
			}
		}
		return areas;
	}

	/** What was counted. */
	public DataReport report() {
		Map<String, Double> shares = new LinkedHashMap<>();
		double known = Math.max(1, pixels.values().stream().mapToLong(Long::longValue).sum());
		pixels.forEach((value, count) -> shares.put(value == 0 ? ClassNames.BACKGROUND : "class " + value, count / known));
		double[] sizes = diameters.stream().mapToDouble(Double::doubleValue).toArray();
		return new DataReport(formats, objects, shares, sizes, all == 0 ? 0 : (double) ignored / all, skips);
	}
}
