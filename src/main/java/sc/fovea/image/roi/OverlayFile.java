package sc.fovea.image.roi;

import ij.gui.Overlay;
import ij.gui.Roi;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;

/** The overlay that ImageJ keeps in a TIFF file. */
public final class OverlayFile {

	private OverlayFile() {}

	/** The ROIs of the overlay; none if the file is no TIFF or has no overlay. @throws ImageFileException naming the file, if it cannot be read */
	static List<Roi> rois(Path file) throws ImageFileException {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		if (!name.endsWith(".tif") && !name.endsWith(".tiff")) return List.of();
		Overlay overlay = ImageFiles.open(file).getOverlay();
		return overlay == null ? List.of() : List.of(overlay.toArray());
	}

	/** Whether a file holds an overlay. @throws ImageFileException naming the file, if it cannot be read */
	public static boolean isIn(Path file) throws ImageFileException {
		return !rois(file).isEmpty();
	}
}
