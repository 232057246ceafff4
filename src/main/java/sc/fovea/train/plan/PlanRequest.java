package sc.fovea.train.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.Backbone;
import sc.fovea.architecture.PoolingChoice;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.augment.Augmentation;
import sc.fovea.net.Network;

/**
 * What a user asks of a training; all that is left open follows from the images, see {@link PlanAdvice}.
 *
 * <pre>{@code
 * PlanRequest.minutes(15, 1);                                        // a beginner
 * PlanRequest.steps(2000, 1).with(new PlanRequest.Sampling(OptionalInt.of(96), OptionalInt.empty(), Optional.empty()));
 * }</pre>
 *
 * @param length when it ends
 * @param sampling what a step sees
 * @param learning how the network learns
 * @param design of a network that is trained from scratch
 * @param seed of initial weights, draws and dropout
 */
public record PlanRequest(Length length, Sampling sampling, Learning learning, Design design, long seed) {

	/**
	 * When a training ends: at the first limit that is reached. Without any it takes an hour.
	 *
	 * @param steps most steps
	 * @param minutes most minutes
	 * @param epochs most epochs: in one, the patches are together as large as all images that teach
	 */
	public record Length(OptionalLong steps, OptionalDouble minutes, OptionalDouble epochs) {

		private static final double STANDARD_MINUTES = 60;

		/** @throws IllegalArgumentException if a limit is not above 0 */
		public Length {
			check(steps.orElse(1) >= 1, "at least 1 step", steps);
			check(minutes.orElse(1) > 0, "more than 0 minutes", minutes);
			check(epochs.orElse(1) > 0, "more than 0 epochs", epochs);
		}

		/** Whether there is no limit. */
		public boolean isOpen() {
			return steps.isEmpty() && minutes.isEmpty() && epochs.isEmpty();
		}

		/** The limits for images of so many pixels. @param pixels of all images that teach @param perStep pixels that a step sees */
		public Budget budget(long pixels, long perStep) {
			double epochSteps = Math.ceil(epochs.orElse(Double.POSITIVE_INFINITY) * pixels / perStep);
			long most = Math.min(steps.orElse(Long.MAX_VALUE), epochs.isPresent() ? (long) epochSteps : Long.MAX_VALUE);
			boolean isCounted = steps.isPresent() || epochs.isPresent();
			return new Budget(most, minutes.orElse(isCounted ? Double.POSITIVE_INFINITY : STANDARD_MINUTES));
		}
	}

	/**
	 * What a step sees.
	 *
	 * @param patch side of a patch in pixels
	 * @param batch patches per step
	 * @param augmentation drawn anew for every patch
	 */
	public record Sampling(OptionalInt patch, OptionalInt batch, Optional<Augmentation> augmentation) {

		/** @throws IllegalArgumentException if the patch is odd or below 2, or the batch below 1 */
		public Sampling {
			check(patch.orElse(2) >= 2 && patch.orElse(2) % 2 == 0, "an even patch of at least 2 pixels", patch);
			check(batch.orElse(1) >= 1, "a batch of at least 1 patch", batch);
		}
	}

	/**
	 * How the network learns.
	 *
	 * @param rate highest learning rate
	 * @param weightDecay decoupled decay of kernels
	 * @param dropout rate of dropout in front of the deepest layer of a network that is trained from scratch
	 * @param patience validations without a better score after which the training ends; 0 for no such end
	 */
	public record Learning(OptionalDouble rate, OptionalDouble weightDecay, OptionalDouble dropout, OptionalInt patience) {

		/** @throws IllegalArgumentException if the rate is not above 0, another number below 0, or the dropout not below 1 */
		public Learning {
			check(rate.orElse(1) > 0 && Double.isFinite(rate.orElse(1)), "a learning rate above 0", rate);
			check(weightDecay.orElse(0) >= 0 && Double.isFinite(weightDecay.orElse(0)), "a weight decay of at least 0", weightDecay);
			check(dropout.orElse(0) >= 0 && dropout.orElse(0) < 1, "a dropout of at least 0 and below 1", dropout);
			check(patience.orElse(0) >= 0, "a patience of at least 0 validations", patience);
		}
	}

	/**
	 * What a network that is trained from scratch looks like.
	 *
	 * @param architecture a standard one for the task if empty
	 * @param width factor by which each layer of the trunk has more filters than it usually has, 1/16 to 16
	 * @param depth number of levels of resolution, 1 to 10
	 * @param pooling of the levels
	 * @param weights that its way down begins with; drawn from the seed if empty
	 */
	public record Design(Optional<Architecture> architecture, OptionalDouble width, OptionalInt depth, PoolingChoice pooling, Optional<WeightsFile> weights) {

		private static final double MOST = 16;
		/** An image of 1024 pixels has been halved to one pixel then. */
		private static final int DEEPEST = 10;

		/** @throws IllegalArgumentException if the width is not in 1/16-16, or the depth not in 1-10 */
		public Design {
			check(width.orElse(1) >= 1 / MOST && width.orElse(1) <= MOST, "a width of 1/16 to 16", width);
			check(depth.orElse(1) >= 1 && depth.orElse(1) <= DEEPEST, "a depth of 1 to " + DEEPEST, depth);
			if (weights.isPresent() && (width.isPresent() || depth.isPresent() || !pooling.isOpen())) {
				throw new IllegalArgumentException(
					"Expected a width, depth or pooling of new networks only, got one beside pretrained weights, which have their own.");
			}
		}

		/** With weights that are drawn from the seed. */
		public Design(Optional<Architecture> architecture, OptionalDouble width, OptionalInt depth, PoolingChoice pooling) {
			this(architecture, width, depth, pooling, Optional.empty());
		}

		/** With the usual depth and poolings. */
		public Design(Optional<Architecture> architecture, OptionalDouble width) {
			this(architecture, width, OptionalInt.empty(), PoolingChoice.OPEN);
		}

		/** So many filters of a layer that usually has others, at least 1. */
		public int filters(int usual) {
			return (int) Math.max(1, Math.round(usual * width.orElse(1)));
		}

		/** The trunk of an architecture on a grid, with poolings and depth as they are asked for. @param usual filters, unless the architecture has its own */
		public TrunkOptions trunk(Architecture own, int channels, int grid, int usual, double dropout) {
			return new TrunkOptions(channels, grid, filters(own.filters(usual)), depth.orElse(own.depth(grid)), pooling, dropout);
		}

		/**
		 * The features by which whole images are told apart.
		 *
		 * @param usual filters, unless the architecture has its own
		 * @param halvings of the image, unless told otherwise
		 */
		public Network features(Architecture own, int channels, int usual, int halvings) {
			return own.features(new TrunkOptions(channels, 1 << depth.orElse(halvings), filters(own.filters(usual)), 1, pooling, 0));
		}

		/** The same where the poolings between the layers are not chosen. */
		public Design withPooling(PoolingChoice newPooling) {
			return new Design(architecture, width, depth, newPooling, weights);
		}
	}

	/**
	 * Published weights in a file of Keras.
	 *
	 * @param file an .h5 file
	 * @param backbones that they may be of
	 */
	public record WeightsFile(Path file, List<Backbone> backbones) {

		/** Copies the list. */
		public WeightsFile {
			backbones = List.copyOf(backbones);
		}
	}

	private static void check(boolean isValid, String expected, Object got) {
		if (!isValid) {
			String value = String.valueOf(got);
			throw new IllegalArgumentException("Expected " + expected + ", got " + value.substring(value.indexOf('[') + 1, value.length() - 1) + ".");
		}
	}

	/** Nothing but a length. */
	public static PlanRequest of(Length length, long seed) {
		return new PlanRequest(length, new Sampling(OptionalInt.empty(), OptionalInt.empty(), Optional.empty()),
			new Learning(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty()),
			new Design(Optional.empty(), OptionalDouble.empty()), seed);
	}

	/** Nothing but minutes. */
	public static PlanRequest minutes(double minutes, long seed) {
		return of(new Length(OptionalLong.empty(), OptionalDouble.of(minutes), OptionalDouble.empty()), seed);
	}

	/** Nothing but steps: reproducible. */
	public static PlanRequest steps(long steps, long seed) {
		return of(new Length(OptionalLong.of(steps), OptionalDouble.empty(), OptionalDouble.empty()), seed);
	}

	/** The same with other sampling. */
	public PlanRequest with(Sampling newSampling) {
		return new PlanRequest(length, newSampling, learning, design, seed);
	}

	/** The same with other learning. */
	public PlanRequest with(Learning newLearning) {
		return new PlanRequest(length, sampling, newLearning, design, seed);
	}

	/** The same with another architecture. */
	public PlanRequest with(Architecture newArchitecture) {
		return new PlanRequest(length, sampling, learning,
			new Design(Optional.of(newArchitecture), design.width(), design.depth(), design.pooling(), design.weights()), seed);
	}

	/** The same with another design of new networks. */
	public PlanRequest with(Design newDesign) {
		return new PlanRequest(length, sampling, learning, newDesign, seed);
	}

	/** The architecture of a network that is trained from scratch; a standard one for the task if empty. */
	public Optional<Architecture> architecture() {
		return design.architecture();
	}
}
