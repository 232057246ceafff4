package sc.fovea.augment;

import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/** A picture as it is, mirrored, upside down or both, equally often: variants that are as good as the picture itself. Exact. */
public record Mirrored() implements Augmentation {

	private static final int VIEWS = 4;

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		int view = random.nextInt(VIEWS);
		Affine upright = view % 2 == 0 ? Affine.IDENTITY : Affine.mirror();
		return Change.moved(Geometry.centred(view < 2 ? upright : upright.then(Affine.quarterTurns(2)), extent));
	}
}
