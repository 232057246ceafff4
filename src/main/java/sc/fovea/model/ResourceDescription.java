package sc.fovea.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;

/**
 * A model as {@code rdf.yaml}, the model description 0.5 of bioimage.io (bioimage-io.github.io/spec-bioimage-io), by which other
 * programs can show it: axes, preprocessing, files, credits. Fovea itself reads only its own part, {@link Manifest}.
 * <p>
 * No time is written, so that the same model gives the same file. {@code weights} stays empty: the description has no name for weights
 * whose network is described by layers; they are an attachment.
 *
 * @param model what is described
 * @param files checksums by the name of the entry
 */
record ResourceDescription(Model model, Map<String, String> files) {

	private static final String VERSION = "0.5.4";

	/** The whole tree. */
	Map<String, Object> tree() {
		ModelCard card = model.card();
		Map<String, Object> tree = map("format_version", VERSION, "type", "model", "name", card.name(), "description", card.description());
		tree.put("version", card.version());
		tree.put("authors", card.credits().authors().stream().map(author -> map("name", author)).toList());
		tree.put("cite", card.credits().citations().stream().map(c -> map("text", c.text(), c.isDoi() ? "doi" : "url", c.address())).toList());
		tree.put("license", card.credits().licence());
		tree.put("tags", List.of("fovea", model.task().title().replace(' ', '-')));
		tree.put("covers", files.containsKey(ModelArchive.COVER) ? List.of(ModelArchive.COVER) : List.of());
		tree.put("attachments", files.keySet().stream().filter(ResourceDescription::isAttachment).map(this::file).toList());
		tree.put("inputs", model.network().inputs().keySet().stream().map(this::input).toList());
		tree.put("outputs", model.network().outputs().stream().map(this::output).toList());
		tree.put("weights", Map.of());
		tree.put("config", map("fovea", new Manifest(new ModelSummary(card, model.input(), model.task()), files).tree()));
		return tree;
	}

	private static boolean isAttachment(String file) {
		return !file.endsWith(".npy") && !file.equals(ModelArchive.COVER);
	}

	private Map<String, Object> file(String name) {
		return map("source", name, "sha256", files.get(name));
	}

	private Map<String, Object> input(String name) {
		boolean isImage = name.equals(model.imageInput());
		Shape shape = model.network().inputs().get(name);
		List<Object> axes = new ArrayList<>(List.of(map("type", "batch")));
		for (Axis axis : Axis.values()) {
			int step = isImage ? new ReceptiveField(model.network()).alignment(axis) : 1;
			Object size = shape.along(axis) == Shape.ANY ? map("min", step, "step", step) : (Object) shape.along(axis);
			axes.add(space(axis, size, Ratio.ONE));
		}
		axes.add(channels(shape.channels(), name));
		if (!isImage) return tensor(name, axes, "");
		Map<String, Object> tree = tensor(name, axes, ModelArchive.TEST_INPUT);
		preprocessing(model.input().normalisation()).ifPresent(step -> tree.put("preprocessing", List.of(step)));
		return tree;
	}

	private Map<String, Object> output(String name) {
		Network network = model.network();
		String input = model.imageInput();
		Shape shape = network.shapes().get(name);
		List<Object> axes = new ArrayList<>(List.of(map("type", "batch")));
		for (Axis axis : Axis.values()) {
			Object size = shape.along(axis) == Shape.ANY ? map("tensor_id", input, "axis_id", id(axis)) : (Object) shape.along(axis);
			axes.add(space(axis, size, new ReceptiveField(network).grids(axis).get(name)));
		}
		axes.add(channels(shape.channels(), name));
		return tensor(name, axes, ModelArchive.testOutput(name));
	}

	private Map<String, Object> tensor(String name, List<Object> axes, String file) {
		Map<String, Object> tree = map("id", name, "axes", axes, "data", map("type", "float32"));
		if (files.containsKey(file)) {
			tree.put("test_tensor", file(file));
		}
		return tree;
	}

	/** The scale is the side of an output's pixel in input pixels, times the pixel size if the model states one. */
	private Map<String, Object> space(Axis axis, Object size, Ratio grid) {
		OptionalDouble pixel = model.input().pixelSizeMicrometres();
		Map<String, Object> tree = map("type", "space", "id", id(axis), "size", size, "scale", pixel.orElse(1) * grid.in() / grid.out());
		if (pixel.isPresent()) {
			tree.put("unit", "micrometer");
		}
		return tree;
	}

	private static Map<String, Object> channels(int count, String tensor) {
		return map("type", "channel", "channel_names", IntStream.range(0, count).mapToObj(c -> tensor.replace('-', '_') + "_" + c).toList());
	}

	private static String id(Axis axis) {
		return axis == Axis.Y ? "y" : "x";
	}

	private static Optional<Map<String, Object>> preprocessing(Normalisation normalisation) {
		if (normalisation instanceof Normalisation.Percentile p) {
			return step("scale_range", map("axes", List.of("y", "x"), "min_percentile", p.low(), "max_percentile", p.high()));
		}
		if (normalisation instanceof Normalisation.Fixed f) {
			return step("scale_linear", map("gain", f.scale(), "offset", f.offset()));
		}
		if (normalisation instanceof Normalisation.MeanDeviation m) {
			boolean single = m.mean().size() == 1;
			return step("fixed_zero_mean_unit_variance", single
				? map("mean", m.mean().get(0), "std", m.deviation().get(0))
				: map("axis", "channel", "mean", m.mean(), "std", m.deviation()));
		}
		return Optional.empty();
	}

	private static Optional<Map<String, Object>> step(String id, Map<String, Object> settings) {
		return Optional.of(map("id", id, "kwargs", settings));
	}

	private static Map<String, Object> map(Object... keysAndValues) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			map.put((String) keysAndValues[i], keysAndValues[i + 1]);
		}
		return map;
	}
}
