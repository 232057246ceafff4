package sc.fovea.command;

import ij.ImagePlus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.scijava.InstantiableException;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import sc.fovea.backend.BackendException;
import sc.fovea.job.MissingLibrary;
import sc.fovea.job.preview.Preview;
import sc.fovea.job.preview.VisiblePart;
import sc.fovea.tile.Progress;

/**
 * Shows on an image what a command would find with certain settings.
 *
 * @param command whose class is {@link Previewed}
 * @param overlay of the image
 */
record PreviewRun(CommandInfo command, PreviewOverlay overlay) {

	/**
	 * How it went.
	 *
	 * @param sentence what was found, or what is wrong; empty if it was stopped
	 * @param isProblem whether something is wrong
	 */
	record Outcome(String sentence, boolean isProblem) {}

	/** Finds it and shows it; where that is not possible, nothing is shown. @param values of the dialog's fields by key @param isStale whether nobody wants it any more */
	Outcome show(Map<String, Object> values, VisiblePart part, BooleanSupplier isStale) {
		long start = System.nanoTime();
		try {
			Preview preview = filled(values, part.image()).preview(part, progress(isStale));
			if (isStale.getAsBoolean()) return new Outcome("", false);
			overlay.show(preview.rois());
			return new Outcome(String.format(Locale.ROOT, "%s, %.1f s", preview.sentence(), (System.nanoTime() - start) / 1e9), false);
		}
		catch (CancellationException e) {
			return new Outcome("", false);
		}
		catch (IOException | IllegalArgumentException | BackendException e) {
			return problem(e.getMessage());
		}
		catch (NoClassDefFoundError e) {
			return problem(MissingLibrary.sentence(e));
		}
		catch (InstantiableException e) {
			throw new IllegalStateException(e);
		}
	}

	private Outcome problem(String sentence) {
		overlay.clear();
		return new Outcome(sentence, true);
	}

	private Previewed filled(Map<String, Object> values, ImagePlus image) throws InstantiableException {
		Map<String, Object> fields = new LinkedHashMap<>(MenuEntry.packed(command, values));
		fields.put(FoveaCommand.IMAGE, image);
		FoveaCommand instance = (FoveaCommand) command.createInstance();
		new CommandModule(command, instance).setInputs(fields);
		return (Previewed) instance;
	}

	/** Says nothing, and stops when it is not wanted any more. */
	private static Progress progress(BooleanSupplier isStale) {
		return new Progress() {

			@Override
			public void progress(long done, long total) {}

			@Override
			public boolean isCancelled() {
				return isStale.getAsBoolean();
			}
		};
	}
}
