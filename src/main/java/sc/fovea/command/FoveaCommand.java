package sc.fovea.command;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.scijava.Cancelable;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.MissingLibrary;
import sc.fovea.job.Platform;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;

/**
 * A command whose failures are one sentence: it is cancelled with that sentence as the reason, which Fiji shows in a dialog, the
 * bridge in ImageJ's error dialog, and which is logged where there is no display.
 * <p>
 * Its fields are its settings. The options of the tasks that are installed are settings as well, which no field can name: a command that has some
 * ({@link #taskOptions}) takes them together in a field {@code options}, written as in a macro; dialogs, macros and the command line show them one by one.
 */
public abstract class FoveaCommand implements Command, Cancelable {

	/** The reason when the user stopped it: nothing that must be explained. */
	static final String STOPPED = "Stopped.";
	/** Name of the field with the options of tasks. */
	static final String OPTIONS = "options";
	/** Name of the field with the image. */
	static final String IMAGE = "input";

	@Parameter(required = false)
	private LogService log;

	private volatile String reason;
	/** The image that is worked on. */
	private volatile Optional<ImagePlus> working = Optional.empty();

	/** What the command does. */
	protected abstract void execute() throws IOException;

	/** Options of tasks that are settings of this command besides its fields. */
	protected List<Option> taskOptions() {
		return List.of();
	}

	/**
	 * Those of {@link #taskOptions} that fit what was chosen, and are asked for in a second dialog.
	 *
	 * @param chosen values of the fields
	 * @throws IOException if a model cannot be read
	 */
	protected List<Option> fittingOptions(Map<String, Object> chosen) throws IOException {
		return List.of();
	}

	/** Values that a setting may have in this installation, for example the models; empty if there is no such list. */
	protected List<String> choices(String setting) throws IOException {
		return List.of();
	}

	/** Why a dialog cannot help, for example because there is no model that could be chosen; empty if it can. */
	protected Optional<String> missing() throws IOException {
		return Optional.empty();
	}

	/** Whether the menu entry asks for the settings first; one that opens a window of its own need not. */
	protected boolean hasDialog() {
		return true;
	}

	/** Opens a window in place of asking for settings and running, when a person chose the menu entry; does nothing and is false for most commands. */
	protected boolean opensWindow() {
		return false;
	}

	/** What a dialog offers: the backends that are installed, and what the command itself says. */
	final List<String> offered(String setting) throws IOException {
		return setting.equals("backend") ? Stream.concat(Stream.of(BackendOptions.AUTOMATIC), Platform.backends().names().stream()).toList() : choices(setting);
	}

	/** What the dialog draws below its fields for an image; empty if there is nothing to draw. @throws IllegalArgumentException if the image does not fit */
	protected Optional<DialogPreview> drawing(ImagePlus image) throws IOException {
		return Optional.empty();
	}

	/** The settings by name: fields, and options of tasks. @throws IllegalArgumentException if an option is not known, or not of its type */
	protected final Map<String, Object> settings() {
		Map<String, Object> settings = new LinkedHashMap<>(new CommandModule(new CommandInfo(getClass()), this).getInputs());
		Object written = settings.remove(OPTIONS);
		if (written != null) settings.putAll(TaskKeys.parse((String) written, taskOptions()).values());
		return settings;
	}

	/** The values of {@link #taskOptions}. @throws IllegalArgumentException as {@link #settings} */
	protected final OptionValues taskValues() {
		Map<String, Object> settings = settings();
		settings.keySet().retainAll(taskOptions().stream().map(Option::name).toList());
		return new OptionValues(settings);
	}

	@Override
	public final void run() {
		working = Optional.ofNullable(new CommandModule(new CommandInfo(getClass()), this).getInputs().get(IMAGE)).map(ImagePlus.class::cast)
			.filter(image -> image.getProcessor() != null);
		try (EscapeKey escape = new EscapeKey()) {
			execute();
		}
		catch (CancellationException e) {
			IJ.showStatus("Stopped");
			if (isClosed()) fail(closed());
			else
				cancel(STOPPED);
		}
		catch (IOException | IllegalArgumentException | BackendException e) {
			fail(e.getMessage());
		}
		catch (NoClassDefFoundError e) {
			fail(MissingLibrary.sentence(e));
		}
		catch (RuntimeException e) {
			if (!isClosed()) throw e;
			fail(closed());
		}
		finally {
			working = Optional.empty();
			IJ.showProgress(1.0);
		}
	}

	/** Whether the image that is worked on was closed meanwhile: ImageJ then takes its pixels away. */
	private boolean isClosed() {
		return working.filter(image -> image.getProcessor() == null).isPresent();
	}

	private String closed() {
		return "\"" + working.orElseThrow().getTitle() + "\" was closed before the work on it had ended; open it again, and leave it open.";
	}

	private void fail(String sentence) {
		cancel(sentence);
		if (log != null && GraphicsEnvironment.isHeadless()) {
			log.error(getClass().getAnnotation(Plugin.class).label() + " " + sentence);
		}
	}

	@Override
	public boolean isCanceled() {
		return reason != null || isClosed();
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
