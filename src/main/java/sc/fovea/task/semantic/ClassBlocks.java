package sc.fovea.task.semantic;

import java.util.Collection;
import java.util.Optional;

import sc.fovea.net.Axis;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.Places;
import sc.fovea.predict.block.BlockLook;
import sc.fovea.predict.block.BlockObjects;
import sc.fovea.predict.block.BlockSegmenter;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TilePlan;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * Classes of a plane, block by block; blocks know nothing of each other.
 *
 * @param settings the model's
 * @param inference the network, tile by tile
 */
record ClassBlocks(SemanticClasses settings, TiledInference inference) implements BlockSegmenter {

	/** There are none. */
	private static final BlockObjects NOTHING = new BlockObjects() {

		@Override
		public int size() {
			return 0;
		}

		@Override
		public Optional<ScaleEstimate> corrected(ScaleEstimate expected) {
			return Optional.empty();
		}

		@Override
		public byte[] of(Region block) {
			return new byte[0];
		}
	};

	@Override
	public boolean areInstances() {
		return false;
	}

	@Override
	public BlockLook look(TileSource plane, double scale, Region block, double leastReach, Progress progress) {
		TilePlan.reasonAgainstTiles(inference.runner().network()).ifPresent(reason -> {
			throw new IllegalArgumentException("Expected a network that sees an image in parts, but " + reason + ": \"segment\" is for it.");
		});
		TileSource source = PlaneInput.scaled(plane, scale);
		Region part = inference.around(source, needed(source, scale, block));
		Ratio grid = new ReceptiveField(inference.runner().network()).grids(Axis.X).get(settings.output());
		ClassSink sink = new ClassSink(settings.output(), grid, Math.toIntExact(source.width()), Math.toIntExact(source.height()), part);
		inference.run(source, part, sink, progress);
		return new BlockLook(block.x(), block.y(), block.width(), block.height(), scale, 0, 0, new byte[0], sink.classes(block, scale));
	}

	/** What the network must see. */
	private static Region needed(TileSource source, double scale, Region block) {
		int[] columns = Places.of(Math.toIntExact(block.x()), block.width(), scale, Math.toIntExact(source.width()));
		int[] rows = Places.of(Math.toIntExact(block.y()), block.height(), scale, Math.toIntExact(source.height()));
		return new Region(columns[0], rows[0], columns[columns.length - 1] + 1 - columns[0], rows[rows.length - 1] + 1 - rows[0]);
	}

	@Override
	public BlockObjects join(Collection<byte[]> objects, double scale) {
		return NOTHING;
	}

	@Override
	public int[] draw(BlockLook look, PlaneSize plane, byte[] objects) {
		byte[] classes = look.pixels();
		int[] labels = new int[classes.length];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = classes[i] & 0xff;
		}
		return labels;
	}
}
