package sc.fovea.annotation;

import java.util.Optional;
import java.util.function.Consumer;

import sc.fovea.image.ImageFileException;

/**
 * Images that cannot be used: named and left out, unless that is an error, or they are more than half of all, which is no accident.
 *
 * <pre>{@code
 * LeftOut failures = new LeftOut(data.isStrict(), data.images().size(), skips::add);
 * for (AnnotatedImage image : data.images()) {
 * 	failures.trying(() -> read(image));
 * }
 * }</pre>
 */
public final class LeftOut {

	private final boolean isStrict;
	private final int images;
	private final Consumer<Skip> told;
	private int count;
	private Optional<ImageFileException> first = Optional.empty();

	/** Reads one image. */
	@FunctionalInterface
	public interface Reading {

		/** @throws ImageFileException with a sentence that names the file, if it cannot be used */
		void read() throws ImageFileException;
	}

	/**
	 * None yet.
	 *
	 * @param isStrict whether the first is an error
	 * @param images that will be tried
	 * @param told takes each that is left out
	 */
	public LeftOut(boolean isStrict, int images, Consumer<Skip> told) {
		this.isStrict = isStrict;
		this.images = images;
		this.told = told;
	}

	/** Reads an image, or leaves it out. @throws ImageFileException of the first such image, if that is an error, or more than half were left out */
	public void trying(Reading image) throws ImageFileException {
		try {
			image.read();
		}
		catch (ImageFileException e) {
			first = first.or(() -> Optional.of(e));
			if (isStrict || ++count > images / 2) throw first.get();
			told.accept(new Skip(Skip.Reason.FAILED, e.getMessage()));
		}
	}
}
