package sc.fovea.train.fit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Limited-memory BFGS (Liu and Nocedal 1989, doi:10.1007/BF01589116) for smooth convex functions of many numbers; steps are halved until the value falls as Armijo
 * (1966) asks.
 *
 * @param mostSteps after which it ends
 * @param tolerance ends when no component of the gradient is larger
 */
public record Lbfgs(int mostSteps, double tolerance) {

	private static final int MEMORY = 10;
	private static final double SUFFICIENT = 1e-4;
	private static final double SMALLEST = 1e-12;

	/** A function with its gradient. */
	@FunctionalInterface
	interface Function {

		/** Its value at a place. @param gradient receives the gradient there */
		double at(double[] x, double[] gradient);
	}

	/** A step that was taken. @param s change of the place @param y change of the gradient @param rho 1 / (s·y) */
	private record Memory(double[] s, double[] y, double rho) {}

	/** Where the function is smallest. @param start where to begin; not changed */
	double[] minimise(Function function, double[] start) {
		double[] x = start.clone();
		double[] gradient = new double[x.length];
		double value = function.at(x, gradient);
		Deque<Memory> memories = new ArrayDeque<>();
		for (int step = 0; step < mostSteps && largest(gradient) > tolerance; step++) {
			double[] direction = direction(gradient, memories);
			double slope = dot(direction, gradient);
			double length = memories.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
			double[] next = new double[x.length];
			double[] nextGradient = new double[x.length];
			double nextValue = function.at(along(x, direction, length, next), nextGradient);
			while (nextValue > value + SUFFICIENT * length * slope) {
				length /= 2;
				if (length < SMALLEST) return x;
				nextValue = function.at(along(x, direction, length, next), nextGradient);
			}
			remember(memories, difference(next, x), difference(nextGradient, gradient));
			x = next;
			gradient = nextGradient;
			value = nextValue;
		}
		return x;
	}

	/** The two loops over the last steps. */
	private static double[] direction(double[] gradient, Deque<Memory> memories) {
		double[] q = gradient.clone();
		List<Memory> newestFirst = new ArrayList<>(memories);
		Collections.reverse(newestFirst);
		double[] alphas = new double[newestFirst.size()];
		for (int i = 0; i < alphas.length; i++) {
			Memory m = newestFirst.get(i);
			alphas[i] = m.rho() * dot(m.s(), q);
			add(q, m.y(), -alphas[i]);
		}
		double scale = newestFirst.isEmpty() ? 1 : 1 / (newestFirst.get(0).rho() * dot(newestFirst.get(0).y(), newestFirst.get(0).y()));
		for (int i = 0; i < q.length; i++) {
			q[i] *= scale;
		}
		for (int i = alphas.length - 1; i >= 0; i--) {
			Memory m = newestFirst.get(i);
			add(q, m.s(), alphas[i] - m.rho() * dot(m.y(), q));
		}
		for (int i = 0; i < q.length; i++) {
			q[i] = -q[i];
		}
		return q;
	}

	private static void remember(Deque<Memory> memories, double[] s, double[] y) {
		double curvature = dot(s, y);
		if (curvature > 0) {
			memories.addLast(new Memory(s, y, 1 / curvature));
		}
		if (memories.size() > MEMORY) {
			memories.removeFirst();
		}
	}

	private static double[] along(double[] x, double[] direction, double length, double[] target) {
		for (int i = 0; i < x.length; i++) {
			target[i] = x[i] + length * direction[i];
		}
		return target;
	}

	private static void add(double[] to, double[] what, double factor) {
		for (int i = 0; i < to.length; i++) {
			to[i] += factor * what[i];
		}
	}

	private static double[] difference(double[] a, double[] b) {
		double[] difference = a.clone();
		add(difference, b, -1);
		return difference;
	}

	private static double dot(double[] a, double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += a[i] * b[i];
		}
		return sum;
	}

	private static double largest(double[] values) {
		double largest = 0;
		for (double value : values) {
			largest = Math.max(largest, Math.abs(value));
		}
		return largest;
	}
}
