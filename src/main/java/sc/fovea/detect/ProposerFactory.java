package sc.fovea.detect;

import org.scijava.plugin.SciJavaPlugin;

/**
 * Extension point: a way to propose places where an object may be that needs no training, found by SciJava. Detectors may then be trained on its
 * proposals by its name, and {@code fovea propose} draws its recall beside that of others.
 *
 * <pre>{@code
 * @Plugin(type = ProposerFactory.class)
 * public class Quarters implements ProposerFactory {
 * 	public String name() { return "quarters"; }
 * 	public String description() { return "The quarters of an image."; }
 * 	public Proposer create() {
 * 		return (scene, most) -> {
 * 			Box half = scene.bounds().scale(0.5);
 * 			return Stream.of(half, half.translate(half.width(), 0), half.translate(0, half.height()), half.translate(half.width(), half.height()))
 * 				.limit(most).map(box -> new ScoredBox(box, 1, 0)).toList();
 * 		};
 * 	}
 * }
 * }</pre>
 *
 * The scene has pixels from 0 to 1, three channels or any other number, and no feature maps. The same scene must give the same boxes, since a model
 * was trained on them.
 */
public interface ProposerFactory extends SciJavaPlugin {

	/** Name as users write it: small letters and hyphens. */
	String name();

	/** One sentence for users. */
	String description();

	/** A proposer with usual settings, safe for several threads. */
	Proposer create();
}
