package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Gives some channels one value. At least one channel stays; a picture of one channel stays as it is.
 *
 * @param counts number of channels
 * @param fill the value, as share of its range
 */
public record ChannelDrop(Range counts, double fill) implements Augmentation {

	/** Gives channels a value, given as share of the value range. */
	record Drop(List<Integer> dropped, double fill) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			float value = pixels.range().clamp((float) (pixels.range().low() + fill * pixels.range().span()));
			int channels = pixels.extent().channels();
			for (int channel : dropped) {
				for (int i = channel; i < pixels.values().length; i += channels) {
					pixels.values()[i] = value;
				}
			}
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("channel_drop", "Empties some channels.", List.of(
			Parameter.range("count_range", "Number of channels", new Range(1, 64), new Range(1, 1)),
			Parameter.number("fill", "Value, as share of the value range", new Range(0, 1), 0)),
			s -> new ChannelDrop(s.range("count_range"), s.number("fill")));
	}

	/** @throws IllegalArgumentException if there is no whole number in the range of counts */
	public ChannelDrop {
		if (Math.ceil(counts.low()) > Math.floor(counts.high())) {
			throw new IllegalArgumentException("Expected a whole number in count_range, got " + counts + ".");
		}
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		int count = Math.min(extent.channels() - 1, counts.drawWhole(random));
		List<Integer> order = ChannelShuffle.shuffled(extent.channels(), random);
		return count == 0 ? Change.none(extent) : Change.valued(new Drop(IntStream.range(0, count).mapToObj(order::get).toList(), fill), extent);
	}
}
