package sc.fovea.explain;

import sc.fovea.geometry.Box;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Region;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TilePlan;
import sc.fovea.tile.TileSource;

/**
 * Parts of a plane that show an object with everything that an output at its place depends on, so that the network gives there what it gives for the whole plane.
 *
 * @param plan for a network of one input and the output in question
 * @param plane normalised, as the network sees it
 * @param scale pixels that the network sees per pixel of the image
 */
public record PlaneWindows(TilePlan plan, TileSource plane, double scale) {

	/** @param network of one image input, whose outputs decide how much lies around an object */
	public static PlaneWindows of(Network network, TileSource plane, double scale) {
		return new PlaneWindows(TilePlan.of(network, plane.width(), plane.height(), MemoryBudget.automatic()), plane, scale);
	}

	/**
	 * A part of the plane.
	 *
	 * @param pixels (1, H, W, C)
	 * @param x first column in the plane, as the network sees it
	 * @param y first row
	 * @param scale pixels that the network sees per pixel of the image
	 */
	public record Window(Tensor pixels, long x, long y, double scale) {

		/** The rectangle that it shows, in pixels of the image; parts may lie beyond its right and lower edge. */
		public Box frame() {
			return new Box(x / scale, y / scale, pixels.width() / scale, pixels.height() / scale);
		}

		/** Column of a node's value that holds a point of the image. */
		public int column(Tensor value, double imageX) {
			return inside((imageX * scale - x) * value.width() / pixels.width(), value.width());
		}

		/** Row of a node's value that holds a point of the image. */
		public int row(Tensor value, double imageY) {
			return inside((imageY * scale - y) * value.height() / pixels.height(), value.height());
		}

		private static int inside(double place, int extent) {
			return (int) Math.max(0, Math.min(extent - 1, Math.floor(place)));
		}

		/** A box of the image in pixels of the window. */
		public Box local(Box box) {
			return box.scale(scale).translate(-x, -y);
		}
	}

	/** The part around a box. @param box in pixels of the image; what lies outside of it is left out */
	public Window around(Box box) {
		Box seen = box.scale(scale).intersection(new Box(0, 0, plane.width(), plane.height()));
		long left = Math.min((long) seen.x(), plane.width() - 1);
		long top = Math.min((long) seen.y(), plane.height() - 1);
		int width = (int) Math.max(1, Math.ceil(seen.right()) - left);
		int height = (int) Math.max(1, Math.ceil(seen.bottom()) - top);
		Tile tile = plan.around(new Region(left, top, width, height));
		return new Window(TilePlan.pixels(tile, plane), tile.read().x(), tile.read().y(), scale);
	}
}
