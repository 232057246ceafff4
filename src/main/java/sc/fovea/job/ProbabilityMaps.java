package sc.fovea.job;

import ij.ImagePlus;
import java.util.List;
import java.util.Locale;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fovea.image.Hyperstack;
import sc.fovea.predict.OutputMap;
import sc.fovea.predict.ProgressPart;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.Progress;

/**
 * What the answers of a segmentation are made of, as a 32-bit image: the probability of an object, or a channel for each class, of every slice and frame. It has the
 * grid of the network, whose pixels may be larger than those of the image; its pixel size says so.
 *
 * @param segmenter a loaded model
 * @param options of the user, with the scale at which the image was segmented; thresholds do not change a map
 */
public record ProbabilityMaps(Segmenter segmenter, SegmentationOptions options) {

	/** Share of Java's memory that maps may take. */
	private static final int MEMORY_SHARE = 4;

	/**
	 * The maps of all planes.
	 *
	 * @throws IllegalArgumentException if the image does not fit the model, or memory the maps
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public ImagePlus of(Hyperstack image, Progress progress) {
		SegmentationOptions plain = SegmentationOptions.STANDARD.withScale(options.scale()).withChannel(options.channel());
		int planes = image.slices() * image.frames();
		Img<FloatType> all = null;
		OutputMap map = null;
		for (int i = 0; i < planes; i++) {
			Segmenter.Place place = new Segmenter.Place(i % image.slices(), i / image.slices(), 1);
			map = segmenter.probabilities(image, place, plain, new ProgressPart(progress, i, planes));
			if (all == null) all = room(map.dimensions(), image);
			RandomAccessibleInterval<FloatType> frame = Views.hyperSlice(all, 4, place.t());
			map.write(Views.hyperSlice(frame, 3, place.z()));
		}
		return shown(all, map, image.title());
	}

	/** (x, y, c, z, t) */
	private static Img<FloatType> room(long[] map, Hyperstack image) {
		double bytes = (double) map[0] * map[1] * map[2] * image.slices() * image.frames() * Float.BYTES;
		long memory = Runtime.getRuntime().maxMemory();
		if (bytes > memory / (double) MEMORY_SHARE) {
			throw new IllegalArgumentException(String.format(Locale.ROOT, "The maps of \"%s\" need %.0f MB, but only a quarter of Java's %.0f MB are for them: "
				+ "give it more memory, or leave \"maps\" out.", image.title(), bytes / 1e6, memory / 1e6));
		}
		return new PlanarImgFactory<>(new FloatType()).create(map[0], map[1], map[2], image.slices(), image.frames());
	}

	private ImagePlus shown(Img<FloatType> all, OutputMap map, String title) {
		ImagePlus shown = Hyperstack.toImagePlus(all, "Probability of " + title, map.pixelSize());
		List<String> names = segmenter.mapped();
		for (int i = 0; i < shown.getStackSize(); i++) {
			shown.getStack().setSliceLabel(names.get(i % names.size()), i + 1);
		}
		shown.setDisplayRange(0, 1);
		return shown;
	}
}
