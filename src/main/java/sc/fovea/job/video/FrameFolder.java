package sc.fovea.job.video;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fovea.image.ComputedStack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ResultImages;

/** A film as it is named: a file that is a stack, or a folder of single images in the natural order of their names, t2 before t10, which are read when they are asked for. */
final class FrameFolder {

	private static final Pattern DIGITS = Pattern.compile("\\d+");

	private FrameFolder() {}

	/** Opens it. @throws ImageFileException with one sentence, if something cannot be read */
	static ImagePlus open(Path place) throws ImageFileException {
		List<Path> files = new ArrayList<>(ImageFiles.list(place));
		if (Files.isDirectory(place)) files.removeIf(ResultImages::has);
		if (files.isEmpty()) throw new ImageFileException("The folder \"" + place + "\" holds no images.");
		return open(files);
	}

	/** A stack, or single images, which need not be in order. @throws ImageFileException with one sentence, if something cannot be read */
	static ImagePlus open(List<Path> files) throws ImageFileException {
		if (files.size() == 1) return ImageFiles.open(files.get(0));
		List<Path> sorted = new ArrayList<>(files);
		sorted.sort(Comparator.comparing(file -> inNaturalOrder(file.getFileName().toString())));
		ImagePlus first = single(sorted.get(0));
		ComputedStack stack = new ComputedStack(first.getWidth(), first.getHeight(), sorted.size(), t -> frame(sorted.get(t), first));
		ImagePlus film = new ImagePlus(sorted.get(0).toAbsolutePath().normalize().getParent().getFileName().toString(), stack);
		film.setDimensions(1, 1, sorted.size());
		film.setCalibration(first.getCalibration());
		return film;
	}

	/** A name whose numbers have 20 digits. */
	static String inNaturalOrder(String name) {
		Matcher digits = DIGITS.matcher(name);
		return digits.replaceAll(found -> "0".repeat(Math.max(0, 20 - found.group().length())) + found.group());
	}

	private static ImagePlus single(Path file) throws ImageFileException {
		ImagePlus image = ImageFiles.open(file);
		if (image.getStackSize() > 1) {
			throw new ImageFileException("\"" + file + "\" is a stack of " + image.getStackSize()
				+ " planes, but in a folder each image is one frame of the film; name the stack itself.");
		}
		return image;
	}

	private static ImageProcessor frame(Path file, ImagePlus first) {
		try {
			ImagePlus image = single(file);
			boolean isLike = image.getWidth() == first.getWidth() && image.getHeight() == first.getHeight() && image.getBitDepth() == first.getBitDepth();
			if (!isLike) {
				throw new ImageFileException(
					"All frames of a film are of one kind, but \"" + file + "\" has " + words(image) + " and \"" + first.getTitle() + "\" "
						+ words(first) + ".");
			}
			return image.getProcessor();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String words(ImagePlus image) {
		return image.getWidth() + "x" + image.getHeight() + " pixels of " + image.getBitDepth() + " bit";
	}
}
