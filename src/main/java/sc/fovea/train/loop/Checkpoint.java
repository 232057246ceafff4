package sc.fovea.train.loop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;

import sc.fovea.backend.LearnerState;
import sc.fovea.image.AtomicFiles;
import sc.fovea.model.Precision;
import sc.fovea.model.Safetensors;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Where a training stands, in a file: a zip with all tensors ({@code tensors.safetensors}) and the rest ({@code state.json}). Written beside and renamed, so
 * that a kill leaves the one before.
 *
 * @param plan that is followed, without its budget; empty if the file does not say
 * @param learner weights, optimizer's memory and steps of its stage
 * @param stage of the training that the learner is in
 * @param average of the weights
 * @param best of the validations so far
 * @param loss of the steps since the last validation
 * @param minutes used so far
 * @param history of the validations
 */
public record Checkpoint(Map<String, Object> plan, LearnerState learner, InStage stage, WeightAverage average, Optional<Best> best, MeanLoss loss,
	double minutes, TrainingHistory history) {

	private static final String TENSORS = "tensors.safetensors";
	private static final String STATE = "state.json";
	private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

	/**
	 * A stage of a training.
	 *
	 * @param index from 0
	 * @param before steps of the stages before it
	 */
	record InStage(int index, long before) {}

	/** Weights with their score. */
	record Best(Weights weights, Score score) {}

	/** What is not a tensor. */
	private record State(long steps, long updates, double minutes, Double value, Map<String, Double> metrics, MeanLoss loss,
		List<Map<String, Object>> history, Map<String, Object> plan, InStage stage) {}

	/** Copies the plan. */
	public Checkpoint {
		plan = Map.copyOf(plan);
	}

	/** @throws UncheckedIOException with a sentence, if the file cannot be written; the one before is still there */
	static void write(Path file, Checkpoint checkpoint) {
		try {
			AtomicFiles.write(file, checkpoint::writeTo);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
	}

	private void writeTo(Path file) throws IOException {
		// two resources: a zip that cannot write its end leaves its file open, and a file that is open keeps its room on a full disk
		try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.setLevel(0);
			put(zip, STATE, GSON.toJson(state()).getBytes(StandardCharsets.UTF_8));
			put(zip, TENSORS, Safetensors.write(tensors(), Precision.FLOAT32));
		}
	}

	private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		zip.write(bytes);
		zip.closeEntry();
	}

	private State state() {
		return new State(learner.steps(), average.updates(), minutes, best.map(b -> b.score().value()).orElse(null),
			best.map(b -> b.score().metrics()).orElse(Map.of()), loss, history.tree(), plan, stage);
	}

	private Weights tensors() {
		Map<String, Tensor> all = new LinkedHashMap<>();
		learner.weights().tensors().forEach((name, t) -> all.put("w:" + name, t));
		learner.optimizer().tensors().forEach((name, t) -> all.put("o:" + name, t));
		average.weights().tensors().forEach((name, t) -> all.put("a:" + name, t));
		best.ifPresent(b -> b.weights().tensors().forEach((name, t) -> all.put("b:" + name, t)));
		return new Weights(all);
	}

	/** @throws UncheckedIOException with a sentence, if the file is not a whole checkpoint */
	public static Checkpoint read(Path file) {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			State state = state(bytes(zip, STATE));
			Weights all = Safetensors.read(bytes(zip, TENSORS));
			LearnerState learner = new LearnerState(part(all, "w:"), part(all, "o:"), state.steps());
			WeightAverage average = new WeightAverage(part(all, "a:"), state.updates());
			Optional<Best> best = Optional.ofNullable(state.value()).map(v -> new Best(part(all, "b:"), new Score(v, state.metrics())));
			best.ifPresent(b -> checkNames(learner.weights(), b.weights()));
			checkNames(learner.weights(), average.weights());
			return new Checkpoint(state.plan(), learner, state.stage(), average, best, state.loss(), state.minutes(), TrainingHistory.of(state.history()));
		}
		catch (IOException | IllegalArgumentException | JsonParseException e) {
			throw new UncheckedIOException("\"" + file + "\" is not a whole checkpoint of a training: " + e.getMessage(), new IOException(e));
		}
	}

	private static State state(byte[] json) throws IOException {
		State state = GSON.fromJson(new String(json, StandardCharsets.UTF_8), State.class);
		if (state == null || state.metrics() == null || state.history() == null) {
			throw new IOException("'" + STATE + "' lacks metrics or history");
		}
		Map<String, Object> plan = Optional.ofNullable(state.plan()).orElse(Map.of());
		MeanLoss loss = Optional.ofNullable(state.loss()).orElse(MeanLoss.NONE);
		InStage stage = Optional.ofNullable(state.stage()).orElse(new InStage(0, 0));
		return new State(state.steps(), state.updates(), state.minutes(), state.value(), state.metrics(), loss, state.history(), plan, stage);
	}

	private static void checkNames(Weights expected, Weights got) {
		if (!expected.tensors().keySet().equals(got.tensors().keySet())) {
			throw new IllegalArgumentException("expected the same weights everywhere, got " + expected.tensors().size() + " and " + got.tensors().size());
		}
	}

	/** An entry, whose checksum {@link ZipFile} would not look at. */
	private static byte[] bytes(ZipFile zip, String name) throws IOException {
		ZipEntry entry = zip.getEntry(name);
		if (entry == null) {
			throw new IOException("entry '" + name + "' is missing");
		}
		try (InputStream in = zip.getInputStream(entry)) {
			byte[] bytes = in.readAllBytes();
			CRC32 sum = new CRC32();
			sum.update(bytes);
			if (sum.getValue() != entry.getCrc()) {
				throw new IOException("the checksum of '" + name + "' does not fit");
			}
			return bytes;
		}
	}

	private static Weights part(Weights all, String prefix) {
		Map<String, Tensor> part = new LinkedHashMap<>();
		all.tensors().forEach((name, t) -> {
			if (name.startsWith(prefix)) {
				part.put(name.substring(prefix.length()), t);
			}
		});
		return new Weights(part);
	}
}
