package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.annotation.pickle.CellposeMasks;
import sc.fovea.data.Extent;
import sc.fovea.image.ImageFileException;

/** What Cellpose's window saves, {@code NAME_seg.npy}; of all that is in it the masks are read, and nothing is run. */
@Plugin(type = AnnotationFormat.class)
public final class CellposeFormat implements AnnotationFormat {

	@Override
	public String name() {
		return "Cellpose _seg.npy";
	}

	@Override
	public boolean reads(Path file) {
		return FileNames.hasEnding(file, CellposeMasks.ENDING);
	}

	@Override
	public AnnotationFile open(Path file) {
		return AnnotationFile.ofImage(file, extent -> annotations(file, extent));
	}

	private static Annotations annotations(Path file, Extent extent) throws ImageFileException {
		CellposeMasks masks = CellposeMasks.read(file);
		if (masks.width() != extent.width() || masks.height() != extent.height()) {
			throw new ImageFileException("Expected masks of " + extent.width() + "x" + extent.height() + " pixels as the image has, got " + masks.width() + "x"
				+ masks.height() + " in \"" + file + "\".");
		}
		return new Annotations(file, extent, new Markings.Numbers(masks.ids()), new BitSet(), List.of());
	}
}
