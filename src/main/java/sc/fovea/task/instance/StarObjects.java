package sc.fovea.task.instance;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.predict.block.BlockObjects;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Region;

/** The star polygons of a plane, and where each lies. */
final class StarObjects implements BlockObjects {

	private final SizedSegmentation sized;
	/** In pixels that the network saw. */
	private final StarCandidates seen;
	/** In pixels of the plane. */
	private final StarCandidates polygons;
	private final Box[] bounds;
	private final int growth;

	/** @param kept best first, in pixels that the network saw @param growth pixels of the plane by which objects may grow */
	StarObjects(SizedSegmentation sized, StarCandidates kept, double scale, int growth) {
		this.sized = sized;
		this.seen = kept;
		this.polygons = scale == 1 ? kept : kept.scale(1 / scale);
		this.bounds = IntStream.range(0, kept.size()).mapToObj(i -> polygons.polygon(i).bounds()).toArray(Box[]::new);
		this.growth = growth;
	}

	@Override
	public int size() {
		return seen.size();
	}

	@Override
	public Optional<ScaleEstimate> corrected(ScaleEstimate expected) {
		return sized.better(expected, seen);
	}

	/** The polygons that meet the block grown by the growth, then their numbers. */
	@Override
	public byte[] of(Region block) {
		int[] near = IntStream.range(0, bounds.length).filter(i -> meets(bounds[i], block)).toArray();
		StarCandidates some = polygons.select(near);
		ByteBuffer bytes = ByteBuffer.allocate(StarBytes.length(some) + Integer.BYTES * near.length);
		StarBytes.put(some, bytes);
		for (int i : near) {
			bytes.putInt(i + 1);
		}
		return bytes.array();
	}

	private boolean meets(Box box, Region block) {
		return box.x() <= block.columns().to() + growth && box.right() >= block.x() - growth && box.y() <= block.rows().to() + growth
			&& box.bottom() >= block.y() - growth;
	}
}
