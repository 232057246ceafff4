package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Features;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.feature.FeatureJob;
import sc.fovea.job.feature.FeaturePictures;
import sc.fovea.job.feature.FeatureVector;
import sc.fovea.model.Npy;
import sc.fovea.net.Tensor;
import sc.fovea.predict.SegmentationOptions;

/** {@code fovea features}: images in, what a layer of a model says of them out. */
final class FeatureFiles implements Subcommand {

	private static final CommandOptions SETTINGS = CommandOptions.of(Features.class, Set.of());
	private static final String TABLE = "features";

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("features");
		spec.usageMessage().header("Shows what a layer of a model sees, and writes it as vectors.").description("Writes for each image STEM:",
			"  STEM_maps.png   the feature maps of the layer side by side", "and for all images together:",
			"  features.csv    a row for each image, object, ROI or label: its place, the layer, and the mean of each channel",
			"  features.npy    the same numbers for NumPy, (rows, channels), 32-bit", "  filters.png     the filters of the first convolution, if there is one",
			"  summary.csv     number of vectors, or why an image failed", "");
		SegmentOptions.addFilesTo(spec, SETTINGS, Set.of());
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions asked = SegmentOptions.of(parsed, SETTINGS, SegmentationOptions.STANDARD.withScale(SETTINGS.number(parsed, "scale")), Set.of());
		FeatureJob.Settings settings = new FeatureJob.Settings(SETTINGS.text(parsed, "layer").strip(), SETTINGS.text(parsed, "regions"),
			asked.segmentation(), asked.channel());
		Optional<LabelFiles> labels = Optional.of(SETTINGS.text(parsed, "labels")).filter(text -> !text.isBlank()).map(text -> new LabelFiles(Path.of(text)));
		boolean areLabels = settings.regions().equals("labels");
		if (areLabels && labels.isEmpty()) throw new IllegalArgumentException("\"labels\" must be a label image or a folder of them with regions=labels.");
		if (!areLabels && labels.isPresent()) {
			throw new IllegalArgumentException("\"labels\" goes with regions=labels, but the regions are " + settings.regions() + ".");
		}
		AutomaticModel model = model(asked);
		if (!model.reason().isEmpty()) terminal.line("model " + model.sentence("first image"));
		// What was done by another model, which a new first image may have chosen, is done again.
		SegmentOptions options = asked.named(model.name());
		terminal.progress("Loading model " + model.name() + "...");
		try (FeatureJob job = FeatureJob.open(options.request(), settings)) {
			AtomicFolder.prepare(options.output());
			ImageRun images = new ImageRun(options, terminal, input -> write(job, input, labels));
			int code = images.all(job.device());
			if (images.isSummarised()) FolderSummary.write(options.output(), model.name(), images);
			images.report(options.output());
			List<List<Object>> rows = new ArrayList<>();
			images.rows(TABLE, (name, some) -> rows.addAll(some));
			if (rows.isEmpty() || images.isPart()) return code;
			writeAll(rows, options.output(), job);
			terminal.line("Layer " + job.layer() + ": " + rows.size() + (rows.size() == 1 ? " vector of " : " vectors of ")
				+ (rows.get(0).size() - FeatureVector.COLUMNS.size()) + " numbers");
			return code;
		}
	}

	/** @throws IllegalArgumentException if these are images of a run that others share, which may choose otherwise */
	private static AutomaticModel model(SegmentOptions options) throws IOException {
		if (!options.run().part().only().isEmpty() && options.request().model().equals(AutomaticModel.AUTOMATIC)) {
			throw new IllegalArgumentException("\"model\" must be named where images are shared out, since vectors of different models cannot be compared.");
		}
		List<String> problems = new ArrayList<>();
		List<InputFiles.Image> images = InputFiles.find(options.inputs(), options.run().search(), options.output(), new InputFiles.Told() {

			@Override
			public void failed(String sentence) {
				problems.add(sentence);
			}

			@Override
			public void note(String sentence) {
				// The run tells it.
			}
		});
		if (images.isEmpty() && !problems.isEmpty()) throw new IOException(problems.get(0));
		return AutomaticModel.forFeatures(options.request().model(), images.stream().map(InputFiles.Image::file).toList(), options.channel());
	}

	private static long write(FeatureJob job, ImageRun.Input input, Optional<LabelFiles> labels) throws IOException {
		Optional<ImagePlus> ids = labels.isEmpty() ? Optional.empty() : Optional.of(ImageFiles.open(labels.get().of(input.file())));
		// It is for one thread at a time; images are read meanwhile.
		synchronized (job) {
			List<FeatureVector> vectors = job.vectors(input.name(), "", input.image(), ids, input.progress());
			for (FeatureVector vector : vectors) {
				List<Object> row = new ArrayList<>(vector.row(job.layer()));
				for (float value : vector.values()) {
					row.add((double) value);
				}
				input.row(TABLE, row);
			}
			ImageWriter.savePng(FeaturePictures.montage(job.maps(input.image())), input.results().apply("_maps.png"));
			return vectors.size();
		}
	}

	private static void writeAll(List<List<Object>> rows, Path folder, FeatureJob job) throws IOException {
		int first = FeatureVector.COLUMNS.size();
		int channels = rows.get(0).size() - first;
		List<String> columns = new ArrayList<>(FeatureVector.COLUMNS);
		for (int c = 0; c < channels; c++) {
			columns.add("f" + (c + 1));
		}
		Tensor numbers = Tensor.zeros(rows.size(), channels);
		for (int i = 0; i < numbers.data().length; i++) {
			numbers.data()[i] = ((Number) rows.get(i / channels).get(first + i % channels)).floatValue();
		}
		String csv = new Table(columns, rows).csv();
		AtomicFiles.write(folder.resolve("features.csv"), file -> Files.writeString(file, csv));
		AtomicFiles.write(folder.resolve("features.npy"), file -> Files.write(file, Npy.write(numbers)));
		if (job.filters().isPresent()) ImageWriter.savePng(FeaturePictures.filters(job.filters().get()), folder.resolve("filters.png"));
	}
}
