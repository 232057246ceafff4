package sc.fovea.annotation;

import java.nio.file.Path;

import org.scijava.plugin.SciJavaPlugin;

import sc.fovea.image.ImageFileException;

/**
 * Extension point: a kind of file that holds annotations, found by SciJava. Its files are then read wherever Fovea reads annotated images.
 *
 * <pre>{@code
 * @Plugin(type = AnnotationFormat.class)
 * public class Circles implements AnnotationFormat {
 * 	public String name() { return "circles"; }
 * 	public boolean reads(Path file) { return file.toString().endsWith(".circles"); }
 * 	public AnnotationFile open(Path file) {
 * 		return AnnotationFile.ofImage(file, extent -> {
 * 			Collector objects = new Collector(file, extent);
 * 			for (double[] c : read(file)) {
 * 				objects.add(Tag.of("cell"), PixelMask.ofPolygon(List.of(circle(c)), extent.width(), extent.height()));
 * 			}
 * 			return objects.annotations();
 * 		});
 * 	}
 * }
 * }</pre>
 */
public interface AnnotationFormat extends SciJavaPlugin {

	/** Name for reports, for example {@code COCO JSON}. */
	String name();

	/** Whether a file is of this format, told by its name alone. */
	boolean reads(Path file);

	/** Looks into a file. @throws ImageFileException with one sentence that names the file, if it cannot be used */
	AnnotationFile open(Path file) throws ImageFileException;
}
