package sc.fovea.model.zoo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import sc.fovea.net.Tensor;

/**
 * Sums and products with single numbers right behind the image, as a Rescaling layer writes them: they say how images are scaled.
 *
 * @param scale what the image is multiplied by
 * @param offset what is added then
 * @param passed names of the operations, whose answer is the scaled image
 */
record TfFront(double scale, double offset, List<String> passed) {

	/** Goes on from the image as long as one operation alone reads the answer. */
	static TfFront of(TfGraph graph) {
		TfConstants constants = new TfConstants(graph);
		Set<TfGraph.Op> needed = needed(graph);
		TfFront front = new TfFront(1, 0, List.of());
		String name = graph.input();
		for (Optional<TfGraph.Op> reader = reader(needed, name); reader.isPresent(); reader = reader(needed, name)) {
			Optional<TfFront> next = front.then(reader.get(), name, constants);
			if (next.isEmpty()) break;
			front = next.get();
			name = reader.get().name();
		}
		return front;
	}

	private static Set<TfGraph.Op> needed(TfGraph graph) {
		Set<TfGraph.Op> needed = new HashSet<>();
		Set<String> seen = new HashSet<>();
		Deque<String> waiting = new ArrayDeque<>(List.of(graph.output()));
		while (!waiting.isEmpty()) {
			String name = waiting.pop();
			TfGraph.Op op = graph.nodes().get(name);
			if (op == null || !seen.add(name)) continue;
			needed.add(op);
			waiting.addAll(op.inputs());
		}
		return needed;
	}

	/** The one operation that reads the values of a node; its shape is no matter. */
	private static Optional<TfGraph.Op> reader(Set<TfGraph.Op> needed, String name) {
		List<TfGraph.Op> readers = needed.stream().filter(op -> op.inputs().contains(name) && !op.kind().equals("Shape")).toList();
		return readers.size() == 1 ? Optional.of(readers.get(0)) : Optional.empty();
	}

	private Optional<TfFront> then(TfGraph.Op op, String image, TfConstants constants) {
		if (op.kind().equals("Identity")) return Optional.of(next(op, 1, 0));
		if (!Set.of("Mul", "Add", "AddV2", "Sub", "RealDiv").contains(op.kind()) || op.inputs().size() != 2) return Optional.empty();
		boolean isFirst = op.inputs().get(0).equals(image);
		Optional<Tensor> number = constants.values(op.inputs().get(isFirst ? 1 : 0)).filter(value -> value.data().length == 1);
		if (number.isEmpty()) return Optional.empty();
		double value = number.get().data()[0];
		return switch (op.kind()) {
			case "Mul" -> Optional.of(next(op, value, 0));
			case "Sub" -> Optional.of(isFirst ? next(op, 1, -value) : next(op, -1, value));
			case "RealDiv" -> isFirst ? Optional.of(next(op, 1 / value, 0)) : Optional.empty();
			default -> Optional.of(next(op, 1, value));
		};
	}

	private TfFront next(TfGraph.Op op, double factor, double summand) {
		List<String> more = new ArrayList<>(passed);
		more.add(op.name());
		return new TfFront(scale * factor, offset * factor + summand, more);
	}
}
