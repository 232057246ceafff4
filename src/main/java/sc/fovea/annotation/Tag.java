package sc.fovea.annotation;

/**
 * What an object is called.
 *
 * @param name of the one object, for messages; may be empty
 * @param label name of its class
 * @param group ImageJ's number of the class, 0 if there is none
 */
public record Tag(String name, String label, int group) {

	/** The class of objects without a class. */
	public static final String OBJECT = "object";

	/** @throws IllegalArgumentException if the class has no name */
	public Tag {
		if (label.isBlank()) {
			throw new IllegalArgumentException("Expected a name of a class for '" + name + "', got none.");
		}
	}

	/** An object without a name of its own. */
	public static Tag of(String label) {
		return new Tag("", label, 0);
	}
}
