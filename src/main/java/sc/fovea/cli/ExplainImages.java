package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Explain;
import sc.fovea.evaluate.Table;
import sc.fovea.explain.Method;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.Explanation;
import sc.fovea.job.ExplanationJob;
import sc.fovea.job.ExplanationSettings;
import sc.fovea.predict.SegmentationOptions;

/** {@code fovea explain}: images in, maps of what a model looked at out. */
final class ExplainImages implements Subcommand {

	/** Of all images. */
	private static final String TABLE = "explanations.csv";
	private static final CommandOptions SETTINGS = CommandOptions.of(Explain.class, Set.of());

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("explain");
		spec.usageMessage().header("Shows where a model looked.").description(
			"Writes for each image STEM, and for its class, each box, object or class of pixels NNN:",
			"  STEM_NNN_heat.tif   how much each pixel contributes to the score, 32 bit",
			"  STEM_NNN_heat.png   the map on the image, with a legend", "and for all images together:",
			"  explanations.csv    class, score, box, and how good the explanation is",
			"  summary.csv         number of explanations, or why an image failed", "");
		SegmentOptions.addFilesTo(spec, SETTINGS, Set.of());
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentationOptions scaling = SegmentationOptions.STANDARD.withScale(SETTINGS.number(parsed, "scale"));
		SegmentOptions options = SegmentOptions.of(parsed, SETTINGS, scaling, Set.of());
		terminal.progress("Loading model " + options.request().model() + "...");
		try (ExplanationJob job = ExplanationJob.open(options.request(), settings(parsed, options))) {
			AtomicFolder.prepare(options.output());
			ImageRun images = new ImageRun(options, terminal, input -> {
				AutomaticModel model = AutomaticModel.ofAnyTask(options.request().model(), input.image(), ChannelChoice.of(options.channel(), input.image()));
				input.row(FolderSummary.MODEL, List.of(model.name()));
				if (!model.reason().isEmpty()) input.later().add(() -> terminal.detail(input.file() + ": model " + model.sentence()));
				return explain(job, model, input);
			});
			int code = images.all(job.device());
			if (images.isSummarised()) FolderSummary.write(options.output(), options.request().model(), images);
			images.report(options.output());
			List<List<Object>> rows = new ArrayList<>();
			images.rows(TABLE, (name, some) -> rows.addAll(some));
			if (rows.isEmpty() || images.isPart()) return code;
			List<String> columns = new ArrayList<>(List.of("image"));
			columns.addAll(Explanation.COLUMNS);
			String csv = new Table(columns, rows).csv();
			AtomicFiles.write(options.output().resolve(TABLE), file -> Files.writeString(file, csv));
			return code;
		}
	}

	private static ExplanationSettings settings(ParseResult parsed, SegmentOptions options) {
		String label = SETTINGS.text(parsed, "class").strip();
		Method method = ExplanationSettings.method(SETTINGS.text(parsed, "method"), SETTINGS.text(parsed, "layer"), SETTINGS.text(parsed, "baseline"),
			SETTINGS.whole(parsed, "patch"));
		return new ExplanationSettings(method, label.isEmpty() ? Optional.empty() : Optional.of(label), SETTINGS.whole(parsed, "most"),
			SETTINGS.truth(parsed, "sanity"), options.segmentation(), options.channel());
	}

	private static long explain(ExplanationJob job, AutomaticModel model, ImageRun.Input input) throws IOException {
		// It is for one thread at a time; images are read meanwhile.
		synchronized (job) {
			return job.explain(model, input.image(), input.progress(), explanation -> {
				String ending = String.format("_%03d_heat", explanation.number());
				ImageWriter.saveTiff(explanation.map(input.image()), input.results().apply(ending + ".tif"));
				ImageWriter.savePng(explanation.picture(input.image()), input.results().apply(ending + ".png"));
				List<Object> row = new ArrayList<>(List.of(input.name()));
				row.addAll(explanation.row());
				input.row(TABLE, row);
			});
		}
	}
}
