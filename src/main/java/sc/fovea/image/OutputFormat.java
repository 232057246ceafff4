package sc.fovea.image;

import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.scijava.plugin.SciJavaPlugin;

/**
 * Extension point: a kind of file for the outlines of objects, which another program reads, found by SciJava. {@code fovea segment --format NAME} writes it beside its own
 * files.
 *
 * <pre>{@code
 * @Plugin(type = OutputFormat.class)
 * public final class Areas implements OutputFormat {
 *     public String name() { return "areas"; }
 *     public String ending() { return "_areas.txt"; }
 *     public void write(ImagePlus image, List<Roi> outlines, Path file) throws IOException {
 *         Files.write(file, outlines.stream().map(roi -> roi.getName() + " " + roi.getStatistics().area).toList());
 *     }
 * }
 * }</pre>
 */
public interface OutputFormat extends SciJavaPlugin {

	/** Name as users write it, of a-z, 0-9 and -. */
	String name();

	/** How names of its files end, after that of the image: {@code _objects.geojson}. */
	String ending();

	/**
	 * Writes a file.
	 *
	 * @param image in which the objects were found
	 * @param outlines along the borders of pixels, in pixels; with a position where the image has several slices or frames
	 * @param file which does not exist yet
	 * @throws IOException if it cannot be written
	 */
	void write(ImagePlus image, List<Roi> outlines, Path file) throws IOException;
}
