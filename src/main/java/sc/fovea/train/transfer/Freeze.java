package sc.fovea.train.transfer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.plugin.Spelling;

/**
 * Which layers of a network keep the weights that they come with. Layers that come fresh always learn.
 *
 * <pre>{@code
 * Freeze.parse("automatic");    // by the number of images
 * Freeze.parse("none");         // all layers learn
 * Freeze.parse("head");         // only the layers behind the trunk learn
 * Freeze.parse("down2b_relu");  // this layer and all that it needs are frozen
 * Freeze.parse("50%");          // the first half of the layers with weights is frozen
 * }</pre>
 */
public sealed interface Freeze {

	/** Names of the frozen nodes. @param heads nodes behind the trunk @throws IllegalArgumentException if the network has no such layer */
	Set<String> frozen(Network network, Set<String> heads);

	/** Everything learns. */
	record None() implements Freeze {

		@Override
		public Set<String> frozen(Network network, Set<String> heads) {
			return Set.of();
		}

		@Override
		public String toString() {
			return "none";
		}
	}

	/** Only the heads learn. */
	record AllButHead() implements Freeze {

		@Override
		public Set<String> frozen(Network network, Set<String> heads) {
			Set<String> frozen = new LinkedHashSet<>(network.nodes().stream().map(Node::name).toList());
			frozen.removeAll(heads);
			return frozen;
		}

		@Override
		public String toString() {
			return "head";
		}
	}

	/** A layer and all that it needs are frozen. @param layer its name; that of a {@link Pretrained} trunk is the layer of all its copies */
	record UpTo(String layer) implements Freeze {

		@Override
		public Set<String> frozen(Network network, Set<String> heads) {
			List<String> names = network.nodes().stream().map(Node::name).toList();
			List<String> last = names.stream().filter(name -> name.equals(layer) || Pretrained.isCopy(name, layer)).toList();
			if (last.isEmpty()) {
				String nearest = Spelling.nearest(layer, names).map(name -> " Did you mean '" + name + "'?").orElse("");
				throw new IllegalArgumentException(
					"Expected automatic, none, head, a share such as 50% or the name of a layer to freeze, got '" + layer + "'." + nearest
						+ " The layers are " + String.join(", ", Layers.weighted(network)) + ".");
			}
			Set<String> frozen = new LinkedHashSet<>();
			last.forEach(name -> frozen.addAll(network.ancestors(name)));
			frozen.retainAll(names);
			return frozen;
		}

		@Override
		public String toString() {
			return layer;
		}
	}

	/** The first layers of those with weights are frozen. @param percent share of them, 0–100 */
	record Share(double percent) implements Freeze {

		/** @throws IllegalArgumentException if the share is not in 0–100 */
		public Share {
			if (!(percent >= 0 && percent <= 100)) {
				throw new IllegalArgumentException("Expected a share of 0% to 100% of the layers to freeze, got " + this + ".");
			}
		}

		@Override
		public Set<String> frozen(Network network, Set<String> heads) {
			List<String> weighted = Layers.weighted(network);
			return new LinkedHashSet<>(weighted.subList(0, (int) Math.round(percent / 100 * weighted.size())));
		}

		@Override
		public String toString() {
			return String.valueOf(percent).replaceFirst("\\.0$", "") + "%";
		}
	}

	/**
	 * Decided by the number of images: only the heads learn from fewer than ten, since a whole network would learn them by heart, and everything from more.
	 * Until it is decided, everything learns.
	 */
	record Automatic() implements Freeze {

		/** As many images as it takes for the whole network to learn more than its heads: measured on stained tissue, see src/docs/fine-tuning.md. */
		private static final int FEW = 10;

		@Override
		public Set<String> frozen(Network network, Set<String> heads) {
			return Set.of();
		}

		@Override
		public Freeze decided(int images) {
			return images < FEW ? new AllButHead() : new None();
		}

		@Override
		public String toString() {
			return "automatic";
		}
	}

	/** What is frozen if there are that many images to learn from. */
	default Freeze decided(int images) {
		return this;
	}

	/** What a user wrote: {@code automatic}, {@code none}, {@code head}, {@code N%}, or the name of a layer. @throws IllegalArgumentException if the share is none */
	static Freeze parse(String text) {
		if (text.endsWith("%")) {
			try {
				return new Share(Double.parseDouble(text.substring(0, text.length() - 1)));
			}
			catch (NumberFormatException e) {
				throw new IllegalArgumentException("Expected a share of the layers such as 50%, got '" + text + "'.", e);
			}
		}
		return switch (text) {
			case "automatic" -> new Automatic();
			case "none" -> new None();
			case "head" -> new AllButHead();
			default -> new UpTo(text);
		};
	}
}
