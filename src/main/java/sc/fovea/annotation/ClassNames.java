package sc.fovea.annotation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Names of classes; the number of a class is its place. Sorted, so that the same data give the same numbers whatever file is read first.
 *
 * @param names each once
 */
public record ClassNames(List<String> names) {

	/** What is no object. */
	public static final String BACKGROUND = "background";

	/** Copies the names. @throws IllegalArgumentException if one occurs twice */
	public ClassNames {
		names = List.copyOf(names);
		if (names.stream().distinct().count() < names.size()) {
			throw new IllegalArgumentException("Expected each class once, got " + names + ".");
		}
	}

	/** Classes of objects, in the order of their names: {@code A, B} are 0 and 1. */
	public static ClassNames sorted(Collection<String> labels) {
		return new ClassNames(List.copyOf(new TreeSet<>(labels)));
	}

	/** Classes of pixels: the background is 0, the others follow in the order of their names. */
	public static ClassNames withBackground(Collection<String> labels) {
		TreeSet<String> others = new TreeSet<>(labels);
		others.remove(BACKGROUND);
		List<String> names = new ArrayList<>(List.of(BACKGROUND));
		names.addAll(others);
		return new ClassNames(names);
	}

	/** The number of a class. @throws IllegalArgumentException if there is no such class */
	public int number(String label) {
		int number = names.indexOf(label);
		if (number < 0) {
			throw new IllegalArgumentException("Expected one of the classes " + String.join(", ", names) + ", got '" + label + "'.");
		}
		return number;
	}
}
