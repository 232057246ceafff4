package sc.fovea.job.batch;

import java.util.List;
import java.util.Map;

/**
 * What was found in an image, besides its own files.
 *
 * @param objects their number; below 0 where nothing is counted
 * @param outputs names of the image's files, relative to the folder of the run
 * @param rows by the name of a table of all images the rows of this one; cells are texts, numbers and NaN
 */
public record Found(long objects, List<String> outputs, Map<String, List<List<Object>>> rows) {

	/** Copies what it holds. */
	public Found {
		outputs = List.copyOf(outputs);
		rows = Map.copyOf(rows);
	}
}
