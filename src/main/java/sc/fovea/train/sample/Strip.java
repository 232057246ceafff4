package sc.fovea.train.sample;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;

/**
 * An image cut in two along its longer side: three quarters to learn from, about a quarter at one end to judge by. The line runs where it cuts the fewest
 * objects between 70 % and 80 % of the way, or, if there would be no object behind it, where a quarter of the annotated pixels is; those that it cuts are annotated on both sides, as at any edge of an image. The strip is at the end at which it holds
 * nearer to a quarter of all annotated pixels.
 *
 * @param teaching the larger part
 * @param judging the strip
 */
public record Strip(Sample teaching, Sample judging) {

	private static final double WANTED = 0.25;
	private static final double NEAREST = 0.7;
	private static final double FARTHEST = 0.8;

	/** @throws IllegalArgumentException if the image has no two pixels */
	static Strip of(Sample sample) {
		int extent = Math.max(sample.width(), sample.height());
		if (extent < 2) {
			throw new IllegalArgumentException("Expected an image of at least 2 pixels to learn from and to judge by, got 1 in \"" + sample.name() + "\".");
		}
		Strip atEnd = cut(sample, line(sample, NEAREST, FARTHEST), true);
		Strip atStart = cut(sample, line(sample, 1 - FARTHEST, 1 - NEAREST), false);
		Strip better = Stream.of(atEnd, atStart).min(Comparator.comparingDouble(strip -> Math.abs(strip.share() - WANTED))).orElseThrow();
		return better.share() > 0 || annotated(sample) == 0 ? better : full(sample);
	}

	/** A quarter of the annotated pixels, at the end where that is nearer to a quarter of the image. */
	private static Strip full(Sample sample) {
		Strip atEnd = cut(sample, lineBehind(sample, 1 - WANTED), true);
		Strip atStart = cut(sample, lineBehind(sample, WANTED), false);
		double quarter = WANTED * sample.labels().length;
		return Stream.of(atEnd, atStart).min(Comparator.comparingDouble(strip -> Math.abs(strip.judging().labels().length - quarter))).orElseThrow();
	}

	/** The first line with so large a share of the annotated pixels before it. */
	private static int lineBehind(Sample sample, double share) {
		int extent = Math.max(sample.width(), sample.height());
		long all = annotated(sample);
		return IntStream.range(1, extent).filter(line -> annotated(part(sample, 0, line)) >= share * all).findFirst().orElse(extent - 1);
	}

	/** Share of the annotated pixels that is in the strip. */
	private double share() {
		double judged = annotated(judging);
		return judged / Math.max(1, judged + annotated(teaching));
	}

	private static long annotated(Sample sample) {
		return Arrays.stream(sample.labels()).filter(id -> id > 0).count();
	}

	/** The first row or column behind the line that cuts the fewest objects; of equal ones the one nearest to the middle. */
	private static int line(Sample sample, double from, double to) {
		int extent = Math.max(sample.width(), sample.height());
		int middle = (int) Math.round((from + to) / 2 * extent);
		return IntStream.rangeClosed((int) Math.ceil(from * extent), (int) (to * extent)).filter(line -> line > 0 && line < extent).boxed()
			.min(Comparator.<Integer>comparingInt(line -> cuts(sample, line)).thenComparingInt(line -> Math.abs(line - middle)))
			.orElse(Math.max(1, Math.min(extent - 1, middle)));
	}

	/** Pairs of neighbours of one object on both sides of the line. */
	private static int cuts(Sample sample, int line) {
		boolean isWide = sample.width() >= sample.height();
		int step = isWide ? 1 : sample.width();
		int along = isWide ? sample.width() : 1;
		int count = 0;
		for (int k = 0, i = line * step; k < Math.min(sample.width(), sample.height()); k++, i += along) {
			count += sample.labels()[i] > 0 && sample.labels()[i] == sample.labels()[i - step] ? 1 : 0;
		}
		return count;
	}

	private static Strip cut(Sample sample, int line, boolean isAtEnd) {
		Sample before = part(sample, 0, line);
		Sample behind = part(sample, line, Math.max(sample.width(), sample.height()));
		return isAtEnd ? new Strip(before, behind) : new Strip(behind, before);
	}

	/** Columns or rows [from, to). */
	private static Sample part(Sample sample, int from, int to) {
		boolean isWide = sample.width() >= sample.height();
		Box part = isWide ? new Box(from, 0, to - from, sample.height()) : new Box(0, from, sample.width(), to - from);
		return sample.part(sample.name() + (isWide ? ", columns " : ", rows ") + from + " to " + (to - 1), part);
	}
}
