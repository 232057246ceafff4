package sc.fovea.augment;

import java.util.List;

import sc.fovea.data.Extent;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.Sample;
import sc.fovea.data.ValueRange;

/**
 * Takes a picture out of another through a placement, the same for every slice. Values are interpolated bilinearly, unless the placement is exact; labels
 * come from the nearest pixel. Beyond the source the border decides about values, and labels are 0.
 *
 * @param placement from points of the result to points of the source
 * @param width columns of the result
 * @param height rows of the result
 * @param framing what is seen beyond the source
 */
public record Resampler(Placement placement, int width, int height, Framing framing) {

	/** Mirrors values beyond the source. */
	public Resampler(Placement placement, int width, int height) {
		this(placement, width, height, Framing.MIRRORED);
	}

	/** Values of a sample's pixels, (H, W, C). */
	public float[] pixels(Sample sample) {
		Extent extent = new Extent(sample.width(), sample.height(), 1, sample.channels());
		return resample(new Pixels(extent, sample.pixels(), ValueRange.NORMALISED), List.of(), new int[0][]).values();
	}

	/** Labels of a sample, (H, W). */
	public int[] labels(Sample sample) {
		int[] labels = new int[width * height];
		Extent extent = Extent.plane(sample.width(), sample.height());
		if (placement instanceof Affine affine && affine.isExact()) {
			new GridCopy(affine, extent, extent.sized(width, height)).labels(sample.labels(), labels);
			return labels;
		}
		Rows rows = rows(new Pixels(new Extent(sample.width(), sample.height(), 1, sample.channels()), sample.pixels(), ValueRange.NORMALISED));
		for (int y = 0; y < height; y++) {
			rows.moveTo(y);
			rows.labels(sample.labels(), 0, labels, y * width);
		}
		return labels;
	}

	/** The picture, and in {@code moved} each mask. Where a pixel comes from is computed once for all. */
	Pixels resample(Pixels source, List<Mask> masks, int[][] moved) {
		Extent extent = source.extent();
		Pixels result = new Pixels(extent.sized(width, height), new float[extent.sized(width, height).values()], source.range());
		if (placement instanceof Affine affine && affine.isExact()) {
			GridCopy copy = new GridCopy(affine, extent, result.extent());
			copy.values(source, framing, result.values());
			for (int m = 0; m < moved.length; m++) {
				copy.labels(masks.get(m).labels(), moved[m]);
			}
			return result;
		}
		Rows rows = rows(source);
		for (int y = 0; y < height; y++) {
			rows.moveTo(y);
			for (int z = 0; z < extent.depth(); z++) {
				rows.values(z, result.values(), (z * height + y) * width * extent.channels());
				for (int m = 0; m < moved.length; m++) {
					rows.labels(masks.get(m).labels(), z * extent.slicePixels(), moved[m], (z * height + y) * width);
				}
			}
		}
		return result;
	}

	private Rows rows(Pixels source) {
		Interpolation interpolation = new Interpolation(source, framing);
		return placement instanceof Affine affine ? new AffineRow(affine, interpolation, width) : new PlacedRow(placement, interpolation, width);
	}
}
