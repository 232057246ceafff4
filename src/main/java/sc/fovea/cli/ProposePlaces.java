package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.annotation.DataSet;
import sc.fovea.backend.BackendOptions;
import sc.fovea.detect.Proposers;
import sc.fovea.evaluate.ProposalRecall;
import sc.fovea.job.Formats;
import sc.fovea.job.ModelProposals;
import sc.fovea.job.ProposalJob;
import sc.fovea.job.ProposalSource;
import sc.fovea.tile.Progress;

/** {@code fovea propose}: how many objects are among the first places that are proposed. */
final class ProposePlaces implements Subcommand {

	private static final int MOST = 2000;

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("propose");
		spec.usageMessage().header("Proposes places where objects may be, and says how many of the true boxes are among them.").description("Writes:",
			"  recall.csv               recall at IoU 0.5 and 0.7, and its mean from 0.5 to 0.95, by number of proposals",
			"  recall.png               the same as curves", "  NAME_PROPOSER.csv        the proposals of each image, most promising first", "");
		spec.addOption(option("--data", "FOLDER", "Folder with \"images\" and \"labels\".").type(Path.class).required(true).build());
		spec.addOption(option("--proposer", "NAME[,NAME...]", "What proposes: selective-search, image-windows, or the names of plugins. Default: all.")
			.type(String.class).build());
		spec.addOption(option("--model", "M[,M...]", "Models that detect by regions: what their networks or fixed boxes propose.").type(String.class).build());
		spec.addOption(option("--most", "N", "Proposals in an image. Default: " + MOST + ".").type(int.class).build());
		spec.addOption(option("--output", "FOLDER", "Where to write.").type(Path.class).required(true).build());
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) throws IOException {
		List<ModelProposals> models = new ArrayList<>();
		try {
			return run(options, sources(options, models), terminal);
		}
		finally {
			models.forEach(ModelProposals::close);
		}
	}

	/** What proposes: plugins, and models, which are added to the list as soon as they are open. Models alone if only they are named. */
	private static Map<String, ProposalSource> sources(ParseResult options, List<ModelProposals> models) throws IOException {
		Proposers installed = Proposers.installed();
		Map<String, ProposalSource> sources = new LinkedHashMap<>();
		String all = options.hasMatchedOption("--model") ? "" : String.join(",", installed.names());
		for (String name : names(options.matchedOptionValue("--proposer", all))) {
			sources.put(name, ProposalSource.of(installed.apply(name)));
		}
		for (String name : names(options.matchedOptionValue("--model", ""))) {
			models.add(ModelProposals.open(name, BackendOptions.cpu()));
			String title = models.get(models.size() - 1).name();
			if (sources.put(title, models.get(models.size() - 1)) != null) {
				throw new IllegalArgumentException("Expected different names of what proposes, got '" + title + "' twice.");
			}
		}
		return sources;
	}

	private static List<String> names(String list) {
		return Arrays.stream(list.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
	}

	private static int run(ParseResult options, Map<String, ProposalSource> sources, Terminal terminal) throws IOException {
		ProposalJob job = new ProposalJob(sources, options.matchedOptionValue("--most", MOST), options.matchedOptionValue("--output", Path.of("")));
		DataSet data = DataSet.open(options.matchedOptionValue("--data", Path.of("")), Formats.installed());
		ProposalJob.Outcome outcome = job.run(data, new Percent(terminal));
		outcome.skips().forEach(skip -> terminal.error("fovea: left out " + skip.what() + ": " + skip.reason().text()));
		outcome.curves().recalls().forEach((name, recall) -> terminal.line(line(name, recall, outcome, job.most())));
		terminal.line("Results are in " + job.output().toAbsolutePath().normalize());
		return SUCCESS;
	}

	/** Recall with 100, 300, 1000 and all proposals, as far as there are so many. */
	private static String line(String name, ProposalRecall recall, ProposalJob.Outcome outcome, int most) {
		StringBuilder line = new StringBuilder(name + ": " + recall.truths() + " true boxes; recall at IoU 0.5 (0.7)");
		String separator = " ";
		for (int count : Arrays.stream(new int[] { 100, 300, 1000, most }).filter(n -> n <= most).distinct().toArray()) {
			line.append(String.format(Locale.ROOT, "%swith %d proposals %.3f (%.3f)", separator, count, recall.at(count, 0.5), recall.at(count, 0.7)));
			separator = ", ";
		}
		return line.append(String.format(Locale.ROOT, "; %.2f s per image", outcome.seconds().get(name))).toString();
	}

	/** How far it is. */
	private record Percent(Terminal terminal) implements Progress {

		@Override
		public void progress(long done, long total) {
			terminal.progress("Proposing  " + 100 * done / total + "%");
		}

		@Override
		public boolean isCancelled() {
			return false;
		}
	}
}
