package sc.fovea.command.annotate;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.command.FoveaCommand;
import sc.fovea.job.annotate.AnnotationFolder;

/**
 * Opens the window in which images are annotated, a model is trained on them in the background, and its predictions are corrected:
 * {@code run("Annotate & Train...", "data=[/my data]")}. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Annotate & Train...")
public final class AnnotateAndTrain extends FoveaCommand {

	@Parameter(label = "Data folder", required = false, persist = false,
		description = "Folder with annotated images, or an empty one; that of the last time unless told otherwise.")
	private String data = "";

	@Override
	protected boolean hasDialog() {
		return false;
	}

	@Override
	protected void execute() throws IOException {
		if (GraphicsEnvironment.isHeadless()) {
			throw new IllegalArgumentException(
				"Annotating by hand needs a display, but there is none; macros use Add to Data..., Fine-tune... and Segment... for the same steps.");
		}
		if (!data.isBlank()) new AnnotationFolder(Path.of(data)).requireUsable();
		String folder = data;
		EventQueue.invokeLater(() -> AnnotateWindow.show(folder));
	}
}
