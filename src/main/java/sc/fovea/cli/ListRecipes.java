package sc.fovea.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.job.RecipeBook;

/** {@code fovea recipes}: what {@code fovea augment} can do. */
final class ListRecipes implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("recipes");
		spec.usageMessage().header("Lists the recipes for augmentation, and the augmentations with their parameters.");
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) {
		terminal.out().print(RecipeBook.installed().text());
		terminal.out().flush();
		return SUCCESS;
	}
}
