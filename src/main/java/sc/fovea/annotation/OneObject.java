package sc.fovea.annotation;

import java.util.List;
import java.util.Optional;

import sc.fovea.data.LabelledBox;

/**
 * Which images hold one object of interest, to be localized.
 *
 * <pre>{@code
 * new OneObject(List.of("WBC")).in(image.annotations());   // the white cell, if there is one and no second one
 * }</pre>
 *
 * @param classes of interest; objects of others are not looked at; empty for all
 */
public record OneObject(List<String> classes) {

	/** Copies the names. */
	public OneObject {
		classes = List.copyOf(classes);
	}

	/** The only object of these classes; empty if there is none or several. */
	public Optional<LabelledBox> in(Annotations annotations) {
		List<LabelledBox> found = annotations.boxes().stream().filter(box -> classes.isEmpty() || classes.contains(box.label())).toList();
		return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
	}

	/** An image that has to be left out. */
	public Skip skip(AnnotatedImage image) {
		return new Skip(Skip.Reason.NOT_ONE_OBJECT, image.image().getFileName().toString());
	}
}
