package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.BackendException;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.AtomicFolder;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.job.batch.Share;
import sc.fovea.job.report.Grouping;
import sc.fovea.job.report.HtmlReport;
import sc.fovea.job.report.RunSection;

/** {@code fovea batch PLAN.yaml}: the steps of a plan over many images, with a report; what is done is not done again. */
final class BatchFiles implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("batch");
		spec.usageMessage().header("Does the steps of a plan with many images, and reports.").description("A plan is a YAML file:",
			"  input: plates         # images, folders; from the folder of the plan", "  output: results       # each step has a subfolder there",
			"  recursive: true       # options of all steps: the keys are those of the commands, as in macros",
			"  steps:", "    - command: segment", "      name: nuclei      # else that of the command", "      model: nuclei", "    - command: classify",
			"      model: mine.zip", "      input: nuclei/*_overlay.png   # files of an earlier step",
			"Writes, besides what the steps write, report.html and summary.csv. Run it again to go on where it ended.", "");
		spec.addPositional(PositionalParamSpec.builder().paramLabel("PLAN").arity("1").type(Path.class).description("The plan.").build());
		spec.addOption(option("--output", "FOLDER", "Where the results go, in place of what the plan says.").type(Path.class).build());
		spec.addOption(option("--progress", "text|json", "How to say how far it is: text, or a line of JSON for each event.").type(String.class)
			.defaultValue("text").build());
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		RunOptions.requireProgress(parsed);
		BatchPlan plan = BatchPlan.read(parsed.matchedPositionalValue(0, Path.of("")));
		Path output = parsed.matchedOptionValue("--output", (Path) null);
		return run(output == null ? plan : plan.into(output.toAbsolutePath().toString()), PlanRunner.Helpers.NONE, terminal);
	}

	/** Does all steps. @param helpers are given the images of each before @return the exit code @throws IOException with one sentence, if nothing could be done */
	static int run(BatchPlan plan, PlanRunner.Helpers helpers, Terminal terminal) throws IOException {
		PlanSteps steps = new PlanSteps(plan);
		List<PlanSteps.Call> calls = steps.calls();
		Grouping grouping = Grouping.of(steps.group());
		AtomicFolder.prepare(steps.output());
		List<RunSection> sections = new ArrayList<>();
		int worst = SUCCESS;
		for (int i = 0; i < calls.size(); i++) {
			PlanSteps.Call call = calls.get(i);
			terminal.line("Step " + call.step().name() + ": " + call.step().command());
			AtomicFolder.prepare(call.folder());
			List<RunSection> told = new ArrayList<>();
			int code = step(helped(call, i, helpers), terminal.telling(told::add));
			told.forEach(section -> sections.add(new RunSection(title(call), call.folder(), section.facts(), section.records())));
			if (told.isEmpty()) sections.add(new RunSection(title(call), call.folder(), Map.of("exit code", code), List.of()));
			worst = Math.max(worst, code == NOTHING_DONE && sections.size() > 1 ? SOME_FAILED : code);
			if (terminal.isCancelled() || code == NOTHING_DONE) break;
		}
		new HtmlReport(sections, grouping, plan.text()).write(steps.output().resolve(HtmlReport.NAME));
		summary(sections, steps.output());
		terminal.line("The report is " + steps.output().resolve(HtmlReport.NAME));
		return worst;
	}

	/** The step as far as helpers left it. */
	private static PlanSteps.Call helped(PlanSteps.Call call, int number, PlanRunner.Helpers helpers) throws IOException {
		if (helpers == PlanRunner.Helpers.NONE || !call.isKept()) return call;
		Share share = call.share(number);
		if (!share.images().isEmpty()) helpers.help(share);
		return call.after(share);
	}

	private static String title(PlanSteps.Call call) {
		return call.step().name().equals(call.step().command()) ? call.step().name() : call.step().name() + " (" + call.step().command() + ")";
	}

	/** A step that cannot be done ends the plan, but what was done before is told. */
	private static int step(PlanSteps.Call call, Terminal terminal) {
		try {
			return call.command().run(call.options(), terminal);
		}
		catch (IOException | IllegalArgumentException | BackendException e) {
			terminal.error("fovea: step \"" + call.step().name() + "\": " + e.getMessage());
			terminal.event(Map.of("event", "step", "step", call.step().name(), "state", "failed", "reason", String.valueOf(e.getMessage())));
			return NOTHING_DONE;
		}
	}

	private static void summary(List<RunSection> sections, Path output) throws IOException {
		List<List<Object>> rows = new ArrayList<>();
		for (RunSection section : sections) {
			section.records().forEach(record -> rows.add(List.of(section.folder().getFileName().toString(), record.image(),
				ImageRun.objects(record).map(count -> (Object) count).orElse(Double.NaN), record.reason())));
		}
		String csv = new Table(List.of("Step", "Label", "Objects", "Failure"), rows).csv();
		AtomicFiles.write(output.resolve("summary.csv"), file -> Files.writeString(file, csv));
	}
}
