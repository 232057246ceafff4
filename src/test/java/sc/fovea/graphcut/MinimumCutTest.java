package sc.fovea.graphcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimumCutTest {

	/** Edmonds and Karp 1972 on a full matrix; node n is the source, n + 1 the sink. */
	private static final class ShortestPaths {

		private final double[][] rests;

		ShortestPaths(int nodes) {
			rests = new double[nodes + 2][nodes + 2];
		}

		double flow() {
			double flow = 0;
			for (int[] parents = parents(); parents[rests.length - 1] >= 0; parents = parents()) {
				flow += fill(parents);
			}
			return flow;
		}

		private int[] parents() {
			int source = rests.length - 2;
			int[] parents = new int[rests.length];
			Arrays.fill(parents, -1);
			parents[source] = source;
			Deque<Integer> queue = new ArrayDeque<>();
			queue.add(source);
			while (!queue.isEmpty()) {
				int node = queue.remove();
				for (int other = 0; other < rests.length; other++) {
					if (parents[other] < 0 && rests[node][other] > 0) {
						parents[other] = node;
						queue.add(other);
					}
				}
			}
			return parents;
		}

		private double fill(int[] parents) {
			int sink = rests.length - 1;
			double most = Double.POSITIVE_INFINITY;
			for (int node = sink; parents[node] != node; node = parents[node]) {
				most = Math.min(most, rests[parents[node]][node]);
			}
			for (int node = sink; parents[node] != node; node = parents[node]) {
				rests[parents[node]][node] -= most;
				rests[node][parents[node]] += most;
			}
			return most;
		}

		boolean[] sourceSide() {
			int[] parents = parents();
			boolean[] side = new boolean[rests.length - 2];
			for (int node = 0; node < side.length; node++) {
				side[node] = parents[node] >= 0;
			}
			return side;
		}
	}

	/** A graph and the same as a matrix. */
	private record Both(CutGraph graph, ShortestPaths paths, double[][] capacities) {

		static Both of(int nodes) {
			ShortestPaths paths = new ShortestPaths(nodes);
			return new Both(new CutGraph(nodes), paths, new double[nodes + 2][nodes + 2]);
		}

		void terminals(int node, double source, double sink) {
			int nodes = graph.nodes();
			graph.addTerminals(node, source, sink);
			add(nodes, node, source);
			add(node, nodes + 1, sink);
		}

		void edge(int a, int b, double forth, double back) {
			graph.addEdge(a, b, forth, back);
			add(a, b, forth);
			add(b, a, back);
		}

		private void add(int a, int b, double capacity) {
			paths.rests[a][b] += capacity;
			capacities[a][b] += capacity;
		}

		double cost(MinimumCut cut) {
			int nodes = graph.nodes();
			double cost = 0;
			for (int a = 0; a < nodes + 2; a++) {
				for (int b = 0; b < nodes + 2; b++) {
					boolean isSourceA = a == nodes || a < nodes && cut.isSource(a);
					boolean isSourceB = b == nodes || b < nodes && cut.isSource(b);
					if (isSourceA && !isSourceB) cost += capacities[a][b];
				}
			}
			return cost;
		}
	}

	private static Both random(SplittableRandom random, boolean isWhole) {
		int nodes = 2 + random.nextInt(40);
		Both both = Both.of(nodes);
		int edges = random.nextInt(4 * nodes);
		for (int k = 0; k < edges; k++) {
			int a = random.nextInt(nodes);
			int b = (a + 1 + random.nextInt(nodes - 1)) % nodes;
			both.edge(a, b, capacity(random, isWhole), random.nextInt(3) == 0 ? 0 : capacity(random, isWhole));
		}
		for (int node = 0; node < nodes; node++) {
			if (random.nextInt(2) == 0) both.terminals(node, capacity(random, isWhole), random.nextInt(3) == 0 ? capacity(random, isWhole) : 0);
			if (random.nextInt(3) == 0) both.terminals(node, 0, capacity(random, isWhole));
		}
		return both;
	}

	private static double capacity(SplittableRandom random, boolean isWhole) {
		return isWhole ? random.nextInt(8) : random.nextDouble();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void random_graphs_are_cut_as_by_shortest_paths(boolean isWhole) {
		for (int seed = 0; seed < 1000; seed++) {
			Both both = random(new SplittableRandom(seed), isWhole);
			MinimumCut cut = MinimumCut.of(both.graph());
			double flow = both.paths().flow();
			assertThat(cut.flow()).as("seed %d", seed).isCloseTo(flow, within(1e-9));
			assertThat(both.cost(cut)).as("cost of the cut, seed %d", seed).isCloseTo(flow, within(1e-9));
		}
	}

	@Test
	void of_equal_cuts_the_one_with_the_fewest_source_nodes_is_taken() {
		for (int seed = 0; seed < 300; seed++) {
			Both both = random(new SplittableRandom(seed), true);
			MinimumCut cut = MinimumCut.of(both.graph());
			both.paths().flow();
			boolean[] side = both.paths().sourceSide();
			for (int node = 0; node < side.length; node++) {
				assertThat(cut.isSource(node)).as("node %d, seed %d", node, seed).isEqualTo(side[node]);
			}
		}
	}

	@Test
	void a_grid_is_cut_as_by_shortest_paths() {
		int side = 12;
		Both both = Both.of(side * side);
		SplittableRandom random = new SplittableRandom(7);
		for (int i = 0; i < side * side; i++) {
			both.terminals(i, random.nextDouble(), random.nextDouble());
			if (i % side < side - 1) both.edge(i, i + 1, 0.3, 0.3);
			if (i < side * (side - 1)) both.edge(i, i + side, 0.3, 0.3);
		}
		MinimumCut cut = MinimumCut.of(both.graph());
		assertThat(cut.flow()).isCloseTo(both.paths().flow(), within(1e-9));
		assertThat(both.cost(cut)).isCloseTo(cut.flow(), within(1e-9));
	}

	@Test
	void a_graph_can_be_cut_again_and_go_on_growing() {
		CutGraph graph = new CutGraph(2);
		graph.addTerminals(0, 3, 0);
		graph.addTerminals(1, 0, 2);
		graph.addEdge(0, 1, 1, 0);
		assertThat(MinimumCut.of(graph).flow()).isEqualTo(1);
		assertThat(MinimumCut.of(graph).isSource(0)).isTrue();
		assertThat(MinimumCut.of(graph).isSource(1)).isFalse();
		graph.addEdge(0, 1, 5, 0);
		assertThat(MinimumCut.of(graph).flow()).isEqualTo(2);
		graph.addTerminals(0, 0, 1);
		assertThat(MinimumCut.of(graph).flow()).isEqualTo(3);
	}

	@Test
	void capacities_and_nodes_that_cannot_be_are_refused() {
		CutGraph graph = new CutGraph(2);
		assertThatThrownBy(() -> graph.addEdge(0, 1, -1, 0)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected a finite capacity of at least 0, got -1.0.");
		assertThatThrownBy(() -> graph.addTerminals(0, Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> graph.addTerminals(0, 0, Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> graph.addEdge(1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> graph.addEdge(0, 2, 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
		assertThatThrownBy(() -> new CutGraph(0)).isInstanceOf(IllegalArgumentException.class);
	}
}
