package sc.fovea.task.instance;

import java.util.Optional;

import sc.fovea.geometry.StarCandidates;
import sc.fovea.net.Axis;
import sc.fovea.net.ReceptiveField;
import sc.fovea.predict.BitMask;
import sc.fovea.predict.LabelRows;
import sc.fovea.tile.Phase;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TilePlan;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * Objects of one plane by a star-convex network: network → candidates → suppression → polygons drawn → outlines sharpened.
 *
 * @param inference the network, tile by tile
 * @param settings thresholds and names of the outputs
 */
public record StarSegmentation(TiledInference inference, StarConvexInstances settings) {

	/** Cells of which only the best candidate is kept, along each axis. */
	private static final int BLOCK = 2;
	/** Largest side of a block in pixels: two small nuclei can lie within 8. */
	private static final int WIDEST = 4;

	/**
	 * Finds the objects of a plane that is not resampled.
	 *
	 * @param source normalised
	 * @param target receives ids from {@code firstId} on, in the source's size
	 * @param firstId first id to give
	 * @return number of objects
	 * @throws IllegalArgumentException if the target has another size
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public int segment(TileSource source, LabelRows target, int firstId, Progress progress) {
		if (source.width() != target.width() || source.height() != target.height()) {
			throw new IllegalArgumentException("Expected labels of " + source.width() + "x" + source.height() + " pixels, got "
				+ target.width() + "x" + target.height() + ".");
		}
		return segment(source, new Target(target, 1, firstId), progress);
	}

	/** Finds the objects of a plane at the model's scale. */
	public int segment(TileSource source, Target target, Progress progress) {
		return draw(look(source, progress), target, progress);
	}

	/**
	 * Where labels go.
	 *
	 * @param rows labels in the image's own size
	 * @param scale pixels that the network sees per pixel of the rows
	 * @param firstId first id to give
	 */
	record Target(LabelRows rows, double scale, int firstId) {}

	/**
	 * What a network sees in a plane, at its scale.
	 *
	 * @param polygons that were kept, best first
	 * @param foreground by which outlines are sharpened
	 */
	record Seen(StarCandidates polygons, Optional<BitMask> foreground) {}

	/** Looks at a plane. */
	Seen look(TileSource source, Progress progress) {
		return look(source, PassedCandidates.MANY, progress);
	}

	/** Looks at a plane. @param many candidates that are kept before those are left out that are dropped in any case */
	Seen look(TileSource source, int many, Progress progress) {
		StarSink sink = sink(source, many, progress);
		// Some object is far larger than all above it: what was left out may have been wrong, so all are kept the second time.
		if (sink.isDisturbed()) sink = sink(source, Integer.MAX_VALUE, progress);
		long start = System.nanoTime();
		StarCandidates found = sink.candidates();
		int[] kept = settings.suppression().keep(found);
		Seen seen = new Seen(found.select(kept), sink.foreground());
		progress.spent(Phase.AFTER, System.nanoTime() - start);
		return seen;
	}

	private StarSink sink(TileSource source, int most, Progress progress) {
		StarSink sink = new StarSink(settings, block(), Math.toIntExact(source.width()), Math.toIntExact(source.height()), most);
		inference.run(source, sink, progress);
		return sink;
	}

	/**
	 * What a network sees in a part of a plane, at its scale.
	 *
	 * @param part that was seen, in the plane
	 * @param candidates with their centre in it, at their places in the plane
	 * @param foreground of the part
	 */
	record Part(Region part, StarCandidates candidates, Optional<BitMask> foreground) {}

	/** Looks at a part of a plane, and what lies between it and the steps of the network. @throws IllegalArgumentException if the network sees the whole image */
	Part look(TileSource source, Region wanted, Progress progress) {
		TilePlan.reasonAgainstTiles(inference.runner().network()).ifPresent(reason -> {
			throw new IllegalArgumentException("Expected a network that sees an image in parts, but " + reason + ": \"segment\" is for it.");
		});
		Region part = inference.around(source, wanted);
		StarSink sink = new StarSink(settings, block(), Math.toIntExact(source.width()), Math.toIntExact(source.height()), part);
		inference.run(source, wanted, sink, progress);
		return new Part(part, sink.candidates(), sink.foreground());
	}

	/** Pixels of the labels by which objects may grow. @param scale pixels that the network sees per pixel of the labels */
	int growth(double scale) {
		return (int) Math.round(settings.growth() / scale);
	}

	/** Draws what was seen. @return number of objects */
	int draw(Seen seen, Target target, Progress progress) {
		long start = System.nanoTime();
		StarCandidates polygons = target.scale() == 1 ? seen.polygons() : seen.polygons().scale(1 / target.scale());
		Optional<Foreground> foreground = seen.foreground().map(mask -> new Foreground(mask, target.scale(), growth(target.scale())));
		int count = new StarRenderer(polygons, target.rows()).draw(foreground, target.firstId());
		progress.spent(Phase.AFTER, System.nanoTime() - start);
		return count;
	}

	/** Blocks only where tiles lie on whole blocks, and cells are small. */
	private int block() {
		if (BLOCK * settings.grid() > WIDEST) return 1;
		ReceptiveField field = new ReceptiveField(inference.runner().network());
		int step = BLOCK * settings.grid();
		return field.alignment(Axis.X) % step == 0 && field.alignment(Axis.Y) % step == 0 ? BLOCK : 1;
	}
}
