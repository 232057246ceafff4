package sc.fovea.model.zoo;

import java.util.List;

import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.net.Normalization;
import sc.fovea.net.Tensor;

/** Normalizations of ONNX by the statistics of a training, or of each image and group of channels. */
record OnnxNormalizations(OnnxScope scope) {

	private static final float USUAL = 1e-5f;

	/** By the statistics of a training. */
	void batch(Item item) {
		OnnxView view = scope.view(item);
		if (view.form() != OnnxView.Form.VECTOR) scope.image(item);
		if (item.whole("training_mode", 0) != 0) throw new IllegalArgumentException("Expected known mean and variance, got those of each batch.");
		List<String> names = List.of("scale", "shift", "mean", "variance");
		String node = scope.layer(item, new Normalization(Normalization.Kind.BATCH, 1, item.real("epsilon", USUAL), 0.9));
		for (int i = 0; i < names.size(); i++)
			scope.put(node, names.get(i), scope.floats(item, i + 1));
	}

	/** By the statistics of each channel, or of each group of channels that Reshape made one. */
	void instance(Item item) {
		OnnxView view = scope.view(item);
		List<OnnxSize> extents = scope.extents(view);
		boolean isGrouped = view.form() == OnnxView.Form.OTHER && extents.size() > 2 && extents.get(0).equals(scope.sizes().images());
		boolean isImage = view.form() == OnnxView.Form.IMAGE;
		if (view.isLast() || !isGrouped && !isImage || extents.get(1).constant().isEmpty())
			throw new IllegalArgumentException("Expected an image (N, C, H, W) or groups of its channels (N, G, …), got " + extents + ".");
		groups(item, Math.toIntExact(extents.get(1).constant().getAsLong()));
	}

	/** By the statistics of each group of channels. */
	void group(Item item) {
		scope.image(item);
		groups(item, Math.toIntExact(item.whole("num_groups", 0)));
	}

	/** Scale and shift are told for each channel or, in older files, for each group. */
	private void groups(Item item, int groups) {
		int channels = scope.shape(scope.view(item)).channels();
		if (groups < 1 || channels % groups != 0)
			throw new IllegalArgumentException("Expected " + channels + " channels in groups of one size, got " + groups + " groups.");
		Tensor scale = each(scope.floats(item, 1), channels, groups);
		Tensor shift = each(scope.floats(item, 2), channels, groups);
		String node = scope.layer(item, new Normalization(Normalization.Kind.GROUP, groups, item.real("epsilon", USUAL), 0));
		scope.put(node, "scale", scale);
		scope.put(node, "shift", shift);
	}

	private static Tensor each(Tensor given, int channels, int groups) {
		int count = given.data().length;
		if (count != channels && count != groups)
			throw new IllegalArgumentException("Expected a number for each of " + channels + " channels or " + groups + " groups, got " + given + ".");
		float[] each = new float[channels];
		for (int i = 0; i < channels; i++)
			each[i] = given.data()[count == channels ? i : i / (channels / groups)];
		return Tensor.of(each, channels);
	}
}
