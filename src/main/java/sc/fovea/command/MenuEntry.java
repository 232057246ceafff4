package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.scijava.InstantiableException;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import sc.fovea.job.MissingLibrary;
import sc.fovea.job.Platform;
import sc.fovea.task.Option;

/**
 * The bridge from ImageJ's menu and macros to a SciJava command, whose class is the argument: in {@code plugins.config}
 * {@code Plugins>Fovea, "Segment...", sc.fovea.command.MenuEntry("sc.fovea.command.Segment")}.
 * <p>
 * It works on the caller's own thread, where ImageJ knows the current image even in batch mode, waits until the command has
 * finished, and makes its output the active image. A failure is one sentence and aborts the macro.
 */
public final class MenuEntry implements PlugIn {

	/** Key under which a macro may name another image than the current one. */
	private static final String IMAGE = "input";

	private static final int TEXT_WIDTH = 800;
	private static final int TEXT_HEIGHT = 400;

	@Override
	public void run(String commandClass) {
		attempt(commandClass, MenuEntry::run);
	}

	/**
	 * Does what choosing an entry of the menu does, with some fields filled in already. Not on the thread of windows, since it waits for the dialog.
	 *
	 * @param commandClass full name of a class
	 * @param typed values by key
	 */
	public static void ask(String commandClass, Map<String, Object> typed) {
		attempt(commandClass, command -> {
			Recorder.setCommand(command.getLabel());
			asked(command, new LinkedHashMap<>(), new InputDialog.Attempt(typed, ""));
			Recorder.saveCommand();
		});
	}

	/** What is done with a command. */
	@FunctionalInterface
	private interface Doing {

		void with(CommandInfo command) throws IOException, InstantiableException, ExecutionException, InterruptedException;
	}

	private static void attempt(String commandClass, Doing doing) {
		String title = "Fovea";
		try {
			CommandInfo command = new CommandInfo(Class.forName(commandClass).asSubclass(Command.class));
			title = command.getLabel();
			doing.with(command);
		}
		catch (IllegalArgumentException | IOException e) {
			fail(title, e.getMessage());
		}
		catch (NoClassDefFoundError e) {
			fail(title, MissingLibrary.sentence(e));
		}
		catch (ClassNotFoundException | InstantiableException | ExecutionException e) {
			IJ.handleException(e);
			abortMacro();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			abortMacro();
		}
	}

	private static void fail(String title, String sentence) {
		IJ.error(title.replace("...", ""), sentence);
		abortMacro();
	}

	/** {@link Macro#abort} alone stops JavaScript and plugins, but not a macro. */
	private static void abortMacro() {
		Interpreter macro = Interpreter.getInstance();
		if (macro != null) {
			macro.abortMacro();
		}
		Macro.abort();
	}

	private static void run(CommandInfo command) throws IOException, InstantiableException, ExecutionException, InterruptedException {
		Map<String, Object> inputs = new LinkedHashMap<>();
		boolean takesImage = CommandInput.takesImage(command);
		Optional<MacroOptions> macro = Optional.ofNullable(Macro.getOptions()).map(MacroOptions::parse);
		if (takesImage) inputs.put(IMAGE, image(macro));
		if (macro.isPresent()) {
			show(execute(command, inputs, parse(inputs(command), macro.get(), takesImage)));
		}
		else if (!isChosen() || !((FoveaCommand) command.createInstance()).opensWindow()) {
			asked(command, inputs, InputDialog.Attempt.NONE);
		}
	}

	/** Whether a person chose the entry: ImageJ renames the thread of what a macro or a plugin runs. */
	private static boolean isChosen() {
		return !GraphicsEnvironment.isHeadless() && !Thread.currentThread().getName().startsWith("Run$_");
	}

	private static Module execute(CommandInfo command, Map<String, Object> inputs, Map<String, Object> settings)
		throws InstantiableException, ExecutionException, InterruptedException {
		Map<String, Object> values = new LinkedHashMap<>(inputs);
		values.putAll(packed(command, settings));
		return Platform.context().service(CommandService.class).run(command, false, values).get();
	}

	/** Asks until it works, or nobody wants it any more: what was typed stays, and the dialog says what was wrong. */
	private static void asked(CommandInfo command, Map<String, Object> inputs, InputDialog.Attempt first)
		throws IOException, InstantiableException, ExecutionException, InterruptedException {
		Optional<ImagePlus> image = Optional.ofNullable((ImagePlus) inputs.get(IMAGE));
		InputDialog.Attempt attempt = first;
		while (true) {
			Optional<Map<String, Object>> settings = asked(command, image, attempt);
			if (settings.isEmpty()) {
				abortMacro();
				return;
			}
			Module module = execute(command, inputs, settings.get());
			Optional<String> problem = problem(module);
			if (problem.isEmpty() || settings.get().isEmpty() || image.filter(open -> open.getProcessor() == null).isPresent()) {
				show(module);
				return;
			}
			attempt = new InputDialog.Attempt(settings.get(), problem.get());
			Recorder.resetCommandOptions();
		}
	}

	/** Why a command failed, in a sentence; empty if it did not, or was stopped. */
	private static Optional<String> problem(Module module) {
		boolean isFailed = module instanceof org.scijava.Cancelable cancelable && cancelable.isCanceled()
			&& !cancelable.getCancelReason().equals(FoveaCommand.STOPPED);
		return isFailed ? Optional.of(((org.scijava.Cancelable) module).getCancelReason()) : Optional.empty();
	}

	private static ImagePlus image(Optional<MacroOptions> macro) {
		Optional<String> named = macro.map(options -> options.values().get(IMAGE));
		ImagePlus image = named.map(WindowManager::getImage).orElse(null);
		if (named.isPresent() && image == null) {
			throw new IllegalArgumentException("An open image is needed, but there is none with the title \"" + named.get() + "\".");
		}
		if (image == null) {
			image = WindowManager.getCurrentImage();
		}
		if (image == null) {
			throw new IllegalArgumentException("An image is needed, but none is open.");
		}
		return image;
	}

	/** What a person answers; empty if the dialog was cancelled, and an empty map if there is nothing to ask. */
	private static Optional<Map<String, Object>> asked(CommandInfo command, Optional<ImagePlus> image, InputDialog.Attempt before)
		throws IOException, InstantiableException {
		FoveaCommand instance = (FoveaCommand) command.createInstance();
		Optional<String> missing = instance.missing();
		if (missing.isPresent()) throw new IllegalArgumentException(missing.get());
		List<CommandInput> offered = offered(command, instance);
		if (offered.isEmpty() || !instance.hasDialog() || GraphicsEnvironment.isHeadless()) return Optional.of(Map.of());
		DialogPart part = image.isPresent() ? part(command, instance, image.get()) : DialogPart.NONE;
		Optional<Map<String, Object>> fields = InputDialog.ask(command.getLabel(), offered, part, before);
		if (fields.isEmpty()) return fields;
		List<CommandInput> fitting = instance.fittingOptions(fields.get()).stream().map(CommandInput::of).toList();
		Optional<Map<String, Object>> more = fitting.isEmpty()
			? Optional.of(Map.of())
			: InputDialog.ask(command.getLabel(), fitting, DialogPart.NONE, before);
		more.ifPresent(fields.get()::putAll);
		return more.isPresent() ? fields : more;
	}

	private static DialogPart part(CommandInfo command, FoveaCommand instance, ImagePlus image) throws IOException {
		Optional<DialogPreview> drawing = instance.drawing(image);
		return drawing.isPresent() ? new PreviewPane(drawing.get()) : PreviewBox.of(command, instance, image);
	}

	/** The settings as the command's fields take them: the options of tasks together. */
	static Map<String, Object> packed(CommandInfo command, Map<String, Object> settings) throws InstantiableException {
		Map<String, Object> fields = new LinkedHashMap<>();
		settings.forEach((name, value) -> fields.put(CommandInput.field(name), value));
		Map<String, Object> options = new LinkedHashMap<>(settings);
		options.keySet().retainAll(((FoveaCommand) command.createInstance()).taskOptions().stream().map(Option::name).toList());
		fields.keySet().removeAll(options.keySet());
		if (!options.isEmpty()) fields.put(FoveaCommand.OPTIONS, TaskKeys.written(options));
		return fields;
	}

	/** The fields of a command that a person sees: the options of tasks are shown one by one. */
	private static List<CommandInput> fields(CommandInfo command) {
		return CommandInput.of(command).stream().filter(input -> !input.name().equals(FoveaCommand.OPTIONS)).toList();
	}

	/** All settings of a command: its fields, and the options of tasks. */
	static List<CommandInput> inputs(CommandInfo command) throws InstantiableException {
		List<CommandInput> inputs = new ArrayList<>(fields(command));
		((FoveaCommand) command.createInstance()).taskOptions().forEach(option -> inputs.add(CommandInput.of(option)));
		return inputs;
	}

	/** The settings with what is installed, for example the models. */
	private static List<CommandInput> offered(CommandInfo command, FoveaCommand instance) throws IOException {
		List<CommandInput> offered = new ArrayList<>();
		for (CommandInput input : fields(command)) {
			List<String> installed = instance.offered(input.name());
			offered.add(installed.isEmpty() ? input : input.withChoices(installed));
		}
		return offered;
	}

	/** Values of a macro line; a key that the command does not have is an error, since ImageJ would ignore it. */
	static Map<String, Object> parse(List<CommandInput> inputs, MacroOptions options, boolean takesImage) {
		Map<String, Object> values = new LinkedHashMap<>();
		inputs.forEach(input -> values.put(input.name(), input.value()));
		options.values().forEach((key, text) -> {
			Optional<CommandInput> input = inputs.stream().filter(i -> i.name().equals(key)).findFirst();
			if (input.isPresent()) {
				values.put(key, input.get().parse(text));
			}
			else if (!takesImage || !key.equals(IMAGE)) {
				throw new IllegalArgumentException("There is no key \"" + key + "\"; the keys are " + String.join(", ", values.keySet())
					+ (takesImage ? ", " + IMAGE : "") + ".");
			}
		});
		return values;
	}

	private static void show(Module module) {
		String title = module.getInfo().getTitle();
		if (module instanceof org.scijava.Cancelable cancelable && cancelable.isCanceled()) {
			if (cancelable.getCancelReason().equals(FoveaCommand.STOPPED)) {
				abortMacro();
			}
			else {
				fail(title, cancelable.getCancelReason());
			}
			return;
		}
		for (ModuleItem<?> item : module.getInfo().outputs()) {
			Object value = module.getOutput(item.getName());
			if (value instanceof ImagePlus image) {
				present(image);
			}
			else if (value instanceof String text) {
				show(title, text);
			}
		}
	}

	/** Under a title that no other image has, and with the summary in the status bar, which showing would clear. */
	private static void present(ImagePlus image) {
		String title = image.getTitle();
		for (int n = 1; isTaken(image); n++) {
			image.setTitle(title + "-" + n);
		}
		image.show();
		StatusLine.sayAgain();
	}

	private static boolean isTaken(ImagePlus image) {
		ImagePlus other = WindowManager.getImage(image.getTitle());
		return other != null && other != image && other.getTitle().equals(image.getTitle());
	}

	private static void show(String title, String text) {
		if (GraphicsEnvironment.isHeadless()) {
			IJ.log(text);
		}
		else {
			new TextWindow(title.replace("...", ""), text, TEXT_WIDTH, TEXT_HEIGHT);
		}
	}
}
