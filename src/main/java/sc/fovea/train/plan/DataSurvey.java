package sc.fovea.train.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fovea.data.Sample;
import sc.fovea.image.ConnectedComponents;

/**
 * What annotated images are like: the ground on which a training is planned, and what people should read before they wait for it.
 *
 * @param images how many
 * @param pixels in all of them together
 * @param channels of each
 * @param objects how many, and how large
 * @param contrast mean normalised value of annotated pixels minus that of the others, −1 to 1 for percentiles; 0 if there is only one kind
 */
public record DataSurvey(int images, long pixels, int channels, Objects objects, double contrast) {

	/** Contrast from which on objects count as bright or dark. */
	private static final double CLEAR = 0.05;

	/**
	 * Sizes of objects. A diameter is that of a disc of the same area, 2·√(area / π), in pixels.
	 *
	 * @param count of all images
	 * @param medianDiameter half of the objects are larger; 0 if there is none
	 * @param largeDiameter one of twenty is larger; 0 if there is none
	 */
	public record Objects(int count, double medianDiameter, double largeDiameter) {}

	/** Whether objects are brighter or darker than the rest of the image. */
	public enum Polarity {
		/** Brighter. */
		BRIGHT,
		/** Darker. */
		DARK,
		/** Neither clearly. */
		UNCLEAR
	}

	/**
	 * Looks at samples.
	 *
	 * @param areClasses whether labels are classes: then connected pixels of a class are an object
	 */
	public static DataSurvey of(List<Sample> samples, boolean areClasses) {
		List<Integer> areas = new ArrayList<>();
		Contrast contrast = new Contrast();
		for (Sample sample : samples) {
			int[] ids = areClasses ? components(sample) : sample.labels();
			Map<Integer, Integer> counts = new HashMap<>();
			for (int i = 0; i < ids.length; i++) {
				if (ids[i] > 0) {
					counts.merge(ids[i], 1, Integer::sum);
				}
			}
			areas.addAll(counts.values());
			contrast.add(sample);
		}
		int[] sorted = areas.stream().mapToInt(Integer::intValue).sorted().toArray();
		Objects objects = new Objects(sorted.length, diameter(sorted, 0.5), diameter(sorted, 0.95));
		long pixels = samples.stream().mapToLong(s -> s.labels().length).sum();
		return new DataSurvey(samples.size(), pixels, samples.isEmpty() ? 0 : samples.get(0).channels(), objects, contrast.value());
	}

	private static int[] components(Sample sample) {
		int[] known = Arrays.stream(sample.labels()).map(label -> Math.max(0, label)).toArray();
		return ConnectedComponents.ofValues(known, sample.width(), ConnectedComponents.Connectivity.EIGHT).ids();
	}

	private static double diameter(int[] sorted, double share) {
		return sorted.length == 0 ? 0 : 2 * Math.sqrt(sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / Math.PI);
	}

	/** Sums of the values inside and outside of objects. */
	private static final class Contrast {

		private final double[] sums = new double[2];
		private final long[] counts = new long[2];

		void add(Sample sample) {
			int channels = sample.channels();
			for (int i = 0; i < sample.labels().length; i++) {
				if (sample.labels()[i] == Sample.IGNORED) continue;
				int kind = sample.labels()[i] > 0 ? 1 : 0;
				for (int c = 0; c < channels; c++) {
					sums[kind] += sample.pixels()[i * channels + c];
				}
				counts[kind] += channels;
			}
		}

		double value() {
			return counts[0] == 0 || counts[1] == 0 ? 0 : sums[1] / counts[1] - sums[0] / counts[0];
		}
	}

	/** Whether objects are bright or dark. */
	public Polarity polarity() {
		return polarity(contrast);
	}

	/** What a contrast means. */
	public static Polarity polarity(double contrast) {
		if (Math.abs(contrast) < CLEAR) {
			return Polarity.UNCLEAR;
		}
		return contrast > 0 ? Polarity.BRIGHT : Polarity.DARK;
	}

	/** In one sentence: {@code 5 images of 3 channels, 123 objects, half of them more than 18 pixels across, darker than their surroundings.} */
	public String sentence() {
		String look = switch (polarity()) {
			case BRIGHT -> ", brighter than their surroundings";
			case DARK -> ", darker than their surroundings";
			case UNCLEAR -> "";
		};
		return count(images, "image") + " of " + count(channels, "channel") + ", " + count(objects.count(), "object")
			+ (objects.count() == 0 ? "" : String.format(Locale.ROOT, ", half of them more than %.0f pixels across", objects.medianDiameter()) + look) + ".";
	}

	private static String count(int number, String thing) {
		return number + " " + thing + (number == 1 ? "" : "s");
	}

	/** For the model's training record. */
	public Map<String, Object> tree() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("images", images);
		tree.put("pixels", pixels);
		tree.put("channels", channels);
		tree.put("objects", objects.count());
		tree.put("median_diameter", objects.medianDiameter());
		tree.put("large_diameter", objects.largeDiameter());
		tree.put("contrast", contrast);
		return tree;
	}
}
