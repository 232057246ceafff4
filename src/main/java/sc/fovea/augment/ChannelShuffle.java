package sc.fovea.augment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/** Puts the channels into another order, all orders equally often. */
public record ChannelShuffle() implements Augmentation {

	/** @param order which old channel each new one is */
	record Order(List<Integer> order) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			int channels = order.size();
			int[] from = order.stream().mapToInt(Integer::intValue).toArray();
			float[] pixel = new float[channels];
			float[] values = pixels.values();
			for (int i = 0; i < values.length; i += channels) {
				System.arraycopy(values, i, pixel, 0, channels);
				for (int k = 0; k < channels; k++) {
					values[i + k] = pixel[from[k]];
				}
			}
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("channel_shuffle", "Puts the channels into another order.", List.of(), s -> new ChannelShuffle());
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return extent.channels() == 1 ? Change.none(extent) : Change.valued(new Order(shuffled(extent.channels(), random)), extent);
	}

	/** 0 to count − 1 in random order (Fisher and Yates). */
	static List<Integer> shuffled(int count, SplittableRandom random) {
		List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
		for (int i = count - 1; i > 0; i--) {
			Collections.swap(order, i, random.nextInt(i + 1));
		}
		return List.copyOf(order);
	}
}
