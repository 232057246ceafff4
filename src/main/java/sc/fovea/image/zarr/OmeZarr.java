package sc.fovea.image.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An image of a Zarr folder: the largest level of its pyramid.
 *
 * @param array    its numbers
 * @param axes     a letter for each axis: t, c, z, y, x
 * @param scale    size of a step along each axis, in the unit of that axis
 * @param units    of the axes as OME-NGFF names them, "micrometer"; empty where there is none
 * @param channels names of the channels; none where the folder has no names
 */
public record OmeZarr(ZarrArray array, String axes, double[] scale, List<String> units, List<String> channels) {

	/** µm in a unit of length. */
	private static final Map<String, Double> MICROMETRES = Map.of("micrometer", 1.0, "nanometer", 1e-3, "angstrom", 1e-4, "picometer", 1e-6, "millimeter", 1e3,
		"centimeter", 1e4, "meter", 1e6);

	/** Whether a folder is a Zarr. */
	public static boolean isIn(Path folder) {
		return Files.isRegularFile(folder.resolve("zarr.json")) || Files.isRegularFile(folder.resolve(".zattrs"))
			|| Files.isRegularFile(folder.resolve(".zarray"));
	}

	/** The image of a folder: OME-Zarr, or an array alone. @throws IOException with the reason, if it cannot be read */
	public static OmeZarr open(Path folder) throws IOException {
		try {
			JsonObject about = attributes(folder);
			JsonElement scales = about.get("multiscales");
			if (scales != null) return multiscale(folder, about, scales.getAsJsonArray().get(0).getAsJsonObject());
			if (about.has("plate")) throw new ZarrException("it is a plate: give the folder of one field of view, such as A/1/0");
			if (about.has("bioformats2raw.layout")) return open(folder.resolve("0"));
			ZarrArray array = ZarrArray.open(folder);
			return new OmeZarr(array, "", new double[0], List.of(), List.of());
		}
		catch (IllegalStateException | NullPointerException | ClassCastException | IndexOutOfBoundsException | NumberFormatException e) {
			throw new ZarrException("its OME-Zarr metadata is damaged", e);
		}
	}

	/** The attributes of 0.4 in a file of their own, those of 0.5 under "ome". */
	private static JsonObject attributes(Path folder) throws IOException {
		if (Files.isRegularFile(folder.resolve(".zattrs"))) return ZarrArray.json(folder.resolve(".zattrs"));
		if (!Files.isRegularFile(folder.resolve("zarr.json"))) return new JsonObject();
		JsonObject all = ZarrArray.json(folder.resolve("zarr.json")).getAsJsonObject("attributes");
		if (all == null) return new JsonObject();
		return all.has("ome") ? all.getAsJsonObject("ome") : all;
	}

	private static OmeZarr multiscale(Path folder, JsonObject about, JsonObject multiscale) throws IOException {
		JsonObject level = multiscale.getAsJsonArray("datasets").get(0).getAsJsonObject();
		String path = level.get("path").getAsString();
		if (path.contains("..") || path.startsWith("/")) throw new ZarrException("its level \"" + path + "\" leads out of the folder");
		ZarrArray array = ZarrArray.open(folder.resolve(path));
		StringBuilder axes = new StringBuilder();
		List<String> units = new ArrayList<>();
		JsonArray named = multiscale.getAsJsonArray("axes");
		if (named == null) throw new ZarrException("its axes have no names, as in OME-Zarr before 0.4");
		for (JsonElement axis : named) {
			boolean isText = axis.isJsonPrimitive();
			axes.append(isText ? axis.getAsString() : axis.getAsJsonObject().get("name").getAsString().toLowerCase(Locale.ROOT));
			units.add(isText || !axis.getAsJsonObject().has("unit") ? "" : axis.getAsJsonObject().get("unit").getAsString());
		}
		if (axes.length() != array.shape().length || !axes.toString().matches("t?c?z?yx"))
			throw new ZarrException("its axes are \"" + axes + "\"; t, c, z, y and x in this order are expected");
		double[] scale = scale(level, axes.length());
		double[] all = scale(multiscale, axes.length());
		for (int i = 0; i < scale.length; i++)
			scale[i] *= all[i];
		return new OmeZarr(array, axes.toString(), scale, units, channels(about));
	}

	private static double[] scale(JsonObject holder, int count) {
		double[] scale = new double[count];
		Arrays.fill(scale, 1);
		JsonArray steps = holder.getAsJsonArray("coordinateTransformations");
		if (steps == null) return scale;
		for (JsonElement step : steps) {
			JsonArray values = step.getAsJsonObject().getAsJsonArray("scale");
			for (int i = 0; values != null && i < Math.min(count, values.size()); i++)
				scale[i] *= values.get(i).getAsDouble();
		}
		return scale;
	}

	private static List<String> channels(JsonObject about) {
		List<String> names = new ArrayList<>();
		if (!about.has("omero") || !about.getAsJsonObject("omero").has("channels")) return names;
		for (JsonElement channel : about.getAsJsonObject("omero").getAsJsonArray("channels")) {
			JsonElement label = channel.getAsJsonObject().get("label");
			names.add(label == null || label.isJsonNull() ? "" : label.getAsString());
		}
		return names;
	}

	/** Size of a step along an axis in µm; 0 where it is unknown. */
	public double micrometres(char axis) {
		int at = axes.indexOf(axis);
		if (at < 0 || at >= units.size()) return 0;
		double size = scale[at] * MICROMETRES.getOrDefault(units.get(at), 0.0);
		return size > 0 && Double.isFinite(size) ? size : 0;
	}
}
