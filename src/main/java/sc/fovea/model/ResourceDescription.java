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
 * No time is written, so that the same model gives the same file. The description has no name for weights whose network is described by layers: they are an
 * attachment, and {@code weights} holds those of an {@link Exchange} only.
 *
 * @param model what is described
 * @param files checksums by the name of the entry
 * @param exchange what is there for other programs
 */
record ResourceDescription(Model model, Map<String, String> files, Exchange exchange) {

	private static final String VERSION = "0.5.4";
	/** SPDX's word for a licence that nobody stated, which bioimage.io does not know. */
	private static final String NO_LICENCE = "NOASSERTION";

	/** The whole tree. */
	Map<String, Object> tree() {
		ModelCard card = model.card();
		Map<String, Object> tree = map("format_version", VERSION, "type", "model", "id", card.name(), "name", card.name(), "description", card.description());
		tree.put("version", card.version());
		tree.put("authors", card.credits().authors().stream().map(author -> map("name", author)).toList());
		tree.put("cite", card.credits().citations().stream().map(c -> map("text", c.text(), c.isDoi() ? "doi" : "url", c.address())).toList());
		if (!card.credits().licence().equals(NO_LICENCE)) {
			tree.put("license", card.credits().licence());
		}
		if (files.containsKey(ModelArchive.DOCUMENTATION)) {
			tree.put("documentation", map("source", ModelArchive.DOCUMENTATION, "sha256", files.get(ModelArchive.DOCUMENTATION)));
		}
		tree.put("tags", List.of("fovea", model.task().title().replace(' ', '-')));
		tree.put("covers", files.containsKey(ModelArchive.COVER) ? List.of(ModelArchive.COVER) : List.of());
		tree.put("attachments", files.keySet().stream().filter(this::isAttachment).map(this::file).toList());
		tree.put("inputs", model.network().inputs().keySet().stream().map(this::input).toList());
		tree.put("outputs", model.network().outputs().stream().map(this::output).toList());
		tree.put("weights", weights());
		tree.put("config", map("fovea", new Manifest(new ModelSummary(card, model.input(), model.task()), files).tree()));
		return tree;
	}

	private Map<String, Object> weights() {
		Map<String, Object> tree = new LinkedHashMap<>();
		for (Exchange.Format format : exchange.weights()) {
			Map<String, Object> entry = file(format.file());
			entry.putAll(format.settings());
			if (!tree.isEmpty()) {
				entry.put("parent", exchange.weights().get(0).name());
			}
			tree.put(format.name(), entry);
		}
		return tree;
	}

	private boolean isAttachment(String file) {
		boolean isNamed = file.equals(ModelArchive.COVER) || file.equals(ModelArchive.DOCUMENTATION) || exchange.files().containsKey(file);
		return !file.endsWith(".npy") && !isNamed;
	}

	private Map<String, Object> file(String name) {
		return map("source", name, "sha256", files.get(name));
	}

	private Map<String, Object> input(String name) {
		boolean isImage = name.equals(model.imageInput());
		Shape shape = model.network().inputs().get(name);
		List<Object> plane = new ArrayList<>();
		for (Axis axis : Axis.values()) {
			int step = isImage ? new ReceptiveField(model.network()).alignment(axis) : 1;
			Object size = shape.along(axis) == Shape.ANY
				? map("min", isImage ? Halo.leastSide(model.network(), axis) : 1, "step", step)
				: (Object) shape.along(axis);
			plane.add(space(axis, size, Ratio.ONE));
		}
		List<Object> axes = axes(plane, channels(shape.channels(), name));
		if (!isImage) return tensor(name, axes, "");
		Map<String, Object> tree = tensor(name, axes, exchange.tests().getOrDefault(name, ModelArchive.TEST_INPUT));
		preprocessing(model.input().normalisation()).ifPresent(step -> tree.put("preprocessing", List.of(step)));
		return tree;
	}

	private Map<String, Object> output(String name) {
		Network network = model.network();
		String input = model.imageInput();
		Shape shape = network.shapes().get(name);
		List<Object> plane = new ArrayList<>();
		for (Axis axis : Axis.values()) {
			boolean isFree = shape.along(axis) == Shape.ANY;
			Object size = isFree ? map("tensor_id", input, "axis_id", id(axis)) : (Object) shape.along(axis);
			Map<String, Object> tree = space(axis, size, new ReceptiveField(network).grids(axis).get(name));
			int halo = Halo.of(network, name, axis);
			if (isFree && halo > 0) {
				tree.put("halo", halo);
			}
			plane.add(tree);
		}
		return tensor(name, axes(plane, channels(shape.channels(), name)), exchange.tests().getOrDefault(name, ModelArchive.testOutput(name)));
	}

	/** Programs that read ONNX expect channels before rows and columns. */
	private List<Object> axes(List<Object> plane, Object channels) {
		List<Object> axes = new ArrayList<>(List.of(map("type", "batch")));
		axes.addAll(plane);
		axes.add(exchange.isOpen() ? 1 : axes.size(), channels);
		return axes;
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
		if (normalisation instanceof Normalisation.Standard s) {
			return step("zero_mean_unit_variance", map("axes", List.of("y", "x"), "eps", s.epsilon()));
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
