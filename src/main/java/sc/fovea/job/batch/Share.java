package sc.fovea.job.batch;

import java.io.Serializable;
import java.util.List;

/**
 * Images of a step of a plan, for other processes that see the same folders: see {@link PlanRunner#work}.
 *
 * @param step number of the step, from 0
 * @param images to be done
 * @param since where the manifest of the step ended when the work was divided: what failed behind it is not tried again
 */
public record Share(int step, List<Image> images, long since) implements Serializable {

	/**
	 * An image.
	 *
	 * @param name in the run: its path in the folder that was named, with slashes
	 * @param file where it lies, an absolute path
	 */
	public record Image(String name, String file) implements Serializable {}

	/** Copies the list. */
	public Share {
		images = List.copyOf(images);
	}

	/** Some of the images. @param from first @param to behind the last */
	public Share part(int from, int to) {
		return new Share(step, images.subList(from, to), since);
	}
}
