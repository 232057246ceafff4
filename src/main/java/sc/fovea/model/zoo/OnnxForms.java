package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.model.zoo.OnnxView.Form;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Tensor;

/** Operations of ONNX that put values in another form or order, join and part channels. */
record OnnxForms(OnnxScope scope) {

	/** Concat along channels. */
	void concatenation(Item item) {
		List<OnnxView> views = item.inputs().stream().map(scope::view).toList();
		OnnxView first = views.get(0);
		int axis = OnnxPlanes.axis(item.whole("axis", 1), scope.extents(first).size());
		boolean areAlike = views.stream().allMatch(view -> view.form() == first.form() && view.isLast() == first.isLast());
		if (!areAlike || axis != channelAxis(first))
			throw new IllegalArgumentException("Expected channels of images to be joined, got axis " + axis + " of " + scope.extents(first) + ".");
		if (views.size() == 1) scope.alias(item, first);
		else
			scope.behind(item, Join.concatenate(), scope.nodes(item));
	}

	/** The axis of channels; -1 if there is none. */
	private int channelAxis(OnnxView view) {
		boolean isVector = view.form() == Form.VECTOR && (!view.isLast() || isOnePixel(view));
		return view.form() == Form.IMAGE ? view.isLast() ? 3 : 1 : isVector ? 1 : -1;
	}

	private boolean isOnePixel(OnnxView view) {
		OnnxSizes.Plane plane = scope.sizes().plane(view.node());
		return plane.height().equals(OnnxSize.of(1)) && plane.width().equals(OnnxSize.of(1));
	}

	/** Reshape: to a vector, to groups of channels, and back. */
	void reshape(Item item) {
		OnnxView view = scope.view(item);
		List<OnnxSize> extents = scope.extents(view);
		List<OnnxSize> wanted = OnnxScope.has(item, 1) ? scope.numbers(item, 1).values() : LongStream.of(item.wholes("shape")).mapToObj(OnnxSize::of).toList();
		List<OnnxSize> form = new ArrayList<>(wanted);
		for (int i = 0; i < form.size(); i++) {
			boolean isKept = form.get(i).equals(OnnxSize.of(0)) && item.whole("allowzero", 0) == 0;
			if (isKept) form.set(i, extents.get(i));
		}
		int free = form.indexOf(OnnxSize.of(-1));
		if (free >= 0) {
			form.set(free, OnnxSize.of(1));
			form.set(free, product(extents).over(product(form)));
		}
		take(item, view, form);
	}

	private static OnnxSize product(List<OnnxSize> sizes) {
		return sizes.stream().reduce(OnnxSize.of(1), OnnxSize::times);
	}

	/** Flatten, to a vector. */
	void flatten(Item item) {
		OnnxView view = scope.view(item);
		List<OnnxSize> extents = scope.extents(view);
		int axis = OnnxPlanes.axis(item.whole("axis", 1), extents.size());
		take(item, view, List.of(product(extents.subList(0, axis)), product(extents.subList(axis, extents.size()))));
	}

	/** Extents of 1 left out. */
	void squeeze(Item item) {
		OnnxView view = scope.view(item);
		List<OnnxSize> extents = scope.extents(view);
		long[] given = scope.wholes(item, 1, "axes");
		int[] axes = given.length > 0
			? Arrays.stream(given).mapToInt(a -> OnnxPlanes.axis(a, extents.size())).toArray()
			: IntStream.range(0, extents.size()).filter(i -> extents.get(i).equals(OnnxSize.of(1))).toArray();
		List<OnnxSize> form = new ArrayList<>(extents);
		Arrays.stream(axes).boxed().sorted(Collections.reverseOrder()).forEach(axis -> form.remove(axis.intValue()));
		take(item, view, form);
	}

	/** Extents of 1 put in. */
	void unsqueeze(Item item) {
		OnnxView view = scope.view(item);
		List<OnnxSize> form = new ArrayList<>(scope.extents(view));
		long[] axes = scope.wholes(item, 1, "axes");
		int rank = form.size() + axes.length;
		Arrays.stream(axes).mapToInt(a -> OnnxPlanes.axis(a, rank)).sorted().forEach(axis -> form.add(axis, OnnxSize.of(1)));
		take(item, view, form);
	}

	/** The same values in other extents. */
	private void take(Item item, OnnxView view, List<OnnxSize> form) {
		List<OnnxSize> extents = scope.extents(view);
		OnnxSize all = product(extents);
		boolean isTurned = view.form() == Form.TURNED;
		if (isTurned || !scope.sizes().areSame(all, product(form)))
			throw new IllegalArgumentException("Expected another form of the same values, got " + extents + " that becomes " + form + ".");
		List<OnnxSize> image = scope.extents(view.as(Form.IMAGE, List.of()));
		boolean isImage = form.size() == 4 && IntStream.range(0, 4).allMatch(i -> scope.sizes().areSame(image.get(i), form.get(i)));
		boolean isVector = form.size() == 2 && scope.sizes().areSame(scope.sizes().images(), form.get(0));
		scope.alias(item, view.as(isImage ? Form.IMAGE : isVector ? Form.VECTOR : Form.OTHER, form));
	}

	/** Transpose: channels first or last, or height and width changed for a softmax and back. */
	void turn(Item item) {
		OnnxView view = scope.view(item);
		long[] order = item.wholes("perm");
		boolean isImage = view.form() == Form.IMAGE;
		if (isImage && Arrays.equals(order, view.isLast() ? new long[] { 0, 3, 1, 2 } : new long[] { 0, 2, 3, 1 })) {
			scope.alias(item, new OnnxView(view.node(), Form.IMAGE, !view.isLast(), List.of(), view.isOnlyUse()));
			return;
		}
		boolean isSwap = Arrays.equals(order, new long[] { 0, 3, 2, 1 }) && !view.isLast() && (isImage || view.form() == Form.TURNED);
		if (!isSwap) throw new IllegalArgumentException("Expected channels to go first or last, got the order " + Arrays.toString(order) + ".");
		scope.alias(item, view.as(isImage ? Form.TURNED : Form.IMAGE, List.of()));
	}

	/** A slice of channels, or of all. */
	void slice(Item item) {
		OnnxView view = scope.view(item);
		List<OnnxSize> extents = scope.extents(view);
		long[] starts = scope.wholes(item, 1, "starts");
		List<OnnxSize> ends = OnnxScope.has(item, 2) ? scope.numbers(item, 2).values() : LongStream.of(item.wholes("ends")).mapToObj(OnnxSize::of).toList();
		long[] axes = OnnxScope.has(item, 3) ? scope.wholes(item, 3, "") : item.wholes("axes", LongStream.range(0, starts.length).toArray());
		long[] steps = OnnxScope.has(item, 4) ? scope.wholes(item, 4, "") : LongStream.generate(() -> 1).limit(starts.length).toArray();
		if (ends.size() != starts.length || axes.length != starts.length || steps.length != starts.length)
			throw new IllegalArgumentException("Expected an end, an axis and a step for each of " + starts.length + " slices, got others.");
		int[] channels = null;
		for (int i = 0; i < starts.length; i++) {
			int axis = OnnxPlanes.axis(axes[i], extents.size());
			boolean isAll = starts[i] == 0 && steps[i] == 1 && isEnd(ends.get(i), extents.get(axis));
			if (isAll) continue;
			if (axis != channelAxis(view) || channels != null || steps[i] < 1)
				throw new IllegalArgumentException("Expected a slice of channels, got one along axis " + axis + " of " + extents + ".");
			channels = part(extents.get(axis).constant(), starts[i], ends.get(i).constant(), steps[i]);
		}
		if (channels == null) scope.alias(item, view);
		else
			select(item.outputs().get(0), view, channels);
	}

	private boolean isEnd(OnnxSize end, OnnxSize extent) {
		boolean isFar = end.constant().isPresent() && end.constant().getAsLong() >= Integer.MAX_VALUE;
		return isFar || scope.sizes().areSame(end, extent);
	}

	private static int[] part(OptionalLong extent, long start, OptionalLong end, long step) {
		if (extent.isEmpty() || end.isEmpty()) throw new IllegalArgumentException("Expected a fixed number of channels, got one that depends on the image.");
		long count = extent.getAsLong();
		long from = Math.max(0, Math.min(count, start < 0 ? start + count : start));
		long to = Math.max(0, Math.min(count, end.getAsLong() < 0 ? end.getAsLong() + count : end.getAsLong()));
		return IntStream.range(0, (int) count).filter(i -> i >= from && i < to && (i - from) % step == 0).toArray();
	}

	/** Some channels, by a convolution of one pixel that passes them on. */
	private void select(String value, OnnxView view, int[] channels) {
		int in = scope.shape(view).channels();
		boolean isOfChannels = view.form() == Form.IMAGE || isOnePixel(view);
		if (!isOfChannels || channels.length == 0)
			throw new IllegalArgumentException("Expected one or more channels, got " + channels.length + " of " + scope.extents(view) + ".");
		Tensor kernel = OnnxPlanes.moves(in, channels.length, 1, 1, in, channels.length);
		for (int i = 0; i < channels.length; i++)
			kernel.data()[channels[i] * channels.length + i] = 1;
		String node = scope.inner(value, Convolution.pointwise(channels.length).withoutBias(), view.node());
		scope.put(scope.define(value, view, node), "kernel", kernel);
	}

	/** Channels in several parts. */
	void split(Item item) {
		OnnxView view = scope.view(item);
		List<OnnxSize> extents = scope.extents(view);
		int axis = OnnxPlanes.axis(item.whole("axis", 0), extents.size());
		if (axis != channelAxis(view)) throw new IllegalArgumentException("Expected a split of channels, got one along axis " + axis + " of " + extents + ".");
		int count = Math.toIntExact(extents.get(axis).constant().orElse(0));
		long[] given = scope.wholes(item, 1, "split");
		int parts = item.outputs().size();
		int each = (count + parts - 1) / parts;
		int from = 0;
		for (int i = 0; i < parts; i++) {
			int size = given.length == parts ? Math.toIntExact(given[i]) : Math.min(each, count - from);
			if (size < 1 || size > count - from)
				throw new IllegalArgumentException("Expected parts of " + count + " channels, got " + Arrays.toString(given) + ".");
			if (!item.outputs().get(i).isEmpty()) select(item.outputs().get(i), view, IntStream.range(from, from + size).toArray());
			from += size;
		}
	}

	/** The same value under another name. */
	void same(Item item) {
		scope.alias(item, scope.view(item));
	}
}
