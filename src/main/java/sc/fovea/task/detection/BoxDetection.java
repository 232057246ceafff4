package sc.fovea.task.detection;

import java.util.List;

import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;
import sc.fovea.net.Axis;
import sc.fovea.net.ReceptiveField;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * Boxes of one plane: network → box of each cell → suppression. Boxes of all tiles are suppressed together, so that an object on a border of tiles is found once.
 *
 * @param inference the network, tile by tile
 * @param settings thresholds and names of the outputs
 */
public record BoxDetection(TiledInference inference, Boxes settings) {

	/** Cells of which only the best box is kept, along each axis. */
	private static final int BLOCK = 2;

	/**
	 * Finds the objects of a plane.
	 *
	 * @param source normalised
	 * @return boxes in pixels of the source, best first
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public List<ScoredBox> detect(TileSource source, Progress progress) {
		BoxSink sink = new BoxSink(settings, block(), source.width(), source.height());
		inference.run(source, sink, progress);
		return Suppression.greedy(settings.thresholds().maximumIou()).apply(sink.boxes());
	}

	/** Blocks only where tiles lie on whole blocks. */
	private int block() {
		ReceptiveField field = new ReceptiveField(inference.runner().network());
		int step = BLOCK * settings.grid();
		return field.alignment(Axis.X) % step == 0 && field.alignment(Axis.Y) % step == 0 ? BLOCK : 1;
	}
}
