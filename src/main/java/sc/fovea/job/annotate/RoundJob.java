package sc.fovea.job.annotate;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sc.fovea.backend.Backend;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageFileException;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.Platform;
import sc.fovea.job.TrainingReport;
import sc.fovea.job.TrainingSettings;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.model.Sha256;
import sc.fovea.task.Tasks;
import sc.fovea.tile.Progress;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.loop.TrainingListener;

/**
 * A round: a model is taught what was annotated, and judged on what was held back, before and after. The better one is kept, and if that is the new one, it goes
 * to the user's models under the name of the folder's model, where {@code Segment...} finds it.
 *
 * @param folder of annotated images
 * @param wish what the user wants
 */
public record RoundJob(AnnotationFolder folder, Wish wish) {

	/** What a model begins with if nothing else is said: the model of the last round, else the bundled one that fits the images, else nothing. */
	public static final String CONTINUE = "automatic";
	/** To begin with random weights. */
	public static final String NEW_NETWORK = "new network";

	/**
	 * What the user wants.
	 *
	 * @param name of the model, of a-z, 0-9 and -
	 * @param start name or path of the model to begin with, {@link #CONTINUE} or {@link #NEW_NETWORK}
	 * @param training settings of {@code Train...}, which a new network takes
	 * @param tuning settings of {@code Fine-tune...}, which a model to begin with takes
	 */
	public record Wish(String name, String start, Map<String, Object> training, Map<String, Object> tuning) {

		/** Copies the settings. */
		public Wish {
			training = Map.copyOf(training);
			tuning = Map.copyOf(tuning);
		}

		private int seed(boolean isNew) {
			return (int) (isNew ? training : tuning).get("seed");
		}
	}

	/**
	 * Does it. The journal has one more round then.
	 *
	 * @param listener may cancel: the best so far is kept then
	 * @throws IOException with a sentence, if there is nothing to learn from, or something cannot be read or written
	 * @throws IllegalArgumentException likewise, if a setting does not fit
	 * @throws java.util.concurrent.CancellationException if it was cancelled before there was a model
	 * @throws sc.fovea.backend.BackendException if there is no library that trains, or it fails
	 */
	public Round run(TrainingListener listener) throws IOException {
		Map<String, String> digests = folder.digests();
		if (digests.isEmpty()) {
			throw new IOException("There is nothing to learn from yet: draw outlines around all objects of an image, or of a part of it, and save them.");
		}
		int number = folder.rounds().size() + 1;
		requireOwnName();
		String start = start(digests.keySet().iterator().next(), listener);
		Path scratch = Files.createTempDirectory("fovea-round");
		try {
			HeldBack held = HeldBack.of(folder.path(), scratch.resolve("held"), wish.seed(start.isEmpty()));
			listener.told(start.isEmpty() ? "Begins with a new network." : "Begins with " + Round.name(start) + ".");
			Map<String, Double> before = start.isEmpty() ? Map.of() : before(held, start, listener);
			Path model = folder.model(number);
			train(start, model, listener);
			// the new model is judged even if the training was stopped
			Map<String, Double> after = held.scores(model.toString(), Progress.none());
			return finish(new Round(number, folder.journalled(start), AnnotationFolder.kept(number), digests, held.names(), before, after, isSeen(held)));
		}
		finally {
			delete(scratch);
		}
	}

	/** A model for other channels can be taught, but not be judged before. */
	private static Map<String, Double> before(HeldBack held, String start, TrainingListener listener) throws IOException {
		try {
			return held.scores(start, judging(listener));
		}
		catch (IllegalArgumentException | ImageFileException e) {
			listener.told("It cannot be judged before: " + e.getMessage());
			return Map.of();
		}
	}

	/** A model of the same name that is none of ours would be lost. */
	private void requireOwnName() throws IOException {
		TrainingJob.About.named(wish.name());
		Path published = published();
		if (!Files.exists(published)) return;
		String digest = Sha256.of(published);
		for (Round round : folder.rounds()) {
			Path model = folder.model(round.number());
			if (Files.exists(model) && Sha256.of(model).equals(digest)) return;
		}
		throw new IllegalArgumentException(
			"There is another model of the name \"" + wish.name() + "\" in \"" + published.getParent() + "\" already; give this one another name.");
	}

	private Path published() {
		return ModelStore.standard().folder().resolve(wish.name() + ".zip");
	}

	/** Name or path of the model to begin with; empty for a new network. */
	private String start(String image, TrainingListener listener) throws IOException {
		if (wish.start().equals(NEW_NETWORK)) return "";
		if (!wish.start().equals(CONTINUE)) return wish.start();
		Optional<String> last = folder.model();
		return last.isPresent() ? last.get() : bundled(folder.open(image), listener);
	}

	private static String bundled(ImagePlus image, TrainingListener listener) throws IOException {
		try {
			return AutomaticModel.of(AutomaticModel.AUTOMATIC, image, 0).name();
		}
		catch (IllegalArgumentException e) {
			listener.told(e.getMessage());
			return "";
		}
	}

	private void train(String start, Path model, TrainingListener listener) throws IOException {
		Files.createDirectories(model.getParent());
		Files.deleteIfExists(new TrainingPlaces(folder.path(), model).checkpoint()); // of a round that never ended
		Map<String, Object> values = new LinkedHashMap<>(start.isEmpty() ? wish.training() : wish.tuning());
		values.putAll(Map.of("data", folder.path().toString(), "name", wish.name(), "output", model.toString(), "resume", false));
		if (!start.isEmpty()) values.put("from", start);
		TrainingSettings settings = new TrainingSettings(values);
		TrainingJob job = start.isEmpty() ? settings.training(settings.plan()) : settings.tuning(settings.plan());
		try (Backend backend = Platform.backends().openTraining(settings.backend())) {
			TrainingReport report = TrainingReport.of(job, backend, listener);
			report.sentences().forEach(listener::told);
		}
		finally {
			Files.deleteIfExists(job.places().checkpoint());
		}
	}

	/** Whether the model to begin with, if it is of the last round, learned from what is held back now. */
	private boolean isSeen(HeldBack held) throws IOException {
		Optional<Round> last = folder.journal().last();
		boolean isContinued = last.isPresent() && wish.start().equals(CONTINUE);
		return isContinued && held.names().stream()
			.anyMatch(name -> !last.get().heldBack().contains(name)
				&& last.get().digests().keySet().stream().anyMatch(old -> name.equals(old) || name.startsWith(old + ", ")));
	}

	private Round finish(Round judged) throws IOException {
		boolean isWorse = !judged.isSeen() && judged.scoreBefore().isPresent() && judged.scoreAfter().orElse(0.0) < judged.scoreBefore().get();
		Round round = isWorse
			? new Round(judged.number(), judged.start(), judged.start(), judged.digests(), judged.heldBack(), judged.before(), judged.after(), false)
			: judged;
		if (round.isKept()) {
			Files.createDirectories(published().getParent());
			AtomicFiles.write(published(), file -> Files.copy(folder.model(round.number()), file));
		}
		folder.update(journal -> journal.with(round));
		return round;
	}

	private static Progress judging(TrainingListener listener) {
		return new Progress() {

			@Override
			public void progress(long done, long total) {}

			@Override
			public boolean isCancelled() {
				return listener.isCancelled();
			}
		};
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	/** Names of models that can begin: {@link #CONTINUE}, those that find objects, {@link #NEW_NETWORK}. @throws IOException if the models cannot be listed */
	public static List<String> starts() throws IOException {
		Stream<String> models = ModelStore.standard().list().stream()
			.filter(entry -> entry.isUsable()
				&& entry.summary().filter(summary -> Tasks.installed().of(summary.task()).name().equals("instance-segmentation")).isPresent())
			.map(ModelEntry::name);
		return Stream.of(Stream.of(CONTINUE), models, Stream.of(NEW_NETWORK)).flatMap(names -> names).toList();
	}
}
