package sc.fovea.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders fluorescence nuclei with exact truth: photons from textured, possibly touching nuclei, blurred by the microscope,
 * unevenly lit, counted by a noisy camera:
 *
 * <pre>
 * photons(x, y) = L(x, y) · (background + signal · (PSF * emission)(x, y))
 * value(x, y)   = round(offset + gain · Poisson(photons) + readNoise · Normal(0, 1))
 * </pre>
 *
 * A picture is the window [0, width) × [0, height) of the endless {@link NucleiPlane} that the seed chooses, with nuclei
 * numbered 1, 2, 3 … in reading order. The same seed gives the same pixels, on every platform.
 *
 * <pre>{@code
 * SimulatedImage image = new NucleiSimulator(NucleiScene.touching()).image(256, 256, 42);
 * }</pre>
 *
 * @param scene what is rendered
 */
public record NucleiSimulator(NucleiScene scene) {

	/**
	 * One picture.
	 *
	 * @param width pixels
	 * @param height pixels
	 * @param seed chooses the picture
	 * @throws IllegalArgumentException if the size is not positive or larger than an array
	 */
	public SimulatedImage image(int width, int height, long seed) {
		return frames(width, height, 1, seed).get(0);
	}

	/**
	 * A sequence in which nuclei move and fade (see {@link NucleiScene.Motion}); a nucleus has the same id in all frames.
	 *
	 * @param width pixels
	 * @param height pixels
	 * @param count number of frames
	 * @param seed chooses the sequence
	 * @throws IllegalArgumentException if the size is not positive or larger than an array
	 */
	public List<SimulatedImage> frames(int width, int height, int count, long seed) {
		Map<Integer, Integer> numbers = new HashMap<>();
		List<SimulatedImage> frames = new ArrayList<>();
		for (int frame = 0; frame < count; frame++) {
			SimulatedImage image = new NucleiPlane(scene, seed, frame).block(0, 0, width, height);
			number(image.labels(), numbers);
			frames.add(image);
		}
		return List.copyOf(frames);
	}

	/** Replaces the plane's ids by those in the map, which grows by the new ones. */
	private static void number(int[] labels, Map<Integer, Integer> numbers) {
		int last = 0;
		int number = 0;
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == 0) continue;
			if (labels[i] != last) {
				last = labels[i];
				number = numbers.computeIfAbsent(last, id -> numbers.size() + 1);
			}
			labels[i] = number;
		}
	}
}
