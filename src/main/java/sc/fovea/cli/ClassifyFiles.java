package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Classify;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.ClassLabels;
import sc.fovea.job.ClassMontage;
import sc.fovea.job.ClassPlaces;
import sc.fovea.job.ModelCache;
import sc.fovea.job.PlaneClassification;
import sc.fovea.task.classification.Classifier;
import sc.fovea.task.classification.LargeImages;

/** {@code fovea classify}: images in, a table of their classes out, or a folder with all that can be said about them. */
final class ClassifyFiles implements Subcommand {

	/** Name of its rows in the manifest. */
	private static final String TABLE = "classes";
	/** Files have no ROI Manager and no windows with labels. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Classify.class, Set.of("rois", "roi", "labels"));

	private static final int TOP = 3;
	private static final List<String> TABLES = List.of(".csv", ".tsv", ".txt");

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("classify");
		spec.usageMessage().header("Says what images are.").description(
			"Writes a row for each image, and for each slice of a stack: image, label, score, and the",
			"probability of every class. With --labels a row for each object. Into a folder it writes:",
			"  classes.csv        that table",
			"  top.csv            the most probable classes of each, one a row",
			"  montage.png        what was looked at, by class and score",
			"  STEM_classes.tif   with --labels: objects with the number of their class, in colours", "");
		spec.addPositional(PositionalParamSpec.builder().paramLabel("IMAGE_OR_FOLDER").arity("1..*").type(List.class).auxiliaryTypes(Path.class)
			.description("Images (TIFF, PNG, JPEG, ...), or folders of images.").build());
		spec.addOption(
			option("--output", "FILE.csv|FOLDER", "Where the table goes, for example classes.csv, or a folder for all of it.").type(Path.class).required(true)
				.build());
		spec.addOption(option("--labels", "FILE|FOLDER", "Label image, or a folder with STEM_labels.tif or STEM.tif for each image: every object gets a class.")
			.type(Path.class).build());
		spec.addOption(option("--top", "N", "Classes of each row in top.csv. Default: " + TOP + ".").type(int.class).build());
		SETTINGS.addTo(spec);
		spec.addOption(CommandOptions.threads());
		Batch.addTo(spec, Set.of());
		RunOptions.addTo(spec);
		return spec;
	}

	/**
	 * What is asked besides a run.
	 *
	 * @param output a table, or a folder
	 * @param isTable which of both
	 * @param top classes of each row in the table of the most probable ones
	 * @param margin around objects
	 * @param larger how images larger than the input are seen; empty for what the model says
	 * @param labels of which each object is classified; empty if whole images are
	 */
	private record Asked(Path output, boolean isTable, int top, double margin, Optional<LargeImages> larger, Optional<LabelFiles> labels) {

		static Asked of(ParseResult parsed) {
			Path output = parsed.matchedOptionValue("--output", Path.of(""));
			int top = parsed.matchedOptionValue("--top", TOP);
			if (top < 1) throw new IllegalArgumentException("\"top\" must be 1 or more classes, but is " + top + ".");
			String name = output.getFileName() == null ? "" : output.getFileName().toString().toLowerCase(Locale.ROOT);
			boolean isTable = !Files.isDirectory(output) && TABLES.stream().anyMatch(name::endsWith);
			if (isTable && parsed.hasMatchedOption("--top")) {
				throw new IllegalArgumentException("\"top\" makes a table in a folder, but the output is the one table \"" + output + "\".");
			}
			Optional<LabelFiles> labels = Optional.ofNullable(parsed.matchedOptionValue("--labels", (Path) null)).map(LabelFiles::new);
			double margin = SETTINGS.number(parsed, "margin");
			if (labels.isEmpty() && margin != 0) {
				throw new IllegalArgumentException("\"margin\" goes around objects, but there are no \"labels\".");
			}
			return new Asked(output, isTable, top, new ClassPlaces(0, margin).margin(), Classify.larger(SETTINGS.text(parsed, "larger")), labels);
		}

		/** Where the run keeps its state. @throws ImageFileException if it does not exist */
		Path folder() throws ImageFileException {
			if (!isTable) {
				AtomicFolder.prepare(output);
				return output;
			}
			Path folder = output.toAbsolutePath().normalize().getParent();
			if (folder == null || !Files.isDirectory(folder)) {
				throw new ImageFileException("Cannot write \"" + output + "\": the folder \"" + folder + "\" does not exist.");
			}
			return folder;
		}
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		String model = SETTINGS.text(parsed, "model");
		if (model.isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a classification model or the path of one, but is empty.");
		Asked asked = Asked.of(parsed);
		SegmentOptions whole = SegmentOptions.ofWhole(parsed, SETTINGS, Set.of());
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + model + "...");
			return cache.use(whole.request(), "classify", Classifier.class, (classifier, device) -> {
				LargeImages larger = classifier.larger(asked.larger());
				SegmentOptions options = whole.into(asked.folder());
				ImageRun images = new ImageRun(options, terminal, input -> classify(classifier, larger, asked, options, input)).forTable(asked.output());
				int code = images.all(device);
				if (!images.isPart()) write(classifier, images, asked, options);
				if (images.isKept()) FolderSummary.write(options.output(), model, images);
				images.report(options.output());
				return code;
			});
		}
	}

	/** Images are read and made ready side by side; the network, which uses all cores, is shown one after the other. */
	private static int classify(Classifier classifier, LargeImages larger, Asked asked, SegmentOptions options, ImageRun.Input input) throws IOException {
		ClassMontage.Seen seen = seen(input.image(), input.file(), classifier, asked, options.channel());
		PlaneClassification.Inputs inputs = new PlaneClassification(classifier, larger).inputs(input.image(), seen.places());
		List<PlaneClassification.Row> rows;
		synchronized (classifier) {
			rows = inputs.classify(input.progress());
		}
		String folder = input.name().substring(0, input.name().lastIndexOf('/') + 1);
		for (PlaneClassification.Row row : rows) {
			input.row(TABLE, ClassTables.row(place(folder, row.place()), row.answer()));
		}
		if (asked.labels().isPresent() && !asked.isTable()) {
			ImagePlus labels = ImageFiles.open(asked.labels().get().of(input.file()));
			ImageWriter.saveTiff(ClassLabels.of(labels, rows, classifier.classes()), input.results().apply("_classes.tif"));
		}
		return rows.size();
	}

	private static ClassMontage.Seen seen(ImagePlus image, Path file, Classifier classifier, Asked asked, String channel) throws IOException {
		ClassPlaces places = new ClassPlaces(ChannelChoice.of(channel, image, classifier.model().input().channels()), asked.margin());
		return new ClassMontage.Seen(image, asked.labels().isPresent()
			? places.objects(image, ImageFiles.open(asked.labels().get().of(file)))
			: places.planes(image));
	}

	/** The name of an object ends in a colon and its id, which has a column here. */
	private static List<Object> place(String folder, ClassPlaces.Place place) {
		String name = folder + place.name();
		return place.object().isEmpty() ? List.of(name) : List.of(name.substring(0, name.lastIndexOf(':')), place.object().getAsInt());
	}

	private static void write(Classifier classifier, ImageRun images, Asked asked, SegmentOptions options) throws IOException {
		Map<String, List<List<Object>>> byImage = new LinkedHashMap<>();
		images.rows(TABLE, byImage::put);
		ClassTables tables = new ClassTables(classifier.classes(), asked.labels().isPresent(), byImage.values().stream().flatMap(List::stream).toList());
		if (tables.rows().isEmpty()) throw new IOException("No image could be classified; nothing was written.");
		if (asked.isTable()) {
			save(tables.classes(), asked.output());
			return;
		}
		save(tables.classes(), asked.output().resolve("classes.csv"));
		save(tables.top(asked.top()), asked.output().resolve("top.csv"));
		montage(classifier, byImage, tables, asked, options);
	}

	private static void montage(Classifier classifier, Map<String, List<List<Object>>> byImage, ClassTables tables, Asked asked, SegmentOptions options)
		throws IOException {
		List<ClassMontage.Answer> answers = new ArrayList<>();
		byImage.forEach((image, rows) -> {
			for (int i = 0; i < rows.size(); i++) {
				answers.add(new ClassMontage.Answer(image, i, tables.label(rows.get(i)), tables.score(rows.get(i))));
			}
		});
		Map<String, Path> files = new HashMap<>();
		InputFiles.find(options.inputs(), options.run().search(), options.output(), InputFiles.Told.NOTHING)
			.forEach(image -> files.put(image.name(), image.file()));
		AtomicFiles.write(asked.output().resolve("montage.png"), file -> new ClassMontage(classifier.classes(), answers).save(file,
			image -> seen(ImageFiles.open(files.get(image)), files.get(image), classifier, asked, options.channel())));
	}

	private static void save(Table table, Path output) throws IOException {
		String csv = table.csv();
		AtomicFiles.write(output, file -> Files.writeString(file, csv));
	}
}
