package sc.fovea.job.tracking;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.LabelImage;

/** Label images of one plane. */
final class SingleLabels {

	private SingleLabels() {}

	/** The ids of a file. @throws IOException with one sentence, if it cannot be read or holds something else */
	static int[] read(Path file) throws IOException {
		ImagePlus image = ImageFiles.open(file);
		if (image.getStackSize() > 1) throw new IOException("\"" + file + "\" must be a single plane of labels, but has " + image.getStackSize() + ".");
		try {
			return LabelImage.ids(image.getProcessor());
		}
		catch (IllegalArgumentException e) {
			throw new IOException("\"" + file + "\": " + e.getMessage(), e);
		}
	}
}
