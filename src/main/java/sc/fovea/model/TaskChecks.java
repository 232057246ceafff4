package sc.fovea.model;

import java.util.HashSet;
import java.util.List;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;

/** What settings of tasks have in common: ranges of numbers, names of classes, outputs of networks. */
public final class TaskChecks {

	private TaskChecks() {}

	/** @throws IllegalArgumentException if a threshold is not in 0–1, or not a number */
	public static void fractions(double... values) {
		for (double value : values) {
			if (!(value >= 0 && value <= 1)) {
				throw new IllegalArgumentException("Expected thresholds between 0 and 1, got " + value + ".");
			}
		}
	}

	/** @throws ShapeException if a network has no output of that name, or one of another number of channels */
	public static void output(Network network, String output, int channels) {
		if (!network.outputs().contains(output)) {
			throw new ShapeException(output, "an output of that name", "only " + network.outputs());
		}
		int got = network.shapes().get(output).channels();
		if (got != channels) {
			throw new ShapeException(output, "an output of " + channels + " channels", got + " channels");
		}
	}

	/** @throws ShapeException if an output is not one pixel */
	public static void onePixel(Network network, String output) {
		Shape got = network.shapes().get(output);
		if (got.height() != 1 || got.width() != 1) {
			throw new ShapeException(output, "an output of one pixel, as after a GlobalPooling", got.toString());
		}
	}

	/** @throws ShapeException if the input has sides of fixed and different lengths */
	public static void square(Network network) {
		network.inputs().forEach((name, shape) -> {
			if (shape.isFixed() && shape.height() != shape.width()) throw new ShapeException(name, "a square input, to be turned", shape.toString());
		});
	}

	/** @throws ShapeException if a pixel of an output is not {@code grid} input pixels wide and high */
	public static void grid(Network network, String output, int grid) {
		for (Axis axis : Axis.values()) {
			Ratio got = new ReceptiveField(network).grids(axis).get(output);
			if (!got.equals(new Ratio(1, grid))) {
				throw new ShapeException(output, "an output on a grid of 1/" + grid, got.toString());
			}
		}
	}

	/** A copy. @throws IllegalArgumentException if there are none, one stands twice, is blank or longer than 100 characters */
	public static List<String> classes(List<String> classes) {
		List<String> copy = List.copyOf(classes);
		if (copy.isEmpty() || new HashSet<>(copy).size() != copy.size()) {
			throw new IllegalArgumentException("Expected at least one class and each name once, got " + copy.size() + " names.");
		}
		for (String name : copy) {
			if (name.isBlank() || name.length() > 100) {
				throw new IllegalArgumentException("Expected class names of 1 to 100 characters, got one of " + name.length() + ".");
			}
		}
		return copy;
	}

	/** @throws IllegalArgumentException if a number is below 1 */
	public static void count(int count) {
		if (count < 1) throw new IllegalArgumentException("Expected a number of at least 1, got " + count + ".");
	}
}
