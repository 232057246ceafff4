package sc.fovea.net;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws networks of every kind of layer that can be tiled, with skip connections and sometimes a second output. */
public final class RandomNetworks {

	private static final int LAYERS = 7;

	private final SplittableRandom random;

	private RandomNetworks(long seed) {
		random = new SplittableRandom(seed);
	}

	/** A network of two input channels. */
	public static Network of(long seed) {
		return new RandomNetworks(seed).draw();
	}

	private Network draw() {
		Network net = Network.input("image", 2);
		for (int i = 0; i < LAYERS; i++) {
			List<String> partners = partners(net);
			boolean join = random.nextInt(3) == 0 && partners.size() > 1;
			String first = join ? partners.get(random.nextInt(partners.size() - 1)) : net.last();
			net = join ? net.then("n" + i, Join.concatenate(), first, net.last()) : net.then("n" + i, layer(net));
		}
		String other = net.nodes().get(random.nextInt(LAYERS)).name();
		return random.nextBoolean() || other.equals(net.last()) ? net : net.withOutputs(net.last(), other);
	}

	/** Nodes on the same grid as the last one, which stands last; none where sizes differ for lack of padding. */
	private List<String> partners(Network net) {
		if (net.nodes().stream().anyMatch(n -> n.layer() instanceof Convolution c && c.padding() == Padding.VALID || n.layer() instanceof ZeroPadding)) {
			return List.of();
		}
		ReceptiveField field = new ReceptiveField(net);
		List<String> same = new ArrayList<>(field.grids(Axis.X).keySet());
		same.removeIf(name -> !field.grids(Axis.X).get(name).equals(field.grids(Axis.X).get(net.last()))
			|| !field.grids(Axis.Y).get(name).equals(field.grids(Axis.Y).get(net.last())));
		return same;
	}

	private Layer layer(Network net) {
		Ratio x = new ReceptiveField(net).grids(Axis.X).get(net.last());
		Ratio y = new ReceptiveField(net).grids(Axis.Y).get(net.last());
		boolean coarse = Math.max(x.in() / x.out(), y.in() / y.out()) >= 4;
		boolean fine = Math.max(x.out() / x.in(), y.out() / y.in()) >= 2;
		Shape shape = net.shapes().get(net.last());
		return switch (random.nextInt(11)) {
			case 0, 1 -> Convolution.of(2 + random.nextInt(2), 1 + random.nextInt(5));
			case 2 -> Convolution.of(2, 2 + random.nextInt(2)).dilation(1 + random.nextInt(3));
			case 3 -> new Convolution(2, new Size(1 + random.nextInt(3), 1 + random.nextInt(5)), coarse ? Size.of(1) : stride(), 1,
				random.nextInt(3) == 0 && net.nodes().stream().noneMatch(n -> n.layer() instanceof Join) ? Padding.VALID : Padding.SAME,
				Convolution.Connection.FULL, true);
			case 4, 5 -> new Pooling(Pooling.Kind.values()[random.nextInt(3)], Size.of(1 + random.nextInt(4)), coarse ? Size.of(1) : stride(),
				Padding.SAME);
			case 6 -> fine ? Activation.relu() : new TransposedConvolution(2, 1 + random.nextInt(4), 2, true);
			case 7 -> fine ? Activation.relu() : new Upsampling(1 + random.nextInt(3), Upsampling.Method.values()[random.nextInt(2)]);
			case 8 -> shape.channels() > 4 ? Convolution.pointwise(2) : Convolution.depthwise(3);
			case 9 -> net.nodes().stream().anyMatch(n -> n.layer() instanceof Join) ? Normalization.batch() : zeros();
			default -> Normalization.batch();
		};
	}

	private Layer zeros() {
		return new ZeroPadding(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3));
	}

	private Size stride() {
		return new Size(1 + random.nextInt(3), 1 + random.nextInt(2));
	}
}
