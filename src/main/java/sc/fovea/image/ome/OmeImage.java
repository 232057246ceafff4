package sc.fovea.image.ome;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One image (series) of an OME-XML.
 *
 * @param name     as its author called it
 * @param width    in pixels
 * @param height   in pixels
 * @param channels number of channels
 * @param slices   number of slices
 * @param frames   number of frames
 * @param sizeX    width of a pixel in µm; 0 where it is unknown
 * @param sizeY    height of a pixel in µm; 0 where it is unknown
 * @param sizeZ    distance of slices in µm; 0 where it is unknown
 * @param names    of the channels; empty text where one has none
 * @param samples  samples of a pixel in each plane: 3 for RGB
 * @param planes   where each plane is, by its number in the order XYCZT with the channels counted in {@code samples}
 */
public record OmeImage(String name, int width, int height, int channels, int slices, int frames, double sizeX, double sizeY, double sizeZ,
	List<String> names, int samples, Map<Integer, OmePlane> planes) {

	/** Planes that must be there: each holds {@link #samples} channels. */
	public int planeCount() {
		return channels / samples * slices * frames;
	}

	/** The files that hold its planes, but for the one that was read. */
	public List<String> otherFiles() {
		TreeSet<String> files = new TreeSet<>();
		planes.values().forEach(plane -> files.add(plane.file()));
		files.remove("");
		return List.copyOf(files);
	}
}
