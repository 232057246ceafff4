package sc.fovea.train;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;

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
 * @param learner weights, optimizer's memory and step
 * @param average of the weights
 * @param best of the validations so far
 * @param minutes used so far
 * @param history of the validations
 */
record Checkpoint(LearnerState learner, WeightAverage average, Optional<Best> best, double minutes, List<Map<String, Object>> history) {

	private static final String TENSORS = "tensors.safetensors";
	private static final String STATE = "state.json";
	private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

	/** Weights with their score. */
	record Best(Weights weights, Score score) {}

	/** What is not a tensor. */
	private record State(long steps, long updates, double minutes, Double value, Map<String, Double> metrics, List<Map<String, Object>> history) {}

	static boolean exists(Path file) {
		return Files.exists(file);
	}

	/** @throws UncheckedIOException if the file cannot be written; the one before is still there */
	static void write(Path file, Checkpoint checkpoint) {
		try {
			AtomicFiles.write(file, temporary -> {
				try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(temporary))) {
					zip.setLevel(0);
					put(zip, STATE, GSON.toJson(checkpoint.state()).getBytes(StandardCharsets.UTF_8));
					put(zip, TENSORS, Safetensors.write(checkpoint.tensors(), Precision.FLOAT32));
				}
			});
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		((OutputStream) zip).write(bytes);
		zip.closeEntry();
	}

	private State state() {
		return new State(learner.steps(), average.updates(), minutes, best.map(b -> b.score().value()).orElse(null),
			best.map(b -> b.score().metrics()).orElse(Map.of()), history);
	}

	private Weights tensors() {
		Map<String, Tensor> all = new LinkedHashMap<>();
		learner.weights().tensors().forEach((name, t) -> all.put("w:" + name, t));
		learner.optimizer().tensors().forEach((name, t) -> all.put("o:" + name, t));
		average.weights().tensors().forEach((name, t) -> all.put("a:" + name, t));
		best.ifPresent(b -> b.weights().tensors().forEach((name, t) -> all.put("b:" + name, t)));
		return new Weights(all);
	}

	/** @throws UncheckedIOException if the file is not a whole checkpoint */
	static Checkpoint read(Path file) {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			State state = GSON.fromJson(new String(bytes(zip, STATE), StandardCharsets.UTF_8), new TypeToken<State>() {}.getType());
			Weights all = Safetensors.read(bytes(zip, TENSORS));
			LearnerState learner = new LearnerState(part(all, "w:"), part(all, "o:"), state.steps());
			Optional<Best> best = Optional.ofNullable(state.value()).map(v -> new Best(part(all, "b:"), new Score(v, state.metrics())));
			return new Checkpoint(learner, new WeightAverage(part(all, "a:"), state.updates()), best, state.minutes(), state.history());
		}
		catch (IOException | IllegalArgumentException | JsonParseException e) {
			throw new UncheckedIOException("\"" + file + "\" is not a whole checkpoint: " + e.getMessage(), new IOException(e));
		}
	}

	private static byte[] bytes(ZipFile zip, String name) throws IOException {
		ZipEntry entry = zip.getEntry(name);
		if (entry == null) {
			throw new IOException("entry '" + name + "' is missing");
		}
		return zip.getInputStream(entry).readAllBytes();
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
