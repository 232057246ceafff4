package sc.fovea.predict;

import sc.fovea.tile.Phase;
import sc.fovea.tile.Progress;

/**
 * Progress of one of several equal parts, such as a plane of a stack, as progress of the whole.
 *
 * <pre>{@code
 * new ProgressPart(whole, 1, 4).progress(50, 100); // whole.progress(150, 400)
 * }</pre>
 *
 * @param whole hears of it, and may stop it
 * @param part index of the part, from 0
 * @param parts how many there are
 */
public record ProgressPart(Progress whole, int part, int parts) implements Progress {

	@Override
	public void progress(long done, long total) {
		whole.progress(part * total + done, parts * total);
	}

	@Override
	public void note(String sentence) {
		whole.note(sentence);
	}

	@Override
	public boolean isCancelled() {
		return whole.isCancelled();
	}

	@Override
	public void spent(Phase phase, long nanos) {
		whole.spent(phase, nanos);
	}

	@Override
	public void calculated(long multiplyAdds) {
		whole.calculated(multiplyAdds);
	}
}
