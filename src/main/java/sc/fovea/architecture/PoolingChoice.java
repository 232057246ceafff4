package sc.fovea.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import sc.fovea.net.Pooling;
import sc.fovea.net.Size;

/**
 * What is asked of the poolings between the layers of a network; what is left open is as the architecture usually has it.
 *
 * @param kind maximum, average or L2
 * @param size side of the square window in pixels
 * @param stride in pixels
 */
public record PoolingChoice(Optional<Pooling.Kind> kind, OptionalInt size, OptionalInt stride) {

	/** As usual. */
	public static final PoolingChoice OPEN = new PoolingChoice(Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

	private static final int HALVING = 2;
	/** A level of a network that is 16 times smaller than the one before holds nothing of a small image any more. */
	private static final int LARGEST = 16;

	/** @throws IllegalArgumentException if size or stride is not in 1–16 */
	public PoolingChoice {
		check("size", size.orElse(HALVING));
		check("stride", stride.orElse(HALVING));
	}

	private static void check(String what, int value) {
		if (value < 1 || value > LARGEST) throw new IllegalArgumentException("Expected a pooling " + what + " of 1 to " + LARGEST + ", got " + value + ".");
	}

	/** Only the kind is chosen. */
	public static PoolingChoice of(Pooling.Kind kind) {
		return new PoolingChoice(Optional.of(kind), OptionalInt.empty(), OptionalInt.empty());
	}

	/** Whether nothing is asked. */
	public boolean isOpen() {
		return equals(OPEN);
	}

	/** Whether a window is asked, which a pooling over the whole image has not. */
	public boolean hasWindow() {
		return size.isPresent() || stride.isPresent();
	}

	/** Whether each pooling halves the image. */
	public boolean isHalving() {
		return stride.orElse(HALVING) == HALVING;
	}

	/** What is asked, in words. */
	public String text() {
		List<String> parts = new ArrayList<>();
		kind.ifPresent(k -> parts.add(k.name().toLowerCase(Locale.ROOT) + " pooling"));
		size.ifPresent(s -> parts.add("size " + s));
		stride.ifPresent(s -> parts.add("stride " + s));
		return parts.isEmpty() ? "nothing" : String.join(", ", parts);
	}

	/** A pooling as it is asked for. @param usual what it is if nothing is asked */
	public Pooling of(Pooling usual) {
		return new Pooling(kind.orElse(usual.kind()), size.isPresent() ? Size.of(size.getAsInt()) : usual.window(),
			stride.isPresent() ? Size.of(stride.getAsInt()) : usual.stride(), usual.padding());
	}
}
