package sc.fovea.image;

import java.nio.file.Path;
import java.util.List;

/** Images that commands write beside an input or into a folder of results. Where a folder is an input, they are not meant. */
public final class ResultImages {

	/** What the names of labels end with, which some commands take from a folder and others leave there. */
	public static final String LABELS = "_labels.tif";
	/** What their names end with. */
	public static final List<String> ENDINGS = List.of(LABELS, "_labels.ome.zarr", "_classes.tif", "_probability.tif", "_heat.tif", "_heat.png", "_maps.png",
		"_overlay.png", "_overlay.tif", "_overlay.avi");

	private ResultImages() {}

	/** Whether a file has the name of such an image. */
	public static boolean has(Path file) {
		return ENDINGS.stream().anyMatch(file.getFileName().toString()::endsWith);
	}

	/** Whether a file has the name of labels. */
	public static boolean isLabels(Path file) {
		return file.getFileName().toString().endsWith(LABELS);
	}
}
