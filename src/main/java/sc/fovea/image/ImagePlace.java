package sc.fovea.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in a file that may hold several: "slide.ome.tif" is the first, "slide.ome.tif#2" the second, "slide.h5:/raw" the one of a path.
 *
 * @param file   the file
 * @param series which of its images, from 0
 * @param path   of an array in an HDF5 file; empty where none is chosen
 */
record ImagePlace(Path file, int series, String path) {

	private static final Pattern INSIDE = Pattern.compile("(?i)(.+\\.(?:h5|hdf5|hdf|ilp)):(/.+)");

	private static final Pattern NUMBERED = Pattern.compile("(.+)#([1-9]\\d{0,8})");

	/** A file whose own name ends so is taken as it is. */
	static ImagePlace of(Path place) {
		Matcher inside = INSIDE.matcher(place.toString().replace('\\', '/'));
		if (!Files.exists(place) && inside.matches()) return new ImagePlace(Path.of(inside.group(1)), 0, inside.group(2));
		Matcher name = NUMBERED.matcher(String.valueOf(place.getFileName()));
		if (Files.exists(place) || !name.matches()) return new ImagePlace(place, 0, "");
		return new ImagePlace(place.resolveSibling(name.group(1)), Integer.parseInt(name.group(2)) - 1, "");
	}
}
