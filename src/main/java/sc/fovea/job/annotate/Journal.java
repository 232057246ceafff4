package sc.fovea.job.annotate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sc.fovea.image.AtomicFiles;

/**
 * What is remembered of a folder besides its images and outlines, in a file of JSON.
 *
 * @param corrected names of images whose outlines began as predictions
 * @param rounds in their order
 */
record Journal(Set<String> corrected, List<Round> rounds) {

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

	/** Copies the collections; those that a file lacks are empty. */
	Journal {
		corrected = corrected == null ? Set.of() : new LinkedHashSet<>(corrected);
		rounds = rounds == null ? List.of() : List.copyOf(rounds);
	}

	/** @return an empty one if there is no such file @throws IOException with a sentence, if it cannot be read */
	static Journal read(Path file) throws IOException {
		if (!Files.exists(file)) return new Journal(Set.of(), List.of());
		try {
			return Optional.ofNullable(GSON.fromJson(Files.readString(file), Journal.class)).orElseThrow(() -> new JsonParseException("it is empty"));
		}
		catch (JsonParseException e) {
			throw new IOException("\"" + file + "\" is not the journal of a folder of annotations: " + e.getMessage() + "; move it away to begin another.", e);
		}
	}

	void write(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		AtomicFiles.write(file, part -> Files.writeString(part, GSON.toJson(this)));
	}

	Journal with(Round round) {
		List<Round> more = new ArrayList<>(rounds);
		more.add(round);
		return new Journal(corrected, more);
	}

	/** With an image whose outlines began as predictions, or did not. */
	Journal with(String image, boolean isCorrected) {
		Set<String> names = new LinkedHashSet<>(corrected);
		if (isCorrected) names.add(image);
		else
			names.remove(image);
		return new Journal(names, rounds);
	}

	Optional<Round> last() {
		return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
	}
}
