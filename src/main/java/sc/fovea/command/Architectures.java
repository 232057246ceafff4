package sc.fovea.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Lists the architectures with what they fit: {@code run("Architectures...")}. */
@Plugin(type = Command.class, headless = true, visible = false, label = "Architectures...")
public final class Architectures extends FoveaCommand {

	@Parameter(label = "Architectures", type = ItemIO.OUTPUT)
	private String report;

	@Override
	protected void execute() {
		report = Description.architectures();
	}
}
