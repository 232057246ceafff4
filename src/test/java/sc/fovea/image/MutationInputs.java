package sc.fovea.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.gui.PolygonRoi;
import ij.gui.Roi;

import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelPlane;
import sc.fovea.image.FileMutations.Input;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.model.ModelArchive;

/** Files of every kind that Fovea reads, to be mutated. */
public final class MutationInputs {

	private MutationInputs() {}

	/** All of them. @param folder for files that are made */
	public static List<Input> all(Path folder) throws IOException {
		List<Input> inputs = new ArrayList<>();
		for (String line : text("tiffs/pixels.tsv").lines().toList()) {
			String name = line.substring(0, line.indexOf('\t'));
			if (name.contains("#")) continue;
			inputs.add(new Input(name, bytes("tiffs/" + name), MutationInputs::pixels));
			if (name.startsWith("int16") || name.startsWith("uint")) inputs.add(new Input(name, bytes("tiffs/" + name), LabelPlane::open));
		}
		for (String name : List.of("plane.npy", "stack.npy", "colours.npy"))
			inputs.add(new Input(name, bytes("arrays/" + name), MutationInputs::pixels));
		addAnnotations(inputs, folder);
		try (InputStream model = MutationInputs.class.getResourceAsStream("/models/nuclei.zip")) {
			inputs.add(new Input("model.zip", model.readAllBytes(), ModelArchive::read));
		}
		return inputs;
	}

	private static void addAnnotations(List<Input> inputs, Path folder) throws IOException {
		Path zip = folder.resolve("rois.zip");
		RoiFiles.write(List.of(new Roi(2, 2, 5, 5), new PolygonRoi(new float[] { 1, 9, 4 }, new float[] { 1, 2, 9 }, Roi.POLYGON)), zip);
		inputs.add(new Input("x.zip", Files.readAllBytes(zip), MutationInputs::annotations));
		Files.delete(zip);
		String ring = "[[2,2],[6,2],[6,5],[2,5],[2,2]]";
		inputs.add(json("x.json",
			"{\"images\": [{\"id\": 1, \"file_name\": \"x.tif\", \"width\": 20, \"height\": 12}], \"categories\": [{\"id\": 1, \"name\": \"a\"}], "
				+ "\"annotations\": [{\"id\": 1, \"image_id\": 1, \"category_id\": 1, \"segmentation\": [[2,2,6,2,6,5]], \"bbox\": [1,2,3,4]}]}"));
		inputs.add(json("y.json",
			"{\"shapes\": [{\"label\": \"a\", \"points\": [[2,2],[6,2],[6,5]], \"shape_type\": \"polygon\"}], \"imageWidth\": 20, \"imageHeight\": 12}"));
		inputs.add(json("x.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":["
			+ ring + "]},\"properties\":{\"classification\":{\"name\":\"a\"}}}]}"));
		inputs.add(json("x.txt", "1 0.5 0.5 0.2 0.5\n0 0.1 0.25 0.3 0.25 0.3 0.5 0.1 0.5\n"));
		inputs.add(
			json("x.xml", "<annotation><object><name>a</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>9</xmax><ymax>8</ymax></bndbox></object></annotation>"));
	}

	private static Input json(String name, String text) {
		return new Input(name, text.getBytes(StandardCharsets.UTF_8), MutationInputs::annotations);
	}

	private static void pixels(Path file) throws IOException {
		Hyperstack.of(ImageFiles.open(file)).pixels().getAt(0, 0, 0, 0, 0);
	}

	private static void annotations(Path file) throws IOException {
		var content = AnnotationFormats.own().of(file).orElseThrow().open(file);
		for (String image : content.images())
			content.read(image, Extent.plane(20, 12));
	}

	private static byte[] bytes(String resource) throws IOException {
		try (InputStream in = MutationInputs.class.getResourceAsStream(resource)) {
			return in.readAllBytes();
		}
	}

	private static String text(String resource) throws IOException {
		return new String(bytes(resource), StandardCharsets.UTF_8);
	}
}
