package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelPlane;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/** Images that hold in each pixel the id of its object, or the number of its class. */
@Plugin(type = AnnotationFormat.class)
public final class LabelImageFormat implements AnnotationFormat {

	@Override
	public String name() {
		return "label image";
	}

	@Override
	public boolean reads(Path file) {
		return ImageFiles.hasImageName(file);
	}

	@Override
	public AnnotationFile open(Path file) {
		return AnnotationFile.ofImage(file, extent -> new Annotations(file, extent, new Markings.Numbers(plane(file, extent).ids()), new BitSet(), List.of()));
	}

	private static LabelPlane plane(Path file, Extent extent) throws ImageFileException {
		LabelPlane labels = LabelPlane.open(file);
		if (labels.width() != extent.width() || labels.height() != extent.height()) {
			throw new ImageFileException(
				"Expected labels of " + extent.width() + "x" + extent.height() + " pixels as the image has, got " + labels.width() + "x"
					+ labels.height() + " in \"" + file + "\".");
		}
		return labels;
	}

	/** The pixels of a mask that are not 0. @throws ImageFileException naming the file, if it is no label image of this size */
	static BitSet mask(Path file, Extent extent) throws ImageFileException {
		int[] values = plane(file, extent).ids();
		BitSet pixels = new BitSet();
		for (int i = 0; i < values.length; i++) {
			if (values[i] != 0) pixels.set(i);
		}
		return pixels;
	}
}
