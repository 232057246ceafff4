package sc.fovea.backend.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import sc.fovea.net.Tensor;

/** A graph and the session that runs it; owner of both. Several threads may run at once. */
final class Engine implements AutoCloseable {

	private final Graph graph = new Graph();
	private final Session session;
	private final Processor processor;

	/** An empty graph. @param processor where it will run */
	Engine(Processor processor) {
		this.session = new Session(graph, processor.config());
		this.processor = processor;
	}

	/** The graph, to build into: what ran already stays as it is. */
	Graph graph() {
		return graph;
	}

	/** Where it runs. */
	Processor processor() {
		return processor;
	}

	/** Makes operations of the graph. */
	Ops ops() {
		return Ops.create(graph);
	}

	/**
	 * Runs once.
	 *
	 * @param feeds fills the placeholders
	 * @param wanted what is computed and fetched, and what is only computed
	 * @param shapes what goes in, in words, for messages
	 * @return the fetched values, in order
	 * @throws sc.fovea.backend.BackendException if TensorFlow fails
	 */
	List<Tensor> run(Consumer<Feeds> feeds, Wanted wanted, String shapes) {
		if (wanted.isNothing()) {
			return List.of();
		}
		try (Feeds fed = new Feeds()) {
			feeds.accept(fed);
			Session.Runner runner = session.runner();
			fed.into(runner);
			wanted.fetches.forEach(runner::fetch);
			wanted.targets.forEach(runner::addTarget);
			return read(runner);
		}
		catch (RuntimeException | OutOfMemoryError e) {
			throw Failures.of(e, shapes, processor.name());
		}
	}

	private static List<Tensor> read(Session.Runner runner) {
		try (Result result = runner.run()) {
			List<Tensor> values = new ArrayList<>(result.size());
			for (int i = 0; i < result.size(); i++) {
				values.add(NativeTensors.copy((TFloat32) result.get(i)));
			}
			return values;
		}
	}

	@Override
	public void close() {
		session.close();
		graph.close();
	}

	/**
	 * What a run computes.
	 *
	 * @param fetches values to return
	 * @param targets operations to run for their effect
	 */
	record Wanted(List<? extends Operand<TFloat32>> fetches, List<? extends Op> targets) {

		/** Whether there is nothing to compute, which TensorFlow refuses. */
		boolean isNothing() {
			return fetches.isEmpty() && targets.isEmpty();
		}
	}
}
