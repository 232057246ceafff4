package sc.fovea.command;

import ij.IJ;
import java.io.IOException;
import java.nio.file.Path;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.plugin.Plugins;

/**
 * Does the steps of a plan with many images: {@code run("Batch...", "plan=[overnight.yaml]")}; the same as {@code fovea batch overnight.yaml}. Run it again to go on
 * where it ended.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Batch...")
public final class Batch extends FoveaCommand {

	@Parameter(label = "Plan", persist = false, style = CommandInput.FILE,
		description = "A YAML file that says which images, and the steps: commands with their keys. Its report.html opens in a browser.")
	private String plan = "";

	@Parameter(label = "Output", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder for the results, in place of what the plan says.")
	private String output = "";

	@Override
	protected void execute() throws IOException {
		if (plan.isBlank()) throw new IllegalArgumentException("\"plan\" must be a YAML file with the images and the steps, but is empty.");
		BatchPlan read = BatchPlan.read(Path.of(plan));
		BatchPlan placed = output.isBlank() ? read : read.into(Path.of(output).toAbsolutePath().toString());
		PlanRunner runner = Plugins.of(PlanRunner.class).stream().findFirst()
			.orElseThrow(() -> new IOException("What carries out plans is not installed: Fovea's jar is incomplete."));
		IJ.showStatus(runner.run(placed, new PlanRunner.Watcher(IJ::log, IJ::showStatus, () -> isCanceled() || IJ.escapePressed())));
	}
}
