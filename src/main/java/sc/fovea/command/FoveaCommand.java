package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.scijava.Cancelable;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;

/**
 * A command whose failures are one sentence: it is cancelled with that sentence as the reason, which Fiji shows in a dialog, the
 * bridge in ImageJ's error dialog, and which is logged where there is no display.
 */
abstract class FoveaCommand implements Command, Cancelable {

	/** The reason when the user stopped it: nothing that must be explained. */
	static final String STOPPED = "Stopped.";

	@Parameter(required = false)
	private LogService log;

	private String reason;

	/** What the command does. */
	protected abstract void execute() throws IOException;

	/** Values that a setting may have in this installation, for example the models; empty if there is no such list. */
	protected List<String> choices(String setting) throws IOException {
		return List.of();
	}

	/** What a dialog offers: the backends that are installed, and what the command itself says. */
	final List<String> offered(String setting) throws IOException {
		return setting.equals("backend") ? Stream.concat(Stream.of(BackendOptions.AUTOMATIC), Platform.backends().names().stream()).toList() : choices(setting);
	}

	/** What the dialog shows below its fields for an image; empty if there is nothing to show. @throws IllegalArgumentException if the image does not fit */
	protected Optional<DialogPreview> preview(ImagePlus image) throws IOException {
		return Optional.empty();
	}

	@Override
	public final void run() {
		try {
			execute();
		}
		catch (CancellationException e) {
			IJ.showStatus("Stopped");
			cancel(STOPPED);
		}
		catch (IOException | IllegalArgumentException | BackendException e) {
			cancel(e.getMessage());
			if (log != null && GraphicsEnvironment.isHeadless()) {
				log.error(getClass().getAnnotation(Plugin.class).label() + " " + e.getMessage());
			}
		}
		finally {
			IJ.showProgress(1.0);
		}
	}

	@Override
	public boolean isCanceled() {
		return reason != null;
	}

	@Override
	public void cancel(String why) {
		reason = why;
	}

	@Override
	public String getCancelReason() {
		return reason;
	}
}
