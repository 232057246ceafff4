package sc.fovea.task;

import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarSuppression;
import sc.fovea.model.TaskSettings.StarConvexInstances;
import sc.fovea.net.Axis;
import sc.fovea.net.ReceptiveField;
import sc.fovea.tile.Progress;
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

	/**
	 * Finds the objects of a plane.
	 *
	 * @param source normalised, at the model's scale
	 * @param target receives ids from {@code firstId} on, in the image's own size
	 * @param firstId first id to give
	 * @return number of objects
	 */
	public int segment(TileSource source, LabelRows target, int firstId, Progress progress) {
		int width = Math.toIntExact(source.width());
		int height = Math.toIntExact(source.height());
		StarSink sink = new StarSink(settings, block(), width, height);
		inference.run(source, sink, progress);
		StarCandidates found = sink.candidates();
		int[] kept = new StarSuppression(settings.maximumIou(), settings.maximumCover()).keep(found);
		StarCandidates polygons = found.select(kept).scale((double) target.width() / width);
		int growth = (int) Math.round(settings.growth() * (double) target.width() / width);
		return new StarRenderer(polygons, target.width(), target.height()).draw(target, sink.foreground(), growth, firstId);
	}

	/** Blocks only where tiles lie on whole blocks. */
	private int block() {
		ReceptiveField field = new ReceptiveField(inference.runner().network());
		boolean whole = field.alignment(Axis.X) % (BLOCK * settings.grid()) == 0 && field.alignment(Axis.Y) % (BLOCK * settings.grid()) == 0;
		return whole ? BLOCK : 1;
	}
}
