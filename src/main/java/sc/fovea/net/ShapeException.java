package sc.fovea.net;

/** A tensor or an image does not fit a node of a network. The message names the node, what it expected and what it got. */
public final class ShapeException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param node where: the node, input or weight that refused
	 * @param expected what would have been accepted
	 * @param got what came
	 */
	public ShapeException(String node, String expected, String got) {
		super("Expected " + expected + " at '" + node + "', got " + got + ".");
	}
}
