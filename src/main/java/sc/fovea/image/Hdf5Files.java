package sc.fovea.image;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FixedPoint;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fovea.image.tiff.PixelType;

/**
 * Arrays in HDF5 files, as ilastik and many scripts write them: {@code file.h5:/path} is one, {@code file.h5} the only one that may be an image.
 * Axes come from ilastik's {@code axistags}, or are those of {@link ArrayImage#guessedAxes}.
 */
final class Hdf5Files {

	private static final int DEEPEST = 16;
	private static final int MOST_NAMED = 6;
	/** Bytes of a number in the library's array and in ours. */
	private static final double BYTES = 12;

	private Hdf5Files() {}

	/** @param path of the array in the file; empty for the only one */
	static ImagePlus open(Path file, String path) throws ImageFileException {
		try (HdfFile hdf = new HdfFile(file)) {
			return read(file, path.isEmpty() ? only(file, hdf) : named(file, hdf, path));
		}
		catch (ImageFileException e) {
			throw e;
		}
		catch (RuntimeException | StackOverflowError e) { // damaged files end in any exception of the library
			throw new ImageFileException("Cannot read \"" + file + "\" as HDF5: it is damaged, or stored in a way that is not read here ("
				+ String.valueOf(e.getMessage()).replace("\n", " ") + ").", e);
		}
	}

	private static Dataset named(Path file, HdfFile hdf, String path) throws ImageFileException {
		return images(hdf).stream().filter(dataset -> dataset.getPath().equals(path)).findFirst()
			.orElseThrow(() -> new ImageFileException("\"" + file + "\" has no array \"" + path + "\" of numbers with 2 to 5 axes; it has " + names(images(hdf))
				+ "."));
	}

	private static Dataset only(Path file, HdfFile hdf) throws ImageFileException {
		List<Dataset> found = images(hdf);
		if (found.size() == 1) return found.get(0);
		if (found.isEmpty()) throw new ImageFileException("\"" + file + "\" has no array of numbers with 2 to 5 axes.");
		throw new ImageFileException("\"" + file + "\" has " + found.size() + " arrays (" + names(found) + "): choose one, as in \"" + file.getFileName() + ":"
			+ found.get(0).getPath() + "\".");
	}

	private static String names(List<Dataset> datasets) {
		String first = String.join(", ", datasets.stream().limit(MOST_NAMED).map(Node::getPath).toList());
		return datasets.isEmpty() ? "none" : datasets.size() > MOST_NAMED ? first + ", ..." : first;
	}

	private static List<Dataset> images(Group group) {
		List<Dataset> found = new ArrayList<>();
		collect(group, 0, found);
		return found;
	}

	private static void collect(Group group, int depth, List<Dataset> found) {
		if (depth > DEEPEST) return;
		for (Node node : group.getChildren().values()) {
			if (node instanceof Group inner) collect(inner, depth + 1, found);
			if (node instanceof Dataset dataset && isImage(dataset)) found.add(dataset);
		}
	}

	private static boolean isImage(Dataset dataset) {
		int axes = dataset.getDimensions().length;
		Class<?> type = dataset.getJavaType();
		boolean isNumber = type == byte.class || type == short.class || type == int.class || type == long.class || type == float.class || type == double.class;
		return isNumber && axes >= 2 && axes <= 5 && Arrays.stream(dataset.getDimensions()).allMatch(n -> n > 0);
	}

	private static ImagePlus read(Path file, Dataset dataset) throws ImageFileException {
		long[] shape = Arrays.stream(dataset.getDimensions()).asLongStream().toArray();
		ImageFiles.requireMemory(file, BYTES * Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b));
		PixelType type = type(dataset);
		ArrayImage array = new ArrayImage(axes(dataset, shape, type), shape, type);
		Object numbers = dataset.getDataFlat();
		return array.toImagePlus(file.getFileName().toString(), PixelSize.PIXEL, (c, z, t) -> plane(numbers, array, new int[] { c, z, t }));
	}

	private static PixelType type(Dataset dataset) {
		boolean isUnsigned = dataset.getDataType() instanceof FixedPoint whole && !whole.isSigned();
		if (!isUnsigned || dataset.getDataType().getSize() > 2) return PixelType.FLOAT;
		return dataset.getDataType().getSize() == 1 ? PixelType.BYTE : PixelType.SHORT;
	}

	private static String axes(Dataset dataset, long[] shape, PixelType type) throws ImageFileException {
		Attribute tags = dataset.getAttribute("axistags");
		if (tags == null || !(tags.getData() instanceof String text)) return ArrayImage.guessedAxes(shape, type);
		StringBuilder axes = new StringBuilder();
		for (JsonElement axis : JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("axes"))
			axes.append(axis.getAsJsonObject().get("key").getAsString());
		boolean isUsable = axes.length() == shape.length && axes.chars().distinct().count() == axes.length() && axes.toString().matches("[tczyx]*")
			&& axes.indexOf("x") >= 0 && axes.indexOf("y") >= 0;
		if (!isUsable)
			throw new ImageFileException("The axes of \"" + dataset.getPath() + "\" are \"" + axes + "\", for " + shape.length + " of t, c, z, y and x.");
		return axes.toString();
	}

	private static Object plane(Object numbers, ArrayImage array, int[] czt) {
		long first = czt[0] * array.stride('c') + czt[1] * array.stride('z') + czt[2] * array.stride('t');
		int width = array.size('x');
		Object plane = array.type().array(Math.multiplyExact(width, array.size('y')));
		for (int y = 0, i = 0; y < array.size('y'); y++)
			for (int x = 0; x < width; x++, i++)
				put(plane, i, numbers, (int) (first + y * array.stride('y') + x * array.stride('x')));
		return plane;
	}

	private static void put(Object plane, int i, Object numbers, int from) {
		if (plane instanceof byte[] bytes) bytes[i] = (byte) ((int[]) numbers)[from];
		else if (plane instanceof short[] shorts) shorts[i] = (short) ((int[]) numbers)[from];
		else
			((float[]) plane)[i] = numbers instanceof float[] floats ? floats[from] : (float) Array.getDouble(numbers, from);
	}
}
