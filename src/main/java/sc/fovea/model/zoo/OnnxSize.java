package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A number that a graph computes from the extents of its input: a sum of products of the number of images N, height H and width W with fractions, such as 64·H/2·W/2 or
 * H − 2. Quotients of sizes are kept exactly, so that a factor of enlargement comes out as a number whatever the image.
 */
final class OnnxSize {

	/** Letters of the variables. */
	static final int IMAGES = 0, HEIGHT = 1, WIDTH = 2;

	private static final String LETTERS = "NHW";
	/** Real graphs come to three terms and the power 3; more is a file that wants to keep us busy. */
	private static final int MOST_TERMS = 8, HIGHEST_POWER = 8;
	private static final List<Integer> CONSTANT = List.of(0, 0, 0);

	/** A fraction in lowest terms, of a denominator above 0. */
	private record Fraction(long over, long under) {

		Fraction {
			long divisor = Math.max(1, gcd(over, under));
			long sign = under < 0 ? -1 : 1;
			over = Math.multiplyExact(sign, over) / divisor;
			under = Math.multiplyExact(sign, under) / divisor;
		}

		private static long gcd(long a, long b) {
			return b == 0 ? Math.absExact(a) : gcd(b, a % b);
		}

		Fraction plus(Fraction other) {
			long sum = Math.addExact(Math.multiplyExact(over, other.under), Math.multiplyExact(other.over, under));
			return new Fraction(sum, Math.multiplyExact(under, other.under));
		}

		Fraction times(Fraction other) {
			return new Fraction(Math.multiplyExact(over, other.over), Math.multiplyExact(under, other.under));
		}
	}

	/** Fractions by the powers of N, H and W; none is 0. */
	private final Map<List<Integer>, Fraction> terms;

	private OnnxSize(Map<List<Integer>, Fraction> terms) {
		if (terms.size() > MOST_TERMS) throw new IllegalArgumentException("Expected sizes of at most " + MOST_TERMS + " terms, got more.");
		this.terms = terms;
	}

	private static Map<List<Integer>, Fraction> empty() {
		return new TreeMap<>((a, b) -> -a.toString().compareTo(b.toString()));
	}

	private static OnnxSize of(List<Integer> powers, Fraction fraction) {
		Map<List<Integer>, Fraction> terms = empty();
		if (fraction.over != 0) terms.put(powers, fraction);
		return new OnnxSize(terms);
	}

	/** A whole number. */
	static OnnxSize of(long value) {
		return of(CONSTANT, new Fraction(value, 1));
	}

	/** A number exactly as a float holds it. @throws IllegalArgumentException if it is no fraction of reasonable size */
	static OnnxSize of(float value) {
		long under = 1;
		double over = value;
		while (over != Math.rint(over) && under < 1L << 40) {
			over *= 2;
			under *= 2;
		}
		if (over != Math.rint(over) || Math.abs(over) > 1L << 53) throw new IllegalArgumentException("Expected a size or a factor, got " + value + ".");
		return of(CONSTANT, new Fraction((long) over, under));
	}

	/** N, H or W. */
	static OnnxSize variable(int index) {
		List<Integer> powers = new ArrayList<>(CONSTANT);
		powers.set(index, 1);
		return of(powers, new Fraction(1, 1));
	}

	OnnxSize plus(OnnxSize other) {
		Map<List<Integer>, Fraction> sum = empty();
		sum.putAll(terms);
		other.terms.forEach((powers, fraction) -> add(sum, powers, fraction));
		return new OnnxSize(sum);
	}

	private static void add(Map<List<Integer>, Fraction> sum, List<Integer> powers, Fraction fraction) {
		Fraction all = sum.containsKey(powers) ? sum.get(powers).plus(fraction) : fraction;
		if (all.over == 0) sum.remove(powers);
		else
			sum.put(powers, all);
	}

	OnnxSize minus(OnnxSize other) {
		return plus(other.times(of(-1)));
	}

	OnnxSize times(OnnxSize other) {
		Map<List<Integer>, Fraction> product = empty();
		terms.forEach((a, fraction) -> other.terms.forEach((b, factor) -> add(product, powers(a, b, 1), fraction.times(factor))));
		return new OnnxSize(product);
	}

	/** The exact quotient. @throws IllegalArgumentException if the divisor is 0 or a sum that this is no multiple of */
	OnnxSize over(OnnxSize divisor) {
		if (equals(divisor) && !terms.isEmpty()) return of(1);
		if (divisor.terms.size() > 1) return multiple(divisor);
		if (divisor.terms.isEmpty()) throw new IllegalArgumentException("Expected a divisor other than 0, got " + this + " / 0.");
		Map.Entry<List<Integer>, Fraction> one = divisor.terms.entrySet().iterator().next();
		Fraction inverse = new Fraction(one.getValue().under, one.getValue().over);
		Map<List<Integer>, Fraction> quotient = empty();
		terms.forEach((a, fraction) -> quotient.put(powers(a, one.getKey(), -1), fraction.times(inverse)));
		return new OnnxSize(quotient);
	}

	/** This is a number times the sum by which it is divided, or it is refused. */
	private OnnxSize multiple(OnnxSize divisor) {
		List<Integer> first = divisor.terms.keySet().iterator().next();
		Fraction theirs = divisor.terms.get(first);
		Fraction factor = terms.getOrDefault(first, new Fraction(0, 1)).times(new Fraction(theirs.under, theirs.over));
		OnnxSize quotient = of(CONSTANT, factor);
		if (!divisor.times(quotient).equals(this)) throw new IllegalArgumentException("Expected sizes of a fixed ratio, got " + this + " and " + divisor + ".");
		return quotient;
	}

	private static List<Integer> powers(List<Integer> a, List<Integer> b, int sign) {
		List<Integer> powers = new ArrayList<>();
		for (int i = 0; i < LETTERS.length(); i++) {
			powers.add(a.get(i) + sign * b.get(i));
			if (Math.abs(powers.get(i)) > HIGHEST_POWER) throw new IllegalArgumentException("Expected powers of sizes up to " + HIGHEST_POWER + ", got more.");
		}
		return Collections.unmodifiableList(powers);
	}

	/**
	 * The number of which height and width must be multiples, so that all but the constant term is whole.
	 *
	 * @throws IllegalArgumentException if there is none
	 */
	long step() {
		long step = 1;
		for (Map.Entry<List<Integer>, Fraction> term : terms.entrySet()) {
			List<Integer> powers = term.getKey();
			if (powers.equals(CONSTANT)) continue;
			boolean hasSide = powers.get(HEIGHT) > 0 || powers.get(WIDTH) > 0;
			boolean isWhole = powers.stream().allMatch(power -> power >= 0) && (hasSide || term.getValue().under == 1);
			if (!isWhole) throw new IllegalArgumentException("Expected a number of pixels, got " + this + ".");
			step = Math.multiplyExact(step, term.getValue().under / Fraction.gcd(step, term.getValue().under));
		}
		return step;
	}

	/** Rounded down, for images whose height and width are multiples of {@link #step}. */
	OnnxSize floor() {
		Map<List<Integer>, Fraction> rounded = empty();
		rounded.putAll(terms);
		Fraction alone = rounded.remove(CONSTANT);
		if (alone != null) add(rounded, CONSTANT, new Fraction(Math.floorDiv(alone.over, alone.under), 1));
		return new OnnxSize(rounded);
	}

	/** The number, if it does not depend on the image and is whole. */
	OptionalLong constant() {
		if (terms.isEmpty()) return OptionalLong.of(0);
		Fraction alone = terms.get(CONSTANT);
		return terms.size() == 1 && alone != null && alone.under == 1 ? OptionalLong.of(alone.over) : OptionalLong.empty();
	}

	/** Whether it does not depend on the image. */
	boolean isConstant() {
		return terms.isEmpty() || terms.size() == 1 && terms.containsKey(CONSTANT);
	}

	/** The value for N, H and W. */
	double at(long... extents) {
		double sum = 0;
		for (Map.Entry<List<Integer>, Fraction> term : terms.entrySet()) {
			double product = (double) term.getValue().over / term.getValue().under;
			for (int i = 0; i < extents.length; i++)
				product *= Math.pow(extents[i], term.getKey().get(i));
			sum += product;
		}
		return sum;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof OnnxSize size && terms.equals(size.terms);
	}

	@Override
	public int hashCode() {
		return terms.hashCode();
	}

	@Override
	public String toString() {
		List<String> texts = new ArrayList<>();
		terms.forEach((powers, fraction) -> texts.add(text(powers, fraction)));
		return texts.isEmpty() ? "0" : String.join(" + ", texts).replace("+ -", "- ");
	}

	private static String text(List<Integer> powers, Fraction fraction) {
		List<String> factors = new ArrayList<>();
		if (fraction.over != 1 || powers.equals(CONSTANT)) factors.add(Long.toString(fraction.over));
		for (int i = 0; i < LETTERS.length(); i++) {
			if (powers.get(i) != 0) factors.add(LETTERS.charAt(i) + (powers.get(i) == 1 ? "" : "^" + powers.get(i)));
		}
		return (factors.isEmpty() ? "1" : String.join("·", factors)) + (fraction.under == 1 ? "" : "/" + fraction.under);
	}
}
