package sc.fovea.command;

import ij.ImageJ;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.job.MissingLibrary;
import sc.fovea.job.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Tensor;

/**
 * What is installed, and a measured test of a second with the bundled model.
 *
 * @param text lines for the user
 * @param works whether a model ran
 */
public record InstallationReport(String text, boolean works) {

	private static final String MODEL = "nuclei";
	private static final int SIDE = 256;
	private static final double SECONDS = 1;

	/** Looks and measures; takes a few seconds. */
	public static InstallationReport make() {
		List<String> lines = new ArrayList<>();
		lines.add(line("Fovea", Platform.version()));
		lines.add(line("ImageJ", ImageJ.VERSION + (Platform.isFiji() ? " in Fiji" : "")));
		Runtime java = Runtime.getRuntime();
		lines.add(line("Java", String.format(Locale.ROOT, "%s on %s %s, %d cores, %.1f GB for Java", Runtime.version(), System.getProperty("os.name"),
			System.getProperty("os.arch"), java.availableProcessors(), java.maxMemory() / 1e9)));
		lines.add(line("Clashes", ClassPathClashes.text()));
		boolean works = measure(lines);
		lines.add(works ? "All is well." : "Fovea cannot run models as it is installed now.");
		return new InstallationReport(String.join("\n", lines) + "\n", works);
	}

	private static boolean measure(List<String> lines) {
		try {
			lines.add(line("Backends", String.join(", ", Platform.backends().names())));
			Model model = ModelStore.standard().load(MODEL);
			try (Backend backend = Platform.backends().open(new BackendOptions(BackendOptions.Device.ANY, 0));
				Runner runner = backend.runner(model.network(), model.weights())) {
				lines.add(line("Library", backend.library()));
				lines.add(line("Device", backend.device()));
				lines.add(line("Speed", String.format(Locale.ROOT, "%.2f megapixels per second with model %s", megapixelsPerSecond(runner), MODEL)));
			}
			return true;
		}
		catch (BackendException | IOException e) {
			lines.add(line("Problem", e.getMessage()));
			return false;
		}
		catch (NoClassDefFoundError e) {
			lines.add(line("Problem", MissingLibrary.sentence(e)));
			return false;
		}
	}

	private static double megapixelsPerSecond(Runner runner) {
		Tensor image = Tensor.zeros(1, SIDE, SIDE, runner.network().inputs().values().iterator().next().channels());
		runner.run(image);
		long start = System.nanoTime();
		int count = 0;
		double seconds;
		do {
			runner.run(image);
			count++;
			seconds = (System.nanoTime() - start) / 1e9;
		} while (seconds < SECONDS);
		return count * (double) SIDE * SIDE / 1e6 / seconds;
	}

	private static String line(String what, String text) {
		return String.format("%-8s %s", what, text);
	}
}
