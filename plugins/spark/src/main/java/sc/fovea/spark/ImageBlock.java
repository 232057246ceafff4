package sc.fovea.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.predict.Intensities;
import sc.fovea.predict.IntensityCounts;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.block.BlockLook;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * A block of a plane, as a worker sees it.
 *
 * @param number of the block in its plane
 * @param x first column
 * @param y first row
 * @param width columns
 * @param height rows
 */
record ImageBlock(int number, long x, long y, int width, int height) implements Serializable {

	/** The blocks of a plane, row after row. */
	static List<ImageBlock> of(Hyperstack image, int side) {
		List<ImageBlock> blocks = new ArrayList<>();
		for (int y = 0; y < image.height(); y += side)
			for (int x = 0; x < image.width(); x += side)
				blocks.add(new ImageBlock(blocks.size(), x, y, Math.min(side, image.width() - x), Math.min(side, image.height() - y)));
		return blocks;
	}

	Region region() {
		return new Region(x, y, width, height);
	}

	/**
	 * A plane that all workers can read.
	 *
	 * @param image path of it
	 * @param z slice from 0
	 * @param t frame from 0
	 * @param model that sees it
	 * @param settings of the user; a channel is chosen where the image has several
	 */
	record Plane(String image, int z, int t, SharedModel model, Settings settings) implements Serializable {

		Hyperstack open() throws IOException {
			return Hyperstack.of(ImageFiles.open(Path.of(image)));
		}

		Segmenter.Place place() {
			return new Segmenter.Place(z, t, 1);
		}

		/** The pixels as they are. */
		TileSource raw() throws IOException {
			return new PlaneInput(model.segmenter().model().input(), settings.options()).raw(open(), place());
		}

		IntensityCounts count(ImageBlock block) throws IOException {
			return IntensityCounts.of(raw(), block.region());
		}

		BlockLook look(ImageBlock block, Intensities intensities, double scale, double leastReach) throws IOException {
			return model.segmenter().blocks(settings.options()).look(intensities.apply(raw()), scale, block.region(), leastReach,
				new Watched(TaskContext.get()));
		}
	}

	/**
	 * Options of the user; see {@link SegmentationOptions}.
	 */
	record Settings(double probability, double overlap, double scale, int channel) implements Serializable {

		SegmentationOptions options() {
			return new SegmentationOptions(probability, overlap, scale, channel);
		}

		Settings with(int otherChannel) {
			return new Settings(probability, overlap, scale, otherChannel);
		}

		Settings scaled(double factor) {
			return new Settings(probability, overlap, factor, channel);
		}
	}

	/** Stops where Spark wants the task to. */
	private record Watched(TaskContext task) implements Progress {

		@Override
		public void progress(long done, long total) {
			// Spark shows tasks.
		}

		@Override
		public boolean isCancelled() {
			return task != null && task.isInterrupted();
		}
	}
}
