package sc.fovea.bench;

import ij.ImagePlus;
import ij.plugin.filter.EDM;
import ij.process.AutoThresholder;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.data.LabelPlane;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.geometry.MatchCounts;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.alike.AlikeJob;
import sc.fovea.job.alike.Exemplars;
import sc.fovea.model.Model;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.Progress;

/**
 * Look-alikes of three exemplars against Otsu's threshold and a watershed: AP at an IoU, TP / (TP + FP + FN), of all objects of all images but the exemplars, which are ignored; the mean over
 * draws of the exemplars from whole objects of {@value #SMALLEST} pixels or more.
 *
 * <pre>
 * AlikeBenchmark DATA KIND MODEL IMAGES DRAWS   // DATA/{images,labels}; KIND fluo, he or brightfield, which decides what Otsu's threshold sees;
 *                                               // IMAGES FIRST:STEP of all by name, or validation:FIRST:STEP of the model's validation set
 * </pre>
 */
public final class AlikeBenchmark {

	private static final int SMALLEST = 30;
	private static final int EXEMPLARS = 3;
	private static final double[] THRESHOLDS = { 0.5, 0.75 };
	/** Pieces that are smaller are no objects of the watershed. */
	private static final int LEAST_PIECE = 16;

	private final Path data;
	private final String kind;
	private final Model model;
	private final AlikeJob job;
	/** Of each draw and threshold. */
	private final MatchCounts[][] ours;
	private final MatchCounts[][] theirs;
	private long nanos;
	private int runs;

	private AlikeBenchmark(Path data, String kind, AlikeJob job, int draws) {
		this.data = data;
		this.kind = kind;
		this.model = job.model();
		this.job = job;
		this.ours = new MatchCounts[draws][THRESHOLDS.length];
		this.theirs = new MatchCounts[draws][THRESHOLDS.length];
		for (int d = 0; d < draws; d++) {
			Arrays.fill(ours[d], MatchCounts.NONE);
			Arrays.fill(theirs[d], MatchCounts.NONE);
		}
	}

	/** Measures. @param args data, kind, model, images, draws */
	public static void main(String[] args) throws IOException {
		try (AlikeJob job = AlikeJob.open(ModelRequest.of(args[2], Device.CPU))) {
			AlikeBenchmark benchmark = new AlikeBenchmark(Path.of(args[0]), args[1], job, Integer.parseInt(args[4]));
			for (String name : benchmark.names(args[3].split(":")))
				benchmark.measure(name);
			benchmark.print();
		}
		System.exit(0);
	}

	private List<String> names(String[] choice) throws IOException {
		int at = choice.length - 2;
		List<String> all = new ArrayList<>();
		if (choice[0].equals("validation")) ((List<?>) model.training().tree().get("validation_images")).forEach(name -> all.add(String.valueOf(name)));
		else
			for (Path file : ImageFiles.list(data.resolve("images")))
				all.add(ImageFiles.stem(file));
		List<String> chosen = new ArrayList<>();
		for (int i = Integer.parseInt(choice[at]); i < all.size(); i += Integer.parseInt(choice[at + 1]))
			chosen.add(all.get(i));
		return chosen;
	}

	private void measure(String name) throws IOException {
		ImagePlus image = ImageFiles.open(file(data.resolve("images"), name));
		LabelPlane truth = LabelPlane.open(file(data.resolve("labels"), name));
		Path ignore = data.resolve("labels").resolve(name + "_ignore.png");
		if (Files.exists(ignore)) truth = truth.ignoring(LabelPlane.open(ignore));
		int[] watershed = watershed(image, kind);
		Hyperstack stack = stack(model, image);
		MatchCounts[] here = { MatchCounts.NONE, MatchCounts.NONE };
		for (int d = 0; d < ours.length; d++) {
			List<Integer> chosen = draw(truth, EXEMPLARS, name.hashCode() * 31L + d);
			if (chosen.isEmpty()) return;
			int[] rest = truth.ids().clone();
			int[] exemplars = new int[rest.length];
			for (int i = 0; i < rest.length; i++) {
				if (rest[i] <= 0 || !chosen.contains(rest[i])) continue;
				exemplars[i] = rest[i];
				rest[i] = -1;
			}
			InstanceMatching found = InstanceMatching.of(rest, find(stack, exemplars));
			InstanceMatching other = InstanceMatching.of(rest, watershed);
			for (int t = 0; t < THRESHOLDS.length; t++) {
				ours[d][t] = ours[d][t].plus(found.counts(THRESHOLDS[t]));
				theirs[d][t] = theirs[d][t].plus(other.counts(THRESHOLDS[t]));
			}
			here[0] = here[0].plus(found.counts(THRESHOLDS[0]));
			here[1] = here[1].plus(other.counts(THRESHOLDS[0]));
		}
		System.out.printf(Locale.ROOT, "%s AP@0.5 %.3f, Otsu %.3f%n", name, here[0].averagePrecision(), here[1].averagePrecision());
	}

	private int[] find(Hyperstack stack, int[] exemplars) {
		long start = System.nanoTime();
		try (Segmenter segmenter = job.learn(new Exemplars(stack, Map.of(Segmenter.Place.FIRST, exemplars)), 0, Progress.none())) {
			return segmenter.segment(stack, SegmentationOptions.STANDARD.withScale(1), Progress.none()).planes().get(0);
		}
		finally {
			nanos += System.nanoTime() - start;
			runs++;
		}
	}

	private void print() {
		for (int t = 0; t < THRESHOLDS.length; t++) {
			System.out.printf(Locale.ROOT, "AP@%.2f look-alikes %s, Otsu and watershed %s%n", THRESHOLDS[t], words(ours, t), words(theirs, t));
		}
		System.out.printf(Locale.ROOT, "%.2f s an image, exemplars and all%n", nanos / 1e9 / Math.max(1, runs));
	}

	private static String words(MatchCounts[][] counts, int t) {
		double[] scores = Arrays.stream(counts).mapToDouble(draw -> draw[t].averagePrecision()).toArray();
		double mean = Arrays.stream(scores).average().orElse(0);
		double deviation = Math.sqrt(Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).average().orElse(0));
		MatchCounts all = Arrays.stream(counts).map(draw -> draw[t]).reduce(MatchCounts.NONE, MatchCounts::plus);
		return String.format(Locale.ROOT, "%.3f (deviation %.3f, precision %.3f, recall %.3f)", mean, deviation, all.precision(), all.recall());
	}

	private static Path file(Path folder, String name) throws IOException {
		for (String ending : List.of(".png", ".tif", ".tiff")) {
			if (Files.exists(folder.resolve(name + ending))) return folder.resolve(name + ending);
		}
		throw new IOException("Expected an image " + name + " in " + folder + ", got none.");
	}

	/** A model of one channel sees colours as grey. */
	private static Hyperstack stack(Model model, ImagePlus image) {
		Hyperstack stack = Hyperstack.of(image);
		if (model.input().channels() == 1 && stack.channels() == 3) {
			boolean same = true;
			for (int i = 0; i < image.getWidth() * image.getHeight() && same; i++) {
				int p = image.getProcessor().get(i);
				same = (p >> 16 & 255) == (p & 255);
			}
			if (!same) return Hyperstack.of(new ImagePlus("", image.getProcessor().convertToByte(false)));
		}
		if (model.input().channels() == 3 && stack.channels() == 1) return Hyperstack.of(new ImagePlus("", image.getProcessor().convertToRGB()));
		return stack;
	}

	/** Ids of whole objects. */
	private static List<Integer> draw(LabelPlane truth, int count, long seed) {
		Map<Integer, Integer> areas = new HashMap<>();
		int w = truth.width(), h = truth.height();
		for (int i = 0; i < w * h; i++) {
			int id = truth.ids()[i];
			if (id <= 0) continue;
			boolean edge = i % w == 0 || i % w == w - 1 || i / w == 0 || i / w == h - 1;
			areas.merge(id, edge ? -1_000_000_000 : 1, Integer::sum);
		}
		List<Integer> ids = new ArrayList<>();
		areas.forEach((id, area) -> {
			if (area >= SMALLEST) ids.add(id);
		});
		if (ids.size() < count) return List.of();
		Collections.sort(ids);
		Collections.shuffle(ids, new Random(seed));
		return ids.subList(0, count);
	}

	/** Gaussian blur of a deviation of one pixel, Otsu's threshold, ImageJ's watershed of the distance map. */
	private static int[] watershed(ImagePlus image, String kind) {
		ImageProcessor ip = image.getProcessor();
		FloatProcessor value = kind.equals("he")
			? haematoxylin((ColorProcessor) ip.convertToRGB())
			: (FloatProcessor) (ip instanceof ColorProcessor ? ip.convertToByte(false) : ip).convertToFloat().duplicate();
		if (kind.equals("brightfield")) value.multiply(-1);
		value.blurGaussian(1);
		value.resetMinAndMax();
		ByteProcessor bytes = (ByteProcessor) value.convertToByte(true);
		int threshold = new AutoThresholder().getThreshold(AutoThresholder.Method.Otsu, bytes.getHistogram());
		ByteProcessor mask = new ByteProcessor(ip.getWidth(), ip.getHeight());
		for (int i = 0; i < mask.getPixelCount(); i++)
			mask.set(i, bytes.get(i) > threshold ? 255 : 0);
		EDM edm = new EDM();
		boolean inverted = ij.Prefs.blackBackground;
		ij.Prefs.blackBackground = true;
		edm.toWatershed(mask);
		ij.Prefs.blackBackground = inverted;
		return components(mask);
	}

	private static FloatProcessor haematoxylin(ColorProcessor rgb) {
		double[][] stains = { { 0.65, 0.70, 0.29 }, { 0.07, 0.99, 0.11 }, new double[3] };
		for (int s = 0; s < 2; s++) {
			double n = Math.sqrt(Arrays.stream(stains[s]).map(v -> v * v).sum());
			for (int c = 0; c < 3; c++)
				stains[s][c] /= n;
		}
		double[] a = stains[0], b = stains[1];
		stains[2] = new double[] { a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0] };
		double n = Math.sqrt(Arrays.stream(stains[2]).map(v -> v * v).sum());
		for (int c = 0; c < 3; c++)
			stains[2][c] /= n;
		double[][] inverse = new org.apache.commons.math3.linear.LUDecomposition(new org.apache.commons.math3.linear.Array2DRowRealMatrix(stains)).getSolver()
			.getInverse().getData();
		FloatProcessor out = new FloatProcessor(rgb.getWidth(), rgb.getHeight());
		for (int i = 0; i < rgb.getPixelCount(); i++) {
			int p = rgb.get(i);
			double sum = 0;
			for (int c = 0; c < 3; c++)
				sum += -Math.log(((p >> 16 - 8 * c & 255) + 1) / 256.0) * inverse[c][0];
			out.setf(i, (float) sum);
		}
		return out;
	}

	private static int[] components(ByteProcessor mask) {
		int w = mask.getWidth(), h = mask.getHeight();
		int[] labels = new int[w * h];
		int[] stack = new int[w * h];
		int id = 0;
		for (int s = 0; s < labels.length; s++) {
			if (labels[s] != 0 || mask.get(s) == 0) continue;
			id++;
			int n = 0, count = 0;
			stack[n++] = s;
			labels[s] = id;
			List<Integer> members = new ArrayList<>();
			while (n > 0) {
				int i = stack[--n];
				count++;
				members.add(i);
				int x = i % w, y = i / w;
				int[] next = { x > 0 ? i - 1 : -1, x < w - 1 ? i + 1 : -1, y > 0 ? i - w : -1, y < h - 1 ? i + w : -1 };
				for (int j : next) {
					if (j >= 0 && labels[j] == 0 && mask.get(j) != 0) {
						labels[j] = id;
						stack[n++] = j;
					}
				}
			}
			if (count < LEAST_PIECE) for (int i : members)
				labels[i] = -1;
		}
		for (int i = 0; i < labels.length; i++)
			labels[i] = Math.max(0, labels[i]);
		return labels;
	}
}
