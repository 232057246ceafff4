package sc.fovea.task.classification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.type.numeric.integer.UnsignedByteType;

import sc.fovea.data.ClassFolders;
import sc.fovea.image.ImageFileException;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Size;
import sc.fovea.train.sample.FilePlane;

/**
 * What images of classes are like; those that cannot be read are left out.
 *
 * @param folders with the images that can be read
 * @param channels 1 if all are grey
 * @param areBytes whether all have 8 bits per channel
 * @param side half of the images have a mean side of at most so many pixels
 */
public record ClassSurvey(ClassFolders folders, int channels, boolean areBytes, int side) {

	private static final double BYTE = 255;
	/** Networks halve the image up to five times. */
	static final int UNIT = 32;
	private static final int LARGEST = 224;

	/** Looks at all images. @throws ImageFileException if a class is left without images, or images have different channels */
	public static ClassSurvey of(ClassFolders folders) throws ImageFileException {
		List<ClassFolders.Skipped> unusable = new ArrayList<>();
		List<Look> looks = new ArrayList<>();
		for (ClassFolders.Item item : folders.images()) {
			try {
				looks.add(Look.at(FilePlane.open(item.file())));
			}
			catch (ImageFileException e) {
				unusable.add(new ClassFolders.Skipped(item.file(), e.getMessage()));
			}
		}
		ClassFolders usable = folders.without(unusable);
		int[] sides = looks.stream().mapToInt(Look::side).sorted().toArray();
		return new ClassSurvey(usable, channels(looks), looks.stream().allMatch(Look::isByte), sides[sides.length / 2]);
	}

	/** One image. */
	private record Look(Path file, int channels, boolean isByte, int side) {

		static Look at(FilePlane plane) {
			boolean isByte = plane.image().pixels().getType() instanceof UnsignedByteType;
			return new Look(plane.file(), plane.channels(), isByte, (int) Math.sqrt((double) plane.width() * plane.height()));
		}
	}

	private static int channels(List<Look> looks) throws ImageFileException {
		int most = looks.stream().mapToInt(Look::channels).max().orElse(1);
		for (Look look : looks) {
			if (look.channels() != 1 && look.channels() != most) {
				throw new ImageFileException("Expected images of " + most + " channels, or grey ones, got " + look.channels() + " channels in \""
					+ look.file() + "\".");
			}
		}
		return most;
	}

	/** 8 bits are taken as shares of 255, so that brightness and colour stay; other images are stretched between percentiles. */
	public Normalisation normalisation() {
		return areBytes ? new Normalisation.Fixed(1 / BYTE, 0) : new Normalisation.Percentile(1, 99.8);
	}

	/** The input of a network: a square about as large as the images, from 32 to 224 pixels. */
	public Size size() {
		return Size.of(Math.max(UNIT, Math.min(LARGEST, Math.round((float) side / UNIT) * UNIT)));
	}
}
