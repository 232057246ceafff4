package sc.fovea.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a person must know before using a model.
 *
 * @param name what it is called in macros and on the command line: 1 to 64 of {@code a-z}, {@code 0-9} and {@code -}, beginning with a
 *        letter or digit
 * @param description one or a few sentences: for which images
 * @param version for example {@code 1.0.0}
 * @param credits who made it, what to cite, and its licence
 * @param trainingData what it learned from
 * @param scores how good it is, and on which images
 * @param limitations where it fails
 */
public record ModelCard(String name, String description, String version, Credits credits, Data trainingData, Scores scores,
	String limitations) {

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
	private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+){0,3}([-.+][A-Za-z0-9.-]{1,32})?");

	/** @throws IllegalArgumentException if name or version have another form */
	public ModelCard {
		if (!isName(name)) {
			throw new IllegalArgumentException("Expected a model name of a-z, 0-9 and -, got '" + name + "'.");
		}
		if (!VERSION.matcher(version).matches()) {
			throw new IllegalArgumentException("Expected a version like 1.0.0, got '" + version + "'.");
		}
	}

	/** Whether a text can be a model's name. */
	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	/** The same card with other scores. */
	public ModelCard withScores(Scores newScores) {
		return new ModelCard(name, description, version, credits, trainingData, newScores, limitations);
	}

	/**
	 * Who made a model.
	 *
	 * @param authors names of persons or projects, at least one
	 * @param citations works that it builds on
	 * @param licence of the weights, as an SPDX identifier, for example {@code CC-BY-4.0}
	 */
	public record Credits(List<String> authors, List<Citation> citations, String licence) {

		private static final Pattern SPDX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+-]{0,63}");

		/** Copies its parts. @throws IllegalArgumentException if there is no author or the licence is no SPDX identifier */
		public Credits {
			authors = List.copyOf(authors);
			citations = List.copyOf(citations);
			if (authors.isEmpty()) {
				throw new IllegalArgumentException("Expected at least one author, got none.");
			}
			if (!SPDX.matcher(licence).matches()) {
				throw new IllegalArgumentException("Expected an SPDX licence identifier like CC-BY-4.0, got '" + licence + "'.");
			}
		}
	}

	/**
	 * A work to cite.
	 *
	 * @param text as in a list of references
	 * @param address a DOI such as {@code 10.1007/978-3-030-00934-2_30}, or a URL
	 */
	public record Citation(String text, String address) {

		/** Whether the address is a DOI, not a URL. */
		public boolean isDoi() {
			return address.matches("10\\.[0-9]{4,9}/\\S+");
		}
	}

	/**
	 * Images that a model learned from.
	 *
	 * @param description which images, how many, who annotated them
	 * @param source where they can be had
	 * @param licence of the images
	 */
	public record Data(String description, String source, String licence) {}

	/**
	 * How good a model is.
	 *
	 * @param values by the name of the measure, for example {@code AP@0.5}; kept in the order of the names
	 * @param images on which images they were measured
	 */
	public record Scores(Map<String, Double> values, String images) {

		/** Not measured yet. */
		public static final Scores NONE = new Scores(Map.of(), "");

		/** Copies and sorts the values. @throws IllegalArgumentException if one is not finite */
		public Scores {
			values = Collections.unmodifiableMap(new TreeMap<>(values));
			if (!values.values().stream().allMatch(Double::isFinite)) {
				throw new IllegalArgumentException("Expected finite scores, got " + values + ".");
			}
		}
	}
}
