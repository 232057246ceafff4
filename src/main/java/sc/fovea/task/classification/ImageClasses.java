package sc.fovea.task.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.ShapeException;

/**
 * A class for an image. If the network's input has a fixed size, the image, normalised, is stretched to it: enlarging interpolates linearly, shrinking averages. Of larger
 * images a part, or tiles, may be taken instead, see {@link LargeImages}.
 *
 * @param classes their names, in the order of the channels
 * @param output node that gives a score for each class, (N, 1, 1, classes)
 * @param orientations in which the network looks at an image, whose scores are averaged: {@link #ALL_ORIENTATIONS}, or empty for the image as it is
 * @param temperature that makes probabilities of the scores, see {@link Temperature}; empty if scores are taken as they are
 * @param larger how images larger than the input are seen, a word of {@link LargeImages}; empty for {@link LargeImages#RESIZE}
 */
public record ImageClasses(List<String> classes, String output, OptionalInt orientations, OptionalDouble temperature, Optional<String> larger)
	implements
		TaskSettings {

	/** As it is, turned by quarters, and each of these mirrored. */
	public static final int ALL_ORIENTATIONS = 8;

	/**
	 * Copies the names.
	 *
	 * @throws IllegalArgumentException if there is none, one occurs twice, or one is empty or longer than 100 characters, or orientations are not 8, or a temperature or the
	 * word for larger images cannot be one
	 */
	public ImageClasses {
		classes = TaskChecks.classes(classes);
		if (orientations.orElse(ALL_ORIENTATIONS) != ALL_ORIENTATIONS) {
			throw new IllegalArgumentException("Expected " + ALL_ORIENTATIONS + " orientations or no number of them, got " + orientations.getAsInt() + ".");
		}
		temperature.ifPresent(Temperature::new);
		larger.ifPresent(LargeImages::of);
	}

	/** Looks at an image as it is. */
	public ImageClasses(List<String> classes, String output) {
		this(classes, output, OptionalInt.empty(), OptionalDouble.empty(), Optional.empty());
	}

	/** The same with all orientations, or with the image as it is only. */
	public ImageClasses withAllOrientations(boolean hasAll) {
		return new ImageClasses(classes, output, hasAll ? OptionalInt.of(ALL_ORIENTATIONS) : OptionalInt.empty(), temperature, larger);
	}

	/** The same with another way to make probabilities of scores. */
	public ImageClasses with(Temperature newTemperature) {
		return new ImageClasses(classes, output, orientations, OptionalDouble.of(newTemperature.value()), larger);
	}

	/** The same with another way to see images larger than the input. */
	public ImageClasses with(LargeImages newLarger) {
		return new ImageClasses(classes, output, orientations, temperature, newLarger == LargeImages.RESIZE ? Optional.empty() : Optional.of(newLarger.word()));
	}

	/** How images larger than the input are seen. */
	public LargeImages largeImages() {
		return larger.map(LargeImages::of).orElse(LargeImages.RESIZE);
	}

	/** An answer as probabilities. */
	Classification calibrated(Classification answer) {
		return temperature.isPresent() ? new Temperature(temperature.getAsDouble()).of(answer) : answer;
	}

	@Override
	public String title() {
		return "image classification";
	}

	@Override
	public List<String> outputs() {
		return List.of(output);
	}

	@Override
	public List<String> besidesNetwork() {
		List<String> more = new ArrayList<>();
		orientations.ifPresent(count -> more.add("averages them over " + count + " orientations"));
		temperature.ifPresent(value -> more.add(String.format(Locale.ROOT, "calibrates them by a temperature of %.3g", value)));
		return more;
	}

	/** @throws ShapeException also if the output is not one pixel, or all orientations of an image are asked for whose sides differ */
	@Override
	public void check(Network network) {
		TaskChecks.output(network, output, classes.size());
		TaskChecks.onePixel(network, output);
		if (orientations.isPresent()) {
			TaskChecks.square(network);
		}
	}
}
