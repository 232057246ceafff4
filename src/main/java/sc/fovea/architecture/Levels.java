package sc.fovea.architecture;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.ZeroPadding;

/**
 * The levels of resolution of a network on its way down to features, found by the grids of its nodes: what comes last on a grid is what a way up joins there.
 *
 * @param network with any layers
 * @param features name of the node to which the way leads
 */
public record Levels(Network network, String features) {

	/** Names of the deepest nodes on a grid, one for each branch; empty if the network has no layer on it. @param grid input pixels per pixel */
	public List<String> deepest(int grid) {
		Map<String, Ratio> grids = new ReceptiveField(network).grids(Axis.X);
		Set<String> way = network.ancestors(features);
		Ratio wanted = new Ratio(1, grid);
		List<Node> same = network.nodes().stream()
			.filter(n -> way.contains(n.name()) && wanted.equals(grids.get(n.name())) && !(n.layer() instanceof ZeroPadding)).toList();
		Set<String> used = new LinkedHashSet<>();
		same.forEach(node -> used.addAll(node.inputs()));
		return same.stream().map(Node::name).filter(name -> !used.contains(name)).toList();
	}

	/** Input pixels per pixel of the features. */
	public int grid() {
		return new ReceptiveField(network).grids(Axis.X).get(features).in();
	}
}
