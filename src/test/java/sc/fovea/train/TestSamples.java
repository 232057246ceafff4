package sc.fovea.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fovea.annotation.ClassNames;
import sc.fovea.annotation.DataReport;
import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Change;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.Sample;
import sc.fovea.data.SimulatedImage;
import sc.fovea.model.Normalisation;
import sc.fovea.predict.Normaliser;
import sc.fovea.train.sample.FilePlane;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.sample.SamplePixels;

/** Samples with exact truth. */
public final class TestSamples {

	public static final Normalisation NORMALISATION = new Normalisation.Percentile(1, 99.8);
	public static final Augmentation UNCHANGED = (extent, random) -> Change.none(extent);

	private TestSamples() {}

	/** Touching nuclei, normalised. */
	public static Sample nuclei(int width, int height, long seed) {
		return sample(new NucleiSimulator(NucleiScene.touching()).image(width, height, seed), seed);
	}

	private static Sample sample(SimulatedImage image, long seed) {
		int width = image.width();
		int height = image.height();
		float[] values = new float[width * height];
		for (int i = 0; i < values.length; i++) {
			values[i] = image.pixels()[i] & 0xffff;
		}
		Sample raw = new Sample("nuclei" + seed, width, height, 1, values, image.labels());
		return new Sample(raw.name(), width, height, 1, FilePlane.read(Normaliser.apply(NORMALISATION, SamplePixels.source(raw))), raw.labels());
	}

	/** Many small nuclei that seldom touch: soon learned. */
	public static List<Sample> easyNuclei(int count, int side) {
		NucleiSimulator simulator = new NucleiSimulator(NucleiScene.sparse().with(new NucleiScene.Population(12, 0.1, 18, new NucleiScene.Clusters(0.1, 2))));
		return IntStream.range(0, count).mapToObj(i -> sample(simulator.image(side, side, i + 1), i + 1)).toList();
	}

	public static List<Sample> nuclei(int count, int side) {
		return IntStream.range(0, count).mapToObj(i -> nuclei(side, side, i + 1)).toList();
	}

	/** Labels 1 where there is a nucleus. */
	public static Sample foreground(Sample sample) {
		int[] labels = Arrays.stream(sample.labels()).map(id -> id > 0 ? 1 : 0).toArray();
		return new Sample(sample.name(), sample.width(), sample.height(), sample.channels(), sample.pixels(), labels);
	}

	/** Every pixel's value is its index, so that it can be found again; its label is the index plus 1. */
	public static Sample numbered(int width, int height) {
		float[] pixels = new float[width * height];
		int[] labels = new int[width * height];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = i;
			labels[i] = i + 1;
		}
		return new Sample("numbered", width, height, 1, pixels, labels);
	}

	/** One value everywhere and n objects of one pixel in the first row. */
	public static Sample plain(float value, int objects, int side) {
		float[] pixels = new float[side * side];
		Arrays.fill(pixels, value);
		int[] labels = new int[side * side];
		for (int i = 0; i < objects; i++) {
			labels[i] = i + 1;
		}
		return new Sample("plain", side, side, 1, pixels, labels);
	}

	/** Samples of which nothing else is known. */
	public static LabelledSamples labelled(List<Sample> samples) {
		return new LabelledSamples(samples, new ClassNames(List.of()), new DataReport(Map.of(), Map.of(), Map.of(), new double[0], 0, List.of()));
	}
}
