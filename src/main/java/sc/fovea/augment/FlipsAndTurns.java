package sc.fovea.augment;

import java.util.SplittableRandom;

/** The eight symmetries of the square, each equally often: no pixel is interpolated. */
public record FlipsAndTurns() implements Augmentation {

	@Override
	public Change draw(SplittableRandom random) {
		Placement turn = Placement.quarterTurns(random.nextInt(4));
		return new Change(random.nextBoolean() ? turn.then(Placement.mirror()) : turn, Intensity.IDENTITY);
	}
}
