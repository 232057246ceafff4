package sc.fovea.job.feature;

import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fovea.explain.Question;
import sc.fovea.model.Model;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;

/**
 * The layers of a model that see the image alone, and no regions of it.
 *
 * @param model any
 */
record FeatureLayers(Model model) {

	/** A size at which grids are compared. */
	private static final int PROBE = 128;

	/** Their names, in the order of the network. */
	List<String> names() {
		Network network = model.network();
		Set<String> inputs = network.inputs().keySet();
		return network.nodes().stream().map(Node::name)
			.filter(name -> network.ancestors(name).stream().filter(inputs::contains).toList().equals(List.of(model.imageInput()))).toList();
	}

	/** A layer by name, or for a blank one the last before the scores: what the model decides by. @throws IllegalArgumentException with the names, if there is none */
	String chosen(String layer) {
		List<String> names = names();
		if (layer.isBlank()) return deciding(names);
		if (!names.contains(layer)) {
			throw new IllegalArgumentException("\"layer\" must be one of " + String.join(", ", names) + ", but is \"" + layer + "\".");
		}
		return layer;
	}

	/** The input of the scores; behind regions, the last layer on the coarsest grid. */
	private String deciding(List<String> names) {
		String scores = Question.beforeActivation(model.network(), model.task().outputs().get(0));
		String before = model.network().node(scores).inputs().get(0);
		return names.contains(before) ? before : coarsest(names);
	}

	private String coarsest(List<String> names) {
		Network part = model.network().upTo(names.toArray(String[]::new));
		Shape declared = part.inputs().get(model.imageInput());
		int step = declared.isFixed() ? 1 : new ReceptiveField(part).alignment(Axis.X);
		int side = (PROBE + step - 1) / step * step;
		Map<String, Shape> shapes = part.shapes(declared.isFixed() ? declared : new Shape(side, side, declared.channels()));
		String best = names.get(0);
		for (String name : names) {
			long places = places(shapes.get(name));
			if (places > 1 && places <= places(shapes.get(best)) || places(shapes.get(best)) == 1) best = name;
		}
		return best;
	}

	private static long places(Shape shape) {
		return (long) shape.height() * shape.width();
	}
}
