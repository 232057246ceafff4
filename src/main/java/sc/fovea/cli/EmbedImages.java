package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Embed;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.feature.EmbeddingJob;
import sc.fovea.job.feature.FeatureJob;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** {@code fovea embed}: a folder of images in, a map on which like lies by like out, and labels that the neighbours contradict. */
final class EmbedImages implements Subcommand {

	private static final CommandOptions SETTINGS = CommandOptions.of(Embed.class, Set.of());

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("embed");
		spec.usageMessage().header("Draws images so that like lies by like, and finds labels that do not fit.").description("Writes",
			"  tsne.svg, pca.svg   pictures of all images, placed by t-SNE and by principal components", "  embedding.csv       both places of each image",
			"  neighbours.csv      the ten nearest neighbours of each", "and for a folder of classes:",
			"  suspicious.csv      all images, first those whose neighbours contradict their label", "  suspicious.png      pictures of the first hundred", "");
		SETTINGS.addTo(spec);
		spec.addOption(CommandOptions.threads());
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		String data = SETTINGS.text(parsed, "data");
		String output = SETTINGS.text(parsed, "output");
		if (data.isBlank()) throw new IllegalArgumentException("\"data\" must be a folder of images, but is empty.");
		if (output.isBlank()) throw new IllegalArgumentException("\"output\" must be a folder for the results, but is empty.");
		FeatureJob.Settings settings = new FeatureJob.Settings(SETTINGS.text(parsed, "layer").strip(), "image",
			SegmentationOptions.STANDARD.withScale(SETTINGS.number(parsed, "scale")), SETTINGS.text(parsed, "channel"));
		ModelRequest request = new ModelRequest(SETTINGS.text(parsed, "model"), SETTINGS.backend(parsed), MemoryBudget.automatic());
		terminal.progress("Embedding " + data + "...");
		EmbeddingJob.Result result = new EmbeddingJob(Path.of(data), request, settings, SETTINGS.whole(parsed, "seed")).run(Progress.none());
		result.failures().forEach(sentence -> terminal.error("fovea: " + sentence));
		result.write(Path.of(output));
		terminal.line(Embed.summary(result) + ". Results are in " + Path.of(output).toAbsolutePath().normalize());
		return result.failures().isEmpty() ? SUCCESS : SOME_FAILED;
	}
}
