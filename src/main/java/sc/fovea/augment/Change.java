package sc.fovea.augment;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * One drawn change of a sample: what it is combined with, where its pixels come from and how their values change, in this order. It is applied to picture,
 * masks, boxes and points alike; pixels are resampled once however many placements it was composed of.
 *
 * @param combinations in order
 * @param geometry where things move
 * @param maps of the picture's values, in order
 */
public record Change(List<Combination> combinations, Geometry geometry, List<IntensityMap> maps) {

	/** Copies the lists. */
	public Change {
		combinations = List.copyOf(combinations);
		maps = List.copyOf(maps);
	}

	/** No change. */
	public static Change none(Extent extent) {
		return moved(Geometry.none(extent));
	}

	/** Things move. */
	public static Change moved(Geometry geometry) {
		return new Change(List.of(), geometry, List.of());
	}

	/** Values change. */
	public static Change valued(IntensityMap map, Extent extent) {
		return new Change(List.of(), Geometry.none(extent), List.of(map));
	}

	/** Several samples become one. */
	public static Change combined(Combination combination, Extent extent) {
		return new Change(List.of(combination), Geometry.none(extent), List.of());
	}

	/** Size of the result for a picture of the given slices and channels. */
	public Extent extent(Extent source) {
		return source.sized(geometry.width(), geometry.height());
	}

	/** This change first, then one that was drawn for its result. Combinations come before all else, changes of values after all else. */
	public Change then(Change next) {
		return new Change(Stream.concat(combinations.stream(), next.combinations.stream()).toList(), geometry.then(next.geometry),
			Stream.concat(maps.stream(), next.maps.stream()).toList());
	}

	/**
	 * The changed sample; the given one stays as it is.
	 *
	 * @param sample of the size that the change was drawn for
	 * @param framing for what lies beyond its edge
	 * @param others gives samples to combine with
	 * @throws IllegalArgumentException if a sample to combine with does not fit
	 */
	public Annotated apply(Annotated sample, Framing framing, Supplier<Annotated> others) {
		Annotated whole = sample;
		for (Combination combination : combinations) {
			whole = combination.combine(whole, others, framing);
		}
		Annotated moved = new Mover(geometry, framing).apply(whole);
		valued(moved.pixels());
		return moved;
	}

	/** Changes the values of pixels in place, and nothing else. */
	public void valued(Pixels pixels) {
		maps.forEach(map -> map.apply(pixels));
	}
}
