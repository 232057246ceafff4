package sc.fovea.architecture;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.ReceptiveField;

/**
 * The part of a segmentation or detection network that its heads stand on, so that other heads can be put there.
 *
 * <pre>{@code
 * Trunk trunk = Trunk.of(model.network());
 * Network other = new SemanticHead(3).attach(trunk.network(), trunk.grid());
 * }</pre>
 *
 * @param network from the image to the features
 * @param grid input pixels per feature pixel along each axis
 */
public record Trunk(Network network, int grid) {

	/** Name of the node with which the heads of a task in another jar begin, so that {@link #of} finds where the trunk ends. */
	public static final String HEAD = "head";

	/**
	 * Nodes with which {@link FineFeatures}, {@link StarHeads}, {@link BoxHeads}, {@link OneBoxHead} and {@link SemanticHead} begin; the first that
	 * a network has tells where its trunk ends.
	 */
	private static final List<String> FIRST_OF_HEADS = List.of(FineFeatures.FIRST, StarHeads.FEATURES, BoxHeads.FEATURES, OneBoxHead.FEATURES,
		SemanticHead.CLASSES_LOGIT, RegionHeads.FIRST_PROPOSING, HEAD);

	/**
	 * The trunk of a network that was put together by {@link StarHeads}, {@link BoxHeads}, {@link OneBoxHead} or {@link SemanticHead}.
	 *
	 * @throws IllegalArgumentException if it was not
	 */
	public static Trunk of(Network whole) {
		Node head = FIRST_OF_HEADS.stream().flatMap(name -> whole.nodes().stream().filter(n -> n.name().equals(name))).findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
				"Expected a network for segmentation, detection or localization with one of the nodes " + FIRST_OF_HEADS + ", got one with "
					+ whole.outputs() + " as output."));
		String last = head.inputs().get(0);
		Network trunk = whole.upTo(last);
		return new Trunk(trunk, new ReceptiveField(trunk).grids(Axis.X).get(last).in());
	}

	/** Names of the nodes of a network that are not the trunk's: its heads. */
	public Set<String> heads(Network whole) {
		Set<String> heads = new LinkedHashSet<>();
		whole.nodes().forEach(node -> heads.add(node.name()));
		heads.removeAll(network.ancestors(network.last()));
		return heads;
	}
}
