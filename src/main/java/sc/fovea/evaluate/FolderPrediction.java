package sc.fovea.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.data.LabelPlane;
import sc.fovea.image.ImageFileException;
import sc.fovea.tile.Progress;

/**
 * Label images that were made before, by any program. For the true labels {@code NAME} they are called {@code NAME}, or {@code NAME_labels} as
 * {@code fovea segment} calls them, whose {@code NAME_overlay.png} is no label image.
 *
 * @param files by name of the true labels
 * @param splitsMasks whether the connected parts of a mask are objects
 */
public record FolderPrediction(Map<String, Path> files, boolean splitsMasks) implements Prediction {

	private static final String LABELS = "_labels";
	private static final String OVERLAY = "_overlay";

	/** Copies the files. */
	public FolderPrediction {
		files = Map.copyOf(files);
	}

	/**
	 * Finds the label images in a folder.
	 *
	 * @throws ImageFileException if it is no folder, if true labels have no prediction, or if there are label images without true ones
	 */
	public static FolderPrediction of(Path folder, List<Reference> references) throws ImageFileException {
		Map<String, Path> left = Reference.byName(folder);
		Map<String, Path> files = new LinkedHashMap<>();
		for (Reference reference : references) {
			files.put(reference.name(), take(reference.name(), left).orElseThrow(
				() -> new ImageFileException("Expected predicted labels of the name \"" + reference.name() + "\" in \"" + folder + "\", got none.")));
		}
		if (!left.isEmpty()) {
			throw new ImageFileException("Expected true labels for each of the predicted ones, got none for \"" + left.values().iterator().next() + "\".");
		}
		return new FolderPrediction(files, false);
	}

	/** The same, of which the connected parts of a mask are objects, or one object. */
	public FolderPrediction splitting(boolean isWished) {
		return new FolderPrediction(files, isWished);
	}

	private static Optional<Path> take(String name, Map<String, Path> left) {
		Optional<Path> exact = Optional.ofNullable(left.remove(name));
		if (exact.isPresent()) return exact;
		Optional<Path> segmented = Optional.ofNullable(left.remove(name + LABELS));
		segmented.ifPresent(file -> left.remove(name + OVERLAY));
		return segmented;
	}

	@Override
	public LabelPlane of(Reference reference, Progress progress) throws ImageFileException {
		LabelPlane labels = LabelPlane.open(files.get(reference.name()));
		return splitsMasks ? labels.split() : labels;
	}
}
