package sc.fovea.job;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.model.Model;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.model.ModelSummary;
import sc.fovea.model.zoo.SampleCheck;

/**
 * A model as a card shows it.
 *
 * @param name by which commands know it
 * @param task what it does; empty if it cannot be read
 * @param purpose which images it is for, or why it cannot be read
 * @param scores how good it is, and on what
 * @param size with the licence, and where it comes from
 * @param isOwn whether it is the user's, who may delete it
 * @param isUsable whether it can be read
 */
public record ModelTile(String name, String task, String purpose, String scores, String size, boolean isOwn, boolean isUsable) {

	/** All models of a store, the user's own first. @throws IOException if its folder cannot be read */
	public static List<ModelTile> all(ModelStore store) throws IOException {
		List<ModelTile> tiles = store.list().stream().map(ModelTile::of).toList();
		return Stream.concat(tiles.stream().filter(ModelTile::isOwn), tiles.stream().filter(tile -> !tile.isOwn())).toList();
	}

	private static ModelTile of(ModelEntry entry) {
		Optional<ModelSummary> summary = entry.summary();
		String origin = entry.isBundled() ? "comes with Fovea" : entry.origin();
		return new ModelTile(entry.name(), summary.map(model -> model.task().title()).orElse(""),
			summary.map(model -> model.card().description().strip()).orElse(entry.problem()),
			summary.map(model -> ModelList.scores(model.card().scores())).orElse(""),
			String.format(Locale.ROOT, "%.1f MB, %s%s", entry.bytes() / 1e6, summary.map(model -> model.card().credits().licence() + ", ").orElse(""), origin),
			!entry.isBundled(), entry.isUsable());
	}

	/** The picture in its archive, as PNG; empty if it has none. @throws IOException if it cannot be read */
	public Optional<byte[]> picture(ModelStore store) throws IOException {
		byte[] cover = isUsable ? store.load(name).samples().cover() : new byte[0];
		return cover.length == 0 ? Optional.empty() : Optional.of(cover);
	}

	/**
	 * Runs it on the test input of its archive.
	 *
	 * @return how its outputs compare with those that the archive tells, in a sentence
	 * @throws IOException if it cannot be read
	 * @throws sc.fovea.backend.BackendException if it cannot be run
	 */
	public String tested(ModelStore store) throws IOException {
		Model model = store.load(name);
		try (Backend backend = Platform.backends().open(BackendOptions.cpu())) {
			return SampleCheck.of(model, backend).sentence();
		}
	}
}
