package sc.fovea.command;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.scijava.command.DynamicCommand;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.log.LogService;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.Platform;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;

/**
 * A command whose failures are one sentence: it is cancelled with that sentence as the reason, which Fiji shows in a dialog, the
 * bridge in ImageJ's error dialog, and which is logged where there is no display.
 * <p>
 * Its fields are its settings; the options of the tasks that are installed are settings as well ({@link #taskOptions}), which no field can name.
 */
public abstract class FoveaCommand extends DynamicCommand {

	/** The reason when the user stopped it: nothing that must be explained. */
	static final String STOPPED = "Stopped.";

	@Parameter(required = false)
	private LogService log;

	private boolean hasTaskOptions;

	/** What the command does. */
	protected abstract void execute() throws IOException;

	/** Options of tasks that are settings of this command besides its fields. */
	protected List<Option> taskOptions() {
		return List.of();
	}

	/** Those of {@link #taskOptions} that fit what was chosen, and are asked for in a second dialog. @param chosen values of the fields @throws IOException if a model cannot be read */
	protected List<Option> fittingOptions(Map<String, Object> chosen) throws IOException {
		return List.of();
	}

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
	public final DynamicCommandInfo getInfo() {
		DynamicCommandInfo info = super.getInfo();
		if (!hasTaskOptions) {
			hasTaskOptions = true;
			taskOptions().forEach(option -> info.addInput(item(option, option.standard().getClass())));
		}
		return info;
	}

	private <T> ModuleItem<T> item(Option option, Class<T> type) {
		DefaultMutableModuleItem<T> item = new DefaultMutableModuleItem<>(this, option.name(), type);
		item.setLabel(option.label());
		item.setDescription(option.description());
		item.setDefaultValue(type.cast(option.standard()));
		item.setRequired(false);
		item.setPersisted(false);
		item.setChoices(option.choices().stream().map(type::cast).toList());
		return item;
	}

	/** The settings by name: fields, and options of tasks. */
	protected final Map<String, Object> settings() {
		Map<String, Object> settings = new LinkedHashMap<>();
		CommandInput.of(getInfo()).forEach(input -> settings.put(input.name(), getInput(input.name())));
		taskOptions().forEach(option -> settings.put(option.name(), Optional.ofNullable(getInput(option.name())).orElse(option.standard())));
		return settings;
	}

	/** The values of {@link #taskOptions}. */
	protected final OptionValues taskValues() {
		Map<String, Object> settings = settings();
		settings.keySet().retainAll(taskOptions().stream().map(Option::name).toList());
		return new OptionValues(settings);
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
}
