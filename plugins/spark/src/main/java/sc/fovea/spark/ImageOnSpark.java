package sc.fovea.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.zarr.LabelZarr;
import sc.fovea.model.Model;
import sc.fovea.predict.Intensities;
import sc.fovea.predict.IntensityCounts;
import sc.fovea.predict.Normaliser;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.block.BlockLook;
import sc.fovea.predict.block.BlockNumbers;
import sc.fovea.predict.block.BlockObjects;
import sc.fovea.predict.block.BlockSegmenter;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.spark.ImageBlock.Plane;
import sc.fovea.spark.ImageBlock.Settings;
import sc.fovea.tile.TileSource;

/**
 * Segments an image that no computer holds, block by block on a cluster, with the labels of {@code fovea segment}; see {@link BlockSegmenter}. The driver holds the objects,
 * about 180 bytes each, but no pixels; what a task writes does not depend on who does it, or how often.
 *
 * @param spark the cluster
 * @param model that segments
 * @param blockSide of a block, in pixels; a multiple of the chunks of the labels
 */
public record ImageOnSpark(JavaSparkContext spark, Model model, int blockSide) {

	/**
	 * What was found.
	 *
	 * @param count objects, or the highest class
	 * @param scale by which planes were resampled
	 * @param isLookedAtTwice whether objects had another size than was expected, or reached farther
	 */
	public record Found(int count, ScaleEstimate scale, boolean isLookedAtTwice) {}

	/**
	 * Segments all planes; ids of objects go on from plane to plane.
	 *
	 * @param image path of an OME-Zarr that all computers see, or of another image
	 * @param settings of the user
	 * @param labels where they go, not begun
	 * @throws IOException if the image cannot be read, or labels not be written
	 * @throws IllegalArgumentException if image, model and options do not fit
	 */
	Found segment(String image, Settings settings, LabelZarr labels) throws IOException {
		SharedModel shared = SharedModel.of(spark, model);
		Plane first = new Plane(image, 0, 0, shared, settings);
		Hyperstack whole = first.open();
		Segmenter segmenter = shared.segmenter();
		segmenter.blocks(settings.options()); // refuses what does not fit before anything is written
		TileSource raw = first.raw(); // likewise
		boolean isChosen = whole.channels() == raw.channels();
		Settings known = isChosen || settings.channel() > 0 ? settings : settings.with(1); // all are the same, which need not be seen once more by each worker
		int planes = whole.slices() * whole.frames();
		Settings same = planes == 1 ? known : known.scaled(segmenter.estimate(whole, known.options()).factor());
		labels.begin();
		Found found = new Found(0, ScaleEstimate.calibrated(1), false);
		for (int i = 0; i < planes; i++) {
			Plane plane = new Plane(image, i % whole.slices(), i / whole.slices(), shared, same);
			Found next = new PlaneRun(plane, whole, labels, segmenter.areInstances() ? found.count() + 1 : 1).run();
			int count = segmenter.areInstances() ? found.count() + next.count() : Math.max(found.count(), next.count());
			found = new Found(count, next.scale(), found.isLookedAtTwice() || next.isLookedAtTwice());
		}
		labels.complete();
		return found;
	}

	/** What the driver must know of a block. */
	private record Summary(double reach, double assumed, byte[] objects) implements Serializable {

		static Summary of(BlockLook look) {
			return new Summary(look.reach(), look.assumed(), look.objects());
		}
	}

	/** One plane. */
	private final class PlaneRun {

		private final Plane plane;
		private final Hyperstack image;
		private final LabelZarr labels;
		private final int firstId;
		private final JavaRDD<ImageBlock> blocks;
		private final List<ImageBlock> list;
		private final BlockSegmenter segmentation;
		private boolean isLookedAtTwice;

		PlaneRun(Plane plane, Hyperstack image, LabelZarr labels, int firstId) {
			this.plane = plane;
			this.image = image;
			this.labels = labels;
			this.firstId = firstId;
			this.list = ImageBlock.of(image, blockSide);
			this.blocks = spark.parallelize(list, list.size());
			this.segmentation = plane.model().segmenter().blocks(plane.settings().options());
		}

		/** Intensities by counts of all blocks, the scale by the few places that the single computer looks at too. */
		Found run() throws IOException {
			Plane sent = plane;
			IntensityCounts counts = blocks.map(sent::count).treeReduce(IntensityCounts::add);
			TileSource raw = plane.raw();
			Intensities intensities = Normaliser.measure(model.input().normalisation(), raw, counts);
			if (!intensities.note().isEmpty()) System.err.println(plane.image() + ": " + intensities.note());
			ScaleEstimate expected = plane.model().segmenter().estimate(intensities.apply(raw), image.pixelSize(), plane.settings().options());
			if (segmentation.areInstances()) return objects(intensities, expected);
			int highest = looks(intensities, expected.factor(), 0).map(new Drawing(plane, labels, size(), blockSide, Optional.empty(), Optional.empty())::write)
				.reduce(Math::max);
			return new Found(highest, expected, false);
		}

		private BlockSegmenter.PlaneSize size() {
			return new BlockSegmenter.PlaneSize(image.width(), image.height());
		}

		private JavaRDD<BlockLook> looks(Intensities intensities, double scale, double leastReach) {
			Plane sent = plane;
			return blocks.map(block -> sent.look(block, intensities, scale, leastReach));
		}

		private Found objects(Intensities intensities, ScaleEstimate expected) {
			Seen seen = see(intensities, expected);
			Optional<ScaleEstimate> better = seen.objects().corrected(expected);
			if (better.isPresent()) {
				isLookedAtTwice = true;
				seen.looks().unpersist(true);
				seen = see(intensities, better.get());
			}
			int count = draw(seen);
			seen.looks().unpersist(false);
			return new Found(count, better.orElse(expected), isLookedAtTwice);
		}

		/** What all blocks saw, and the objects of it. */
		private record Seen(JavaRDD<BlockLook> looks, BlockObjects objects) {}

		private Seen see(Intensities intensities, ScaleEstimate scale) {
			JavaRDD<BlockLook> looks = looks(intensities, scale.factor(), 0).persist(StorageLevel.MEMORY_AND_DISK());
			List<Summary> summaries = looks.map(Summary::of).collect();
			double reach = summaries.stream().mapToDouble(Summary::reach).max().orElse(0);
			if (summaries.stream().anyMatch(summary -> summary.assumed() < reach)) {
				isLookedAtTwice = true;
				looks.unpersist(true);
				looks = looks(intensities, scale.factor(), reach).persist(StorageLevel.MEMORY_AND_DISK());
				summaries = looks.map(Summary::of).collect();
			}
			return new Seen(looks, segmentation.join(summaries.stream().map(Summary::objects).toList(), scale.factor()));
		}

		/** Drawn twice: which objects occur must be known before the first is numbered, and drawing is cheap. */
		private int draw(Seen seen) {
			List<byte[]> parts = new ArrayList<>();
			list.forEach(block -> parts.add(seen.objects().of(block.region())));
			Broadcast<List<byte[]>> objects = spark.broadcast(parts);
			BlockNumbers numbers = new BlockNumbers();
			seen.looks().map(new Drawing(plane, labels, size(), blockSide, Optional.of(objects), Optional.empty())::present).collect()
				.forEach(found -> numbers.add(java.util.BitSet.valueOf(found)));
			Broadcast<int[]> ids = spark.broadcast(numbers.ids(firstId));
			seen.looks().map(new Drawing(plane, labels, size(), blockSide, Optional.of(objects), Optional.of(ids))::write).reduce(Math::max);
			objects.destroy();
			ids.destroy();
			return numbers.count();
		}
	}

	/** How blocks become labels. */
	private static final class Drawing implements Serializable {

		private static final long serialVersionUID = 1;

		private final Plane plane;
		private final LabelZarr labels;
		private final long width;
		private final long height;
		private final int side;
		private final Broadcast<List<byte[]>> objects;
		private final Broadcast<int[]> ids;

		/** @param objects for each block @param ids that take the place of the numbers of objects */
		Drawing(Plane plane, LabelZarr labels, BlockSegmenter.PlaneSize size, int side, Optional<Broadcast<List<byte[]>>> objects,
			Optional<Broadcast<int[]>> ids) {
			this.plane = plane;
			this.labels = labels;
			this.width = size.width();
			this.height = size.height();
			this.side = side;
			this.objects = objects.orElse(null);
			this.ids = ids.orElse(null);
		}

		private int[] draw(BlockLook look) {
			byte[] own = objects == null ? new byte[0] : objects.value().get(number(look));
			BlockSegmenter segmentation = plane.model().segmenter().blocks(plane.settings().options());
			return segmentation.draw(look, new BlockSegmenter.PlaneSize(width, height), own);
		}

		/** As {@link ImageBlock#of} numbers them. */
		private int number(BlockLook look) {
			return (int) (look.y() / side * ((width + side - 1) / side) + look.x() / side);
		}

		/** Numbers of the objects that occur, as bits. */
		byte[] present(BlockLook look) {
			return BlockNumbers.in(draw(look)).toByteArray();
		}

		/** Writes the chunks of a block. @return the highest label */
		int write(BlockLook look) throws IOException {
			int[] drawn = draw(look);
			if (ids != null) BlockNumbers.replace(drawn, ids.value());
			labels.write(new LabelZarr.Place(plane.z(), plane.t(), look.x(), look.y()), look.width(), drawn);
			int highest = 0;
			for (int label : drawn)
				highest = Math.max(highest, label);
			return highest;
		}
	}
}
