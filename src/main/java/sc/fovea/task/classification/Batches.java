package sc.fovea.task.classification;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import sc.fovea.net.Tensor;

/**
 * Classifies images batch by batch, which is faster than one by one: collects inputs of one size until there are enough, runs the network, and hands the answers over in
 * the order of the images. Not for several threads.
 *
 * <pre>{@code
 * Batches batches = new Batches(classifier, 32);
 * batches.add(classifier.inputs(image, view, larger), answer -> rows.add(answer));
 * batches.finish();
 * }</pre>
 */
public final class Batches {

	private final Classifier classifier;
	private final int size;
	private final List<Tensor> inputs = new ArrayList<>();
	private final Deque<Waiting> images = new ArrayDeque<>();

	/** An image of which some inputs have no scores yet. */
	private record Waiting(int parts, List<Classification> scores, Consumer<Classification> taker) {}

	/** @param size most inputs that the network sees at once @throws IllegalArgumentException if it is below 1 */
	public Batches(Classifier classifier, int size) {
		if (size < 1) throw new IllegalArgumentException("Expected a batch of at least 1, got " + size + ".");
		this.classifier = classifier;
		this.size = size;
	}

	/** Adds an image. @param parts what the network sees of it, at least one input (1, H, W, C) @param taker gets its answer, perhaps later */
	public void add(List<Tensor> parts, Consumer<Classification> taker) {
		images.add(new Waiting(parts.size(), new ArrayList<>(), taker));
		for (Tensor part : parts) {
			if (!inputs.isEmpty() && !Arrays.equals(inputs.get(0).shape(), part.shape())) run();
			inputs.add(part);
			if (inputs.size() == size) run();
		}
	}

	/** Runs what waits; all answers are handed over then. */
	public void finish() {
		if (!inputs.isEmpty()) run();
	}

	private void run() {
		for (Classification scores : classifier.scores(joined())) {
			Waiting first = images.stream().filter(image -> image.scores().size() < image.parts()).findFirst().orElseThrow();
			first.scores().add(scores);
		}
		inputs.clear();
		while (!images.isEmpty() && images.peek().scores().size() == images.peek().parts()) {
			Waiting image = images.remove();
			image.taker().accept(classifier.probabilities(image.scores()));
		}
	}

	private Tensor joined() {
		Tensor first = inputs.get(0);
		if (inputs.size() == 1) return first;
		float[] values = new float[Math.multiplyExact(first.data().length, inputs.size())];
		for (int i = 0; i < inputs.size(); i++) {
			System.arraycopy(inputs.get(i).data(), 0, values, i * first.data().length, first.data().length);
		}
		return Tensor.of(values, inputs.size(), first.height(), first.width(), first.channels());
	}
}
