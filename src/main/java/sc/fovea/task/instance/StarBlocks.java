package sc.fovea.task.instance;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.LabelRefinement;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarRasterizer;
import sc.fovea.geometry.StarSuppression;
import sc.fovea.predict.BitMask;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.Places;
import sc.fovea.predict.block.BlockLook;
import sc.fovea.predict.block.BlockObjects;
import sc.fovea.predict.block.BlockSegmenter;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Objects of a plane by a star-convex network, block by block. A block gives those of its candidates that others may still decide on, most of which are objects; a
 * candidate belongs to the block in which its centre lies.
 *
 * @param sized the network, and what it saw
 */
record StarBlocks(SizedSegmentation sized) implements BlockSegmenter {

	/** How far objects of other blocks are taken to reach at least, in pixels that the network sees. */
	private static final double LEAST_REACH = 32;
	/** And relative to those of the block: looking twice at all is dearer than a wider margin. */
	private static final double REACH = 1.5;

	@Override
	public boolean areInstances() {
		return true;
	}

	@Override
	public BlockLook look(TileSource plane, double scale, Region block, double leastReach, Progress progress) {
		TileSource source = PlaneInput.scaled(plane, scale);
		Frame frame = new Frame(block, new PlaneSize(plane.width(), plane.height()), scale, growth(scale));
		StarSegmentation.Part seen = stars().look(source, frame.needed(source), progress);
		double reach = reach(seen.candidates());
		double assumed = Math.max(leastReach, Math.max(LEAST_REACH, REACH * reach));
		int[] possible = suppression().possible(seen.candidates(), known(seen.part(), source, assumed));
		StarCandidates own = seen.candidates().select(IntStream.of(possible).filter(i -> frame.owns(seen.candidates(), i)).toArray());
		ByteBuffer objects = ByteBuffer.allocate(StarBytes.length(own));
		StarBytes.put(own, objects);
		return new BlockLook(block.x(), block.y(), block.width(), block.height(), scale, reach, assumed, objects.array(), bytes(seen));
	}

	/** Where candidates from outside of a part have no pixels; beyond the edges of the image there are none. */
	private static Box known(Region part, TileSource source, double reach) {
		double margin = reach + 1; // a pixel for rounding
		double left = part.x() == 0 ? StarRasterizer.EVERYWHERE.x() : part.x() + margin;
		double top = part.y() == 0 ? StarRasterizer.EVERYWHERE.y() : part.y() + margin;
		double right = part.columns().to() >= source.width() ? StarRasterizer.EVERYWHERE.right() : part.columns().to() - margin;
		double bottom = part.rows().to() >= source.height() ? StarRasterizer.EVERYWHERE.bottom() : part.rows().to() - margin;
		return new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
	}

	private static double reach(StarCandidates candidates) {
		double reach = 0;
		for (int i = 0; i < candidates.size(); i++) {
			for (int k = 0; k < candidates.rays(); k++) {
				reach = Math.max(reach, candidates.distance(i, k));
			}
		}
		return reach;
	}

	private static byte[] bytes(StarSegmentation.Part seen) {
		long[] bits = seen.foreground().map(BitMask::bits).orElse(new long[0]);
		ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES + 2 * Integer.BYTES + Long.BYTES * bits.length);
		bytes.putLong(seen.part().x()).putLong(seen.part().y()).putInt(seen.part().width()).putInt(seen.part().height());
		bytes.asLongBuffer().put(bits);
		return bytes.array();
	}

	@Override
	public BlockObjects join(Collection<byte[]> objects, double scale) {
		StarCandidates all = new StarCandidates(stars().settings().rays());
		objects.forEach(some -> all.addAll(StarBytes.get(ByteBuffer.wrap(some))));
		return new StarObjects(sized, all.select(suppression().keep(all)), scale, growth(scale));
	}

	@Override
	public int[] draw(BlockLook look, PlaneSize plane, byte[] objects) {
		Frame frame = new Frame(look.block(), plane, look.scale(), growth(look.scale()));
		Region window = frame.window();
		ByteBuffer bytes = ByteBuffer.wrap(objects);
		StarCandidates polygons = StarBytes.get(bytes);
		int[] labels = new int[Math.toIntExact(window.area())];
		int[] order = IntStream.range(0, polygons.size()).toArray();
		new StarRasterizer().draw(polygons, order, new Box(window.x(), window.y(), window.width(), window.height()), labels);
		foreground(look, frame).ifPresent(mask -> new LabelRefinement(frame.growth()).apply(labels, mask, window.width()));
		return frame.cut(labels, bytes.asIntBuffer());
	}

	/** The mask stretched over the window of a block. */
	private Optional<boolean[]> foreground(BlockLook look, Frame frame) {
		if (stars().settings().heads().foreground().isEmpty()) return Optional.empty();
		ByteBuffer bytes = ByteBuffer.wrap(look.pixels());
		Region part = new Region(bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getInt());
		long[] bits = new long[bytes.remaining() / Long.BYTES];
		bytes.asLongBuffer().get(bits);
		BitMask mask = BitMask.of(part.width(), part.height(), bits);
		Region window = frame.window();
		int[] columns = frame.columns();
		int[] rows = frame.rows();
		boolean[] stretched = new boolean[Math.toIntExact(window.area())];
		for (int i = 0; i < columns.length; i++) {
			columns[i] -= (int) part.x();
		}
		for (int y = 0; y < rows.length; y++) {
			mask.read(rows[y] - (int) part.y(), columns, stretched, y * window.width());
		}
		return Optional.of(stretched);
	}

	private StarSegmentation stars() {
		return sized.stars();
	}

	private StarSuppression suppression() {
		return stars().settings().suppression();
	}

	private int growth(double scale) {
		return stars().growth(scale);
	}

	/**
	 * A block with what lies around it.
	 *
	 * @param block in pixels of the plane
	 * @param plane its size
	 * @param scale pixels that the network sees per pixel of the plane
	 * @param growth pixels of the plane by which objects may grow
	 */
	record Frame(Region block, PlaneSize plane, double scale, int growth) {

		/** The block and what decides on its pixels, in the plane. */
		Region window() {
			long left = Math.max(0, block.x() - growth);
			long top = Math.max(0, block.y() - growth);
			long right = Math.min(plane.width(), block.columns().to() + growth);
			long bottom = Math.min(plane.height(), block.rows().to() + growth);
			return new Region(left, top, (int) (right - left), (int) (bottom - top));
		}

		/** Columns of what the network sees that lie under those of the window. */
		int[] columns() {
			return Places.of(Math.toIntExact(window().x()), window().width(), scale, seen(plane.width()));
		}

		int[] rows() {
			return Places.of(Math.toIntExact(window().y()), window().height(), scale, seen(plane.height()));
		}

		private int seen(long extent) {
			return Math.toIntExact(scale == 1 ? extent : PlaneInput.scaledExtent(extent, scale));
		}

		/** What the network must see: the mask under the window, and all centres that belong to the block. */
		Region needed(TileSource source) {
			int[] columns = columns();
			int[] rows = rows();
			long left = Math.min(columns[0], (long) (block.x() * scale));
			long top = Math.min(rows[0], (long) (block.y() * scale));
			long right = Math.max(columns[columns.length - 1] + 1, (long) Math.ceil(block.columns().to() * scale));
			long bottom = Math.max(rows[rows.length - 1] + 1, (long) Math.ceil(block.rows().to() * scale));
			if (block.columns().to() == plane.width()) right = source.width();
			if (block.rows().to() == plane.height()) bottom = source.height();
			return new Region(left, top, (int) (Math.min(right, source.width()) - left), (int) (Math.min(bottom, source.height()) - top));
		}

		/** Whether the centre of a candidate lies in the block; what lies beyond the plane, in its last blocks. */
		boolean owns(StarCandidates candidates, int i) {
			double x = candidates.x(i);
			double y = candidates.y(i);
			boolean isLastColumn = block.columns().to() == plane.width();
			boolean isLastRow = block.rows().to() == plane.height();
			return x >= block.x() * scale && (isLastColumn || x < block.columns().to() * scale) && y >= block.y() * scale
				&& (isLastRow || y < block.rows().to() * scale);
		}

		/** The labels of the block, with the numbers of the polygons. @param labels of the window, positions of polygons from 1 on */
		int[] cut(int[] labels, java.nio.IntBuffer numbers) {
			Region window = window();
			int[] all = new int[numbers.remaining()];
			numbers.get(all);
			int[] cut = new int[Math.toIntExact(block.area())];
			for (int y = 0, to = 0; y < block.height(); y++) {
				int from = (int) (block.y() - window.y() + y) * window.width() + (int) (block.x() - window.x());
				for (int x = 0; x < block.width(); x++, to++) {
					int label = labels[from + x];
					cut[to] = label == 0 ? 0 : all[label - 1];
				}
			}
			return cut;
		}
	}
}
