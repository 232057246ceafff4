package sc.fovea.model.zoo;

import java.util.List;

/**
 * How the other program holds the value of a node.
 *
 * @param node here
 * @param form as an image, a vector, or something between
 * @param isLast whether channels are last in memory
 * @param extents for {@link Form#OTHER}
 * @param isOnlyUse whether nothing else reads the node
 */
record OnnxView(String node, Form form, boolean isLast, List<OnnxSize> extents, boolean isOnlyUse) {

	/** What extents it has. */
	enum Form {
		/** (N, C, H, W), or (N, H, W, C). */
		IMAGE,
		/** (N, W, H, C), as older files have it around a softmax. */
		TURNED,
		/** (N, all values of an image). */
		VECTOR,
		/** Others, from which it may come back. */
		OTHER
	}

	/** An image. */
	static OnnxView image(String node, boolean isLast) {
		return new OnnxView(node, Form.IMAGE, isLast, List.of(), true);
	}

	/** In another form. */
	OnnxView as(Form newForm, List<OnnxSize> newExtents) {
		return new OnnxView(node, newForm, isLast, newExtents, isOnlyUse);
	}

	/** The same form of another node. */
	OnnxView of(String other) {
		return new OnnxView(other, form, isLast, extents, true);
	}

	/** With more readers, perhaps. */
	OnnxView shared(boolean isShared) {
		return new OnnxView(node, form, isLast, extents, isOnlyUse && !isShared);
	}
}
