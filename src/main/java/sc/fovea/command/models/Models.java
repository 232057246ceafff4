package sc.fovea.command.models;

import java.awt.EventQueue;
import java.io.IOException;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.command.FoveaCommand;
import sc.fovea.job.ModelList;
import sc.fovea.model.ModelStore;

/** Lists the installed models: {@code run("Models...")}; a person gets a window with a card for each. */
@Plugin(type = Command.class, headless = true, visible = false, label = "Models...")
public final class Models extends FoveaCommand {

	@Parameter(label = "Models", type = ItemIO.OUTPUT)
	private String report;

	@Override
	protected void execute() throws IOException {
		ModelStore store = ModelStore.standard();
		report = ModelList.text(store.list(), store.folder().toString());
	}

	@Override
	protected boolean opensWindow() {
		EventQueue.invokeLater(ModelsWindow::open);
		return true;
	}
}
