package sc.fovea.video;

import java.util.List;
import sc.fovea.data.MoverFilm;
import sc.fovea.data.MoverScene;

/**
 * A rendered film of 160 × 120 pixels with its truth.
 *
 * @param rendered frames
 */
record RenderedFilm(List<MoverFilm.Frame> rendered) implements Film {

	static final int WIDTH = 160;
	static final int HEIGHT = 120;

	static RenderedFilm of(MoverScene scene, int frames, long seed) {
		return new RenderedFilm(new MoverFilm(scene).film(WIDTH, HEIGHT, frames, seed));
	}

	/** A scene with one thing. */
	static MoverScene scene(MoverScene.Mover mover, MoverScene.Velocity pan, MoverScene.Look look) {
		return new MoverScene(List.of(mover), pan, look);
	}

	static MoverScene.Mover mover(MoverScene.Shape shape, double radius, MoverScene.Velocity velocity, double turn) {
		return new MoverScene.Mover(shape, radius, new MoverScene.Motion(0.4, 0.45, velocity, turn, MoverScene.Rest.NONE));
	}

	@Override
	public int width() {
		return WIDTH;
	}

	@Override
	public int height() {
		return HEIGHT;
	}

	@Override
	public int frames() {
		return rendered.size();
	}

	@Override
	public float[][] frame(int t) {
		List<byte[]> channels = rendered.get(t).channels();
		float[][] planes = new float[channels.size()][WIDTH * HEIGHT];
		for (int c = 0; c < planes.length; c++) {
			for (int i = 0; i < planes[c].length; i++) {
				planes[c][i] = (channels.get(c)[i] & 0xff) / 255f;
			}
		}
		return planes;
	}

	/** IoU of what has an id and what is a thing, of a frame. */
	double iou(VideoLabels found, int t) {
		int[] ids = found.labels(t);
		int[] truth = rendered.get(t).labels();
		int both = 0;
		int either = 0;
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] > 0 && truth[i] > 0) both++;
			if (ids[i] > 0 || truth[i] > 0) either++;
		}
		return either == 0 ? 1 : (double) both / either;
	}

	/** Mean over the frames. */
	double iou(VideoLabels found) {
		double sum = 0;
		for (int t = 0; t < frames(); t++) {
			sum += iou(found, t) / frames();
		}
		return sum;
	}
}
