package sc.fovea.architecture;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.Shape;

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

	/** Heads for places need an answer in every small object. */
	private static final int COARSEST = 8;
	/** Name of the node with which the heads of a task in another jar begin, so that {@link #of} finds where the trunk ends. */
	public static final String HEAD = "head";

	/**
	 * Nodes with which {@link FineFeatures}, {@link StarHeads}, {@link BoxHeads}, {@link OneBoxHead} and {@link SemanticHead} begin; the first that
	 * a network has tells where its trunk ends.
	 */
	private static final List<String> FIRST_OF_HEADS = List.of(FineFeatures.FIRST, StarHeads.FEATURES, BoxHeads.FEATURES, OneBoxHead.FEATURES,
		ClassHead.FEATURES,
		SemanticHead.CLASSES_LOGIT, RegionHeads.FIRST_PROPOSING, HEAD);

	/**
	 * A new trunk.
	 *
	 * @throws IllegalArgumentException if the architecture cannot be built with these options, or does not keep its promise of a grid
	 */
	public static Trunk of(Architecture architecture, TrunkOptions options) {
		Network network = architecture.trunk(options);
		int grid = new Levels(network, network.last()).grid();
		if (grid != options.grid() || !network.inputs().containsKey(UNet.IMAGE)) {
			throw new IllegalArgumentException("Expected architecture '" + architecture.name() + "' to give features on a grid of " + options.grid()
				+ " pixels of an input '" + UNet.IMAGE + "', got a grid of " + grid + " and the inputs " + network.inputs().keySet() + ".");
		}
		return new Trunk(network, grid);
	}

	/**
	 * The trunk of a network that was put together by {@link StarHeads}, {@link BoxHeads}, {@link OneBoxHead}, {@link SemanticHead}, {@link ClassHead} or
	 * {@link RegionHeads}, for images of any size.
	 *
	 * @throws IllegalArgumentException if it was not
	 */
	public static Trunk of(Network whole) {
		Node head = FIRST_OF_HEADS.stream().flatMap(name -> whole.nodes().stream().filter(n -> n.name().equals(name))).findFirst()
			.or(() -> whole.nodes().stream().filter(n -> n.layer() instanceof RegionLayer).findFirst())
			.orElseThrow(() -> new IllegalArgumentException(
				"Expected a network for segmentation, detection, localization or classification with one of the nodes " + FIRST_OF_HEADS + ", got one with "
					+ whole.outputs() + " as output."));
		String last = head.inputs().get(0);
		Network trunk = ofAnySize(whole.upTo(last));
		return new Trunk(trunk, new ReceptiveField(trunk).grids(Axis.X).get(last).in());
	}

	private static Network ofAnySize(Network network) {
		Map<String, Shape> open = new LinkedHashMap<>(network.inputs());
		open.replaceAll((name, shape) -> Shape.ofChannels(shape.channels()));
		return new Network(open, network.nodes(), network.outputs());
	}

	/** The same, or one that comes up to a grid by a {@link Decoder} if it is coarser than what heads for places take. @param grid finer than {@value #COARSEST} */
	public Trunk raised(int grid) {
		return this.grid <= COARSEST ? this : new Trunk(Decoder.standard().attach(network, grid), grid);
	}

	/** Names of the nodes of a network that are not the trunk's: its heads. */
	public Set<String> heads(Network whole) {
		Set<String> heads = new LinkedHashSet<>();
		whole.nodes().forEach(node -> heads.add(node.name()));
		heads.removeAll(network.ancestors(network.last()));
		return heads;
	}
}
