package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.job.annotate.AnnotationFolder;

/**
 * Adds an open image with its ROIs to a folder of annotated images, from which {@code Train...} learns: {@code run("Add to Data...", "data=[/my data]")}.
 * <p>
 * The ROIs are those of the ROI Manager, or of the overlay where the manager is not open or empty. Their groups, else their names without numbers, are the
 * classes. An image without ROIs says that there is nothing to find in it. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Add to Data...")
public final class AddToData extends FoveaCommand {

	@Parameter(label = "Image", required = false, persist = false, description = "The annotated image; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Data folder", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder that gets \"images\" and \"labels\"; made if it does not exist.")
	private String data = "";

	@Parameter(label = "Name", required = false, persist = false, description = "Name of the files; empty for the image's title.")
	private String name = "";

	@Override
	protected void execute() throws IOException {
		if (input == null) throw new IllegalArgumentException("An image is needed, but none is open.");
		if (data.isBlank()) throw new IllegalArgumentException("\"data\" must be a folder, but is empty.");
		RoiSample annotated = RoiSample.of(input);
		Path labels = new AnnotationFolder(Path.of(data)).annotate(input, annotated.rois(), name);
		IJ.showStatus(annotated.rois().size() + (annotated.rois().size() == 1 ? " ROI" : " ROIs") + " in " + labels);
	}
}
