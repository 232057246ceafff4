package sc.fovea.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The best one-to-one assignment of rows to columns where only some pairs are possible: of all matchings the one with the largest sum of gains. Rows and columns may
 * stay alone, which gains nothing, so that no pair of a negative gain is taken.
 * <p>
 * Rows are added one by one along shortest augmenting paths with potentials (Jonker and Volgenant, Computing 38, 1987, without their initialisation; Dijkstra on the
 * pairs that exist). A path stays within a component of the pairs, so time follows the pairs near a row and not the size of a frame; the result is exact.
 *
 * <pre>{@code
 * Assignment assignment = new Assignment(2, 2);
 * assignment.add(0, 0, 5);
 * assignment.add(0, 1, 4);
 * assignment.add(1, 0, 3);
 * assignment.solve(); // {1, 0}: 4 + 3 is more than 5
 * }</pre>
 */
final class Assignment {

	private static final int NONE = -1;

	private final List<List<Pair>> pairs = new ArrayList<>();
	private final int columns;
	private final double[] prices;
	/** Largest gain, by which costs become positive. */
	private double most;

	/** A column of a row. */
	private record Pair(int column, double gain) {}

	/** A column that is reached. */
	private record Reached(double distance, int column) implements Comparable<Reached> {

		@Override
		public int compareTo(Reached other) {
			int order = Double.compare(distance, other.distance);
			return order != 0 ? order : Integer.compare(column, other.column);
		}
	}

	/** @param rows how many @param columns how many */
	Assignment(int rows, int columns) {
		this.columns = columns;
		this.prices = new double[columns];
		for (int i = 0; i < rows; i++) {
			pairs.add(new ArrayList<>());
		}
	}

	/** Makes a pair possible; one without a gain is left out. @throws IllegalArgumentException if the gain is not a finite number */
	void add(int row, int column, double gain) {
		if (!Double.isFinite(gain)) throw new IllegalArgumentException("Expected a finite gain, got " + gain + ".");
		if (gain <= 0) return;
		pairs.get(row).add(new Pair(column, gain));
		most = Math.max(most, gain);
	}

	/** The column of each row, or −1. */
	int[] solve() {
		Search search = new Search();
		int[] solution = search.run();
		for (int column = 0; column < columns; column++) {
			prices[column] = -search.potential[column];
		}
		return solution;
	}

	/**
	 * For each column its price after {@link #solve}: at these prices no row would rather have another column, and what nobody has is free. The sum of all gains is that of
	 * the prices and of what is left to the rows.
	 */
	double[] prices() {
		return prices.clone();
	}

	/** Column {@code columns + row} is the row's own, at which it stays alone. */
	private final class Search {

		private final int[] columnOf = new int[pairs.size()];
		private final int[] rowOf = new int[columns + pairs.size()];
		private final double[] potential = new double[rowOf.length];
		private final double[] distance = new double[rowOf.length];
		private final int[] from = new int[rowOf.length];
		private final boolean[] isDone = new boolean[rowOf.length];
		private final int[] touched = new int[rowOf.length];
		private int count;

		int[] run() {
			Arrays.fill(columnOf, NONE);
			Arrays.fill(rowOf, NONE);
			Arrays.fill(distance, Double.POSITIVE_INFINITY);
			for (int row = 0; row < pairs.size(); row++) {
				augment(row);
			}
			for (int row = 0; row < columnOf.length; row++) {
				if (columnOf[row] >= columns) columnOf[row] = NONE;
			}
			return columnOf;
		}

		/** Finds the shortest path from a row to a free column, and swaps along it. */
		private void augment(int start) {
			PriorityQueue<Reached> queue = new PriorityQueue<>();
			count = 0;
			relax(start, 0, queue);
			int end = NONE;
			double length = 0;
			while (end == NONE) {
				Reached nearest = queue.remove();
				int column = nearest.column();
				if (isDone[column]) continue;
				isDone[column] = true;
				length = nearest.distance();
				if (rowOf[column] == NONE) end = column;
				else
					relax(rowOf[column], length, queue);
			}
			updatePotentials(length);
			swap(start, end);
		}

		/** Offers the columns of a row, which is reached at a distance. */
		private void relax(int row, double at, PriorityQueue<Reached> queue) {
			double own = columnOf[row] == NONE ? 0 : reduced(row, columnOf[row]);
			for (Pair pair : pairs.get(row)) {
				offer(row, pair.column(), at + most - pair.gain() - potential[pair.column()] - own, queue);
			}
			offer(row, columns + row, at + most - potential[columns + row] - own, queue);
		}

		/** Cost of a pair that is taken, less its potential: it is the least of the row. */
		private double reduced(int row, int column) {
			double gain = column >= columns ? 0 : pairs.get(row).stream().filter(p -> p.column() == column).mapToDouble(Pair::gain).max().orElseThrow();
			return most - gain - potential[column];
		}

		private void offer(int row, int column, double at, PriorityQueue<Reached> queue) {
			if (isDone[column] || at >= distance[column]) return;
			if (distance[column] == Double.POSITIVE_INFINITY) touched[count++] = column;
			distance[column] = at;
			from[column] = row;
			queue.add(new Reached(at, column));
		}

		private void updatePotentials(double length) {
			for (int i = 0; i < count; i++) {
				int column = touched[i];
				if (isDone[column]) potential[column] += distance[column] - length;
				distance[column] = Double.POSITIVE_INFINITY;
				isDone[column] = false;
			}
		}

		private void swap(int start, int end) {
			int column = end;
			while (true) {
				int row = from[column];
				int before = columnOf[row];
				columnOf[row] = column;
				rowOf[column] = row;
				if (row == start) return;
				column = before;
			}
		}
	}
}
