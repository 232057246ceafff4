package sc.fovea.architecture;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;

/**
 * Heads for detection by regions: {@link #proposing} puts a region proposal network (Ren et al. 2015, arXiv:1506.01497) behind a trunk, {@link #judging} a head that
 * takes features of a region and gives a score for each class and the background, and a better box for each class (Girshick 2015, arXiv:1504.08083).
 *
 * <pre>{@code
 * Network rpn = RegionHeads.proposing(trunk, 9, 64);
 * Network whole = new RegionHeads(3, 128).judging(rpn, List.of(new RegionHeads.View(RegionHeads.REGIONS, List.of(new RoiAlign(7, 2, 8)))));
 * }</pre>
 *
 * @param classes number of classes, without the background
 * @param units of the hidden layer
 */
public record RegionHeads(int classes, int units) {

	/** Output: how sure each anchor is that it holds an object, 0–1, (N, h, w, anchors). */
	public static final String PROPOSAL_SCORES = "proposal_scores";
	/** Node before the sigmoid of {@link #PROPOSAL_SCORES}. */
	public static final String PROPOSAL_LOGIT = "proposal_logit";
	/** Output: how each anchor is moved, (N, h, w, 4 · anchors). */
	public static final String PROPOSAL_OFFSETS = "proposal_offsets";
	/** Output: probabilities of background and classes, (R, 1, 1, 1 + classes). */
	public static final String SCORES = "region_scores";
	/** Node before the softmax of {@link #SCORES}. */
	public static final String LOGIT = "region_logit";
	/** Output: how the region is moved for each class, (R, 1, 1, 4 · classes). */
	public static final String OFFSETS = "region_offsets";
	/** Input: regions, as {@link RoiAlign} reads them. */
	public static final String REGIONS = "regions";

	/** Node with which the heads begin. */
	static final String FIRST_PROPOSING = "proposal_features";
	/** InitialWeights of the names of the nodes of a region's features. */
	private static final String FEATURES = "region_features";

	/**
	 * A part of a region that is looked at.
	 *
	 * @param input that takes it
	 * @param poolings that make features of a fixed size of it: one, or several for a pyramid (SPP, He et al. 2014, arXiv:1406.4729)
	 */
	public record View(String input, List<Layer> poolings) {

		/** Copies the list. */
		public View {
			poolings = List.copyOf(poolings);
		}
	}

	/** A trunk with proposals as outputs. @param trunk whose last node gives features @param anchors shapes at each cell @param filters before the outputs */
	public static Network proposing(Network trunk, int anchors, int filters) {
		return trunk.then(FIRST_PROPOSING, Convolution.of(filters, 3)).then(FIRST_PROPOSING + "_relu", Activation.relu())
			.then(PROPOSAL_LOGIT, Convolution.pointwise(anchors)).then(PROPOSAL_SCORES, new Activation(Activation.Function.SIGMOID))
			.then(PROPOSAL_OFFSETS, Convolution.pointwise(4 * anchors), FIRST_PROPOSING + "_relu");
	}

	/**
	 * A network with the head behind a node, and with scores and offsets as outputs besides those that it has for proposals.
	 *
	 * @param network perhaps with proposals
	 * @param features node that regions are pooled from
	 * @param views of a region
	 */
	public Network judging(Network network, String features, List<View> views) {
		Network net = network;
		for (View view : views) {
			net = net.withInput(view.input(), new Shape(1, 1, RoiAlign.REGION));
		}
		List<String> hidden = views.stream().map(view -> name(views, view)).toList();
		for (int i = 0; i < views.size(); i++) {
			net = hidden(net, features, views.get(i), hidden.get(i));
		}
		if (views.size() > 1) {
			net = net.then(FEATURES, Join.concatenate(), hidden.stream().map(h -> h + "_relu").toArray(String[]::new));
			net = net.then(FEATURES + "_joined", Dense.of(units)).then(FEATURES + "_joined_relu", Activation.relu());
		}
		String last = net.last();
		Network whole = net.then(LOGIT, Dense.of(classes + 1)).then(SCORES, new Activation(Activation.Function.SOFTMAX)).then(OFFSETS, Dense.of(4 * classes),
			last);
		boolean proposes = network.nodes().stream().anyMatch(n -> n.name().equals(PROPOSAL_SCORES));
		return proposes ? whole.withOutputs(SCORES, OFFSETS, PROPOSAL_SCORES, PROPOSAL_OFFSETS) : whole.withOutputs(SCORES, OFFSETS);
	}

	/** A network with such a head for other classes: scores and offsets are new, all else stays. @param whole that {@link #judging} gave */
	public static Network of(Network whole, int classes) {
		boolean proposes = whole.outputs().contains(PROPOSAL_SCORES);
		String hidden = whole.node(LOGIT).inputs().get(0);
		Network base = proposes ? whole.upTo(PROPOSAL_SCORES, PROPOSAL_OFFSETS, hidden) : whole.upTo(hidden);
		Network judging = base.then(LOGIT, Dense.of(classes + 1), hidden).then(SCORES, new Activation(Activation.Function.SOFTMAX)).then(OFFSETS,
			Dense.of(4 * classes), hidden);
		return proposes ? judging.withOutputs(SCORES, OFFSETS, PROPOSAL_SCORES, PROPOSAL_OFFSETS) : judging.withOutputs(SCORES, OFFSETS);
	}

	private static String name(List<View> views, View view) {
		return views.size() == 1 ? FEATURES : FEATURES + "_" + view.input();
	}

	/** A dense layer behind the joined levels of a pyramid is the sum of one behind each. */
	private Network hidden(Network network, String features, View view, String name) {
		Network net = network;
		List<String> sums = new ArrayList<>();
		for (int level = 0; level < view.poolings().size(); level++) {
			String suffix = view.poolings().size() == 1 ? "" : "_level" + (level + 1);
			net = net.then(name + suffix + "_pool", view.poolings().get(level), features, view.input());
			net = net.then(name + suffix, Dense.of(units));
			sums.add(net.last());
		}
		if (sums.size() > 1) net = net.then(name + "_sum", Join.add(), sums.toArray(String[]::new));
		return net.then(name + "_relu", Activation.relu());
	}
}
