package sc.fovea.annotation;

import java.util.Optional;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;

/**
 * An object that somebody marked.
 *
 * @param tag what it is called
 * @param box around it; may reach beyond the image
 * @param mask its pixels within the image; empty if only the box is known
 */
public record AnnotatedObject(Tag tag, Box box, Optional<PixelMask> mask) {

	/** What it is called in messages: by its name, or its place among others, counted from 0. */
	String called(int place) {
		return tag.name().isBlank() ? "object " + (place + 1) : "\"" + tag.name() + "\"";
	}

	/** Whether the other is the same thing, marked twice: of the same class, in the same place. */
	boolean repeats(AnnotatedObject other) {
		boolean isSamePlace = box.equals(other.box) && mask.isPresent() == other.mask.isPresent();
		return isSamePlace && tag.label().equals(other.tag.label()) && (mask.isEmpty() || mask.get().covers(other.mask.orElseThrow()));
	}
}
