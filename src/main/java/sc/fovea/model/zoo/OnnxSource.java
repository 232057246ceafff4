package sc.fovea.model.zoo;

import java.util.Arrays;
import java.util.function.Function;

import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Shape;

/**
 * An ONNX file to be built: its network for images of any size if it can be had, or else for those of the size that it states.
 *
 * @param file what it says
 */
record OnnxSource(OnnxFile file) {

	/** More channels than images have, so that their extent tells where channels are. */
	private static final int MOST_CHANNELS = 16;

	/** A file that stands outside cannot be read; thrown through a function. */
	private static final class Unreadable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Unreadable(ModelFormatException cause) {
			super(cause);
		}
	}

	/** Reads a file, and those beside it that it names. @throws ModelFormatException if one is damaged or missing */
	static OnnxSource of(ForeignFiles files, String entry) throws ModelFormatException {
		Function<String, byte[]> beside = location -> {
			try {
				return files.beside(entry, location);
			}
			catch (ModelFormatException e) {
				throw new Unreadable(e);
			}
		};
		try {
			return new OnnxSource(OnnxFile.of(files.read(entry, ForeignFiles.WEIGHTS), beside));
		}
		catch (Unreadable e) {
			throw (ModelFormatException) e.getCause();
		}
		catch (IllegalArgumentException | ArithmeticException e) {
			throw files.refusal(entry, e.getMessage());
		}
	}

	/** Builds the network, channels where the extents of the input tell them. @throws IllegalArgumentException naming what cannot be had */
	OnnxBuilder build() {
		long[] extents = extents();
		boolean isLast = !isChannels(extents[1]) && isChannels(extents[3]);
		return build(isLast);
	}

	/** Builds the network. @param isLast whether channels are the last extent of the input */
	OnnxBuilder build(boolean isLast) {
		long[] extents = extents();
		long channels = extents[isLast ? 3 : 1];
		if (channels < 1) throw new IllegalArgumentException("Expected an input with a number of channels, got " + Arrays.toString(extents) + ".");
		int height = (int) extents[isLast ? 1 : 2];
		int width = (int) extents[isLast ? 2 : 3];
		try {
			return OnnxBuilder.of(file, Shape.ofChannels(Math.toIntExact(channels)), isLast);
		}
		catch (IllegalArgumentException e) {
			if (height < 1 || width < 1) throw e;
			return OnnxBuilder.of(file, new Shape(height, width, Math.toIntExact(channels)), isLast);
		}
	}

	private long[] extents() {
		if (file.inputs().size() != 1) throw new IllegalArgumentException("Expected one input, got " + file.inputs().keySet() + ".");
		long[] extents = file.inputs().values().iterator().next();
		if (extents.length != 4) throw new IllegalArgumentException("Expected an input (N, C, H, W), got " + extents.length + " extents.");
		return extents;
	}

	private static boolean isChannels(long extent) {
		return extent > 0 && extent <= MOST_CHANNELS;
	}
}
