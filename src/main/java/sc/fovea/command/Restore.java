package sc.fovea.command;

import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.job.RestoredStack;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.restoration.ImageRestoration;
import sc.fovea.task.restoration.Restorer;
import sc.fovea.tile.Progress;

/**
 * Removes noise or blur with a model of CARE or Noise2Void: {@code run("Restore...", "model=[/my/n2v.bioimage.io.zip]")}. Every slice and frame becomes a plane of a new
 * image of 32 bits; the image itself is left as it is.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Restore...")
public final class Restore extends ModelCommand<Restorer> {

	@Parameter(label = "Restored", type = ItemIO.OUTPUT)
	private ImagePlus output;

	/** For SciJava. */
	public Restore() {
		super(ImageRestoration.VERB, Restorer.class);
	}

	@Override
	protected String use(Restorer restorer, ImagePlus image, SegmentationOptions options, Progress progress) {
		output = RestoredStack.of(image, restorer, options, progress);
		return "Restored " + image.getTitle();
	}
}
