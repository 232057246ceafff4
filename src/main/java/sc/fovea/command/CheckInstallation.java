package sc.fovea.command;

import ij.IJ;
import java.io.IOException;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Tells on which device models run and how fast, and which jar stands in the way if they do not: {@code run("Check Installation...")}. */
@Plugin(type = Command.class, headless = true, visible = false, label = "Check Installation...")
public final class CheckInstallation extends FoveaCommand {

	@Parameter(label = "Installation", type = ItemIO.OUTPUT)
	private String report;

	@Override
	protected void execute() throws IOException {
		IJ.showStatus("Measuring for a second");
		report = InstallationReport.make().text();
	}
}
