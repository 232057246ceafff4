package sc.fovea.bench;

import java.util.List;
import java.util.stream.IntStream;

import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.Sample;
import sc.fovea.data.SimulatedImage;

/** Rendered images as samples to train with. */
final class RenderedSamples {

	private RenderedSamples() {}

	/** Touching nuclei, brightness 0 to 1. */
	static List<Sample> nuclei(int count, int side) {
		NucleiSimulator simulator = new NucleiSimulator(NucleiScene.touching());
		return IntStream.range(0, count).mapToObj(i -> sample(simulator.image(side, side, i + 1), "nuclei" + i)).toList();
	}

	private static Sample sample(SimulatedImage image, String name) {
		float[] values = new float[image.width() * image.height()];
		float brightest = (1 << image.bits()) - 1;
		for (int i = 0; i < values.length; i++) {
			values[i] = (image.pixels()[i] & 0xffff) / brightest;
		}
		return new Sample(name, image.width(), image.height(), 1, values, image.labels());
	}
}
