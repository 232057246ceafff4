package sc.fovea.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import sc.fovea.image.Hyperstack;
import sc.fovea.predict.block.BlockLook;
import sc.fovea.predict.block.BlockNumbers;
import sc.fovea.predict.block.BlockObjects;
import sc.fovea.predict.block.BlockSegmenter;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.AffineSource;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Segments a plane in blocks, in any order, one after the other.
 *
 * @param segmenter of the blocks
 * @param side of a block in pixels
 */
public record BlockRun(Segmenter segmenter, int side) {

	/** The labels of the first plane. */
	public int[] labels(Hyperstack image, SegmentationOptions options) {
		PlaneInput input = new PlaneInput(segmenter.model().input(), options);
		TileSource raw = input.raw(image, Segmenter.Place.FIRST);
		List<Region> blocks = regions(image.width(), image.height());
		IntensityCounts counts = blocks.stream().map(block -> IntensityCounts.of(raw, block)).reduce(IntensityCounts::add).orElseThrow();
		AffineSource plane = Normaliser.measure(segmenter.model().input().normalisation(), raw, counts).apply(raw);
		ScaleEstimate scale = segmenter.estimate(plane, image.pixelSize(), options);
		BlockSegmenter segmentation = segmenter.blocks(options);
		List<BlockLook> looks = looks(segmentation, plane, scale, blocks);
		BlockObjects objects = segmentation.join(looks.stream().map(BlockLook::objects).toList(), scale.factor());
		Optional<ScaleEstimate> better = objects.corrected(scale);
		if (better.isPresent()) {
			looks = looks(segmentation, plane, better.get(), blocks);
			objects = segmentation.join(looks.stream().map(BlockLook::objects).toList(), better.get().factor());
		}
		return drawn(segmentation, looks, objects, image);
	}

	private List<Region> regions(int width, int height) {
		List<Region> blocks = new ArrayList<>();
		for (int y = 0; y < height; y += side)
			for (int x = 0; x < width; x += side)
				blocks.add(new Region(x, y, Math.min(side, width - x), Math.min(side, height - y)));
		Collections.shuffle(blocks, new Random(1));
		return blocks;
	}

	private static List<BlockLook> looks(BlockSegmenter segmentation, TileSource plane, ScaleEstimate scale, List<Region> blocks) {
		List<BlockLook> looks = blocks.stream().map(block -> segmentation.look(plane, scale.factor(), block, 0, Progress.none())).toList();
		double reach = looks.stream().mapToDouble(BlockLook::reach).max().orElse(0);
		if (looks.stream().allMatch(look -> look.assumed() >= reach)) return looks;
		return blocks.stream().map(block -> segmentation.look(plane, scale.factor(), block, reach, Progress.none())).toList();
	}

	private static int[] drawn(BlockSegmenter segmentation, List<BlockLook> looks, BlockObjects objects, Hyperstack image) {
		BlockSegmenter.PlaneSize size = new BlockSegmenter.PlaneSize(image.width(), image.height());
		BlockNumbers numbers = new BlockNumbers();
		for (BlockLook look : looks)
			if (segmentation.areInstances()) numbers.add(BlockNumbers.in(segmentation.draw(look, size, objects.of(look.block()))));
		int[] labels = new int[image.width() * image.height()];
		Arrays.fill(labels, -1);
		for (BlockLook look : looks) {
			int[] block = segmentation.draw(look, size, objects.of(look.block()));
			if (segmentation.areInstances()) BlockNumbers.replace(block, numbers.ids(1));
			for (int y = 0; y < look.height(); y++)
				System.arraycopy(block, y * look.width(), labels, (int) (look.y() + y) * image.width() + (int) look.x(), look.width());
		}
		return labels;
	}
}
