package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.roi.RoiFiles;

/**
 * Adds an open image with its ROIs to a folder of annotated images, from which {@code Train...} learns: {@code run("Add to Data...", "data=[/my data]")}.
 * <p>
 * The ROIs are those of the ROI Manager, or of the overlay where the manager is not open or empty. Their groups, else their names without numbers, are the
 * classes. An image without ROIs says that there is nothing to find in it. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Add to Data...")
public final class AddToData extends FoveaCommand {

	@Parameter(label = "Image", required = false, persist = false, description = "The annotated image; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Annotated images", required = false, persist = false,
		description = "Folder that gets \"images\" and \"labels\"; made if it does not exist.")
	private String data = "";

	@Parameter(label = "Name", required = false, persist = false, description = "Name of the files; empty for the image's title.")
	private String name = "";

	@Override
	protected void execute() throws IOException {
		if (input == null) throw new IllegalArgumentException("An image is needed, but none is open.");
		if (data.isBlank()) throw new IllegalArgumentException("\"data\" must be a folder, but is empty.");
		if (input.getNSlices() * input.getNFrames() != 1) {
			throw new IllegalArgumentException("An image of one slice and one frame is needed, but this one has " + input.getNSlices() + " and "
				+ input.getNFrames() + "; duplicate the slice that is annotated.");
		}
		RoiSample annotated = RoiSample.of(input);
		String stem = stem();
		Path image = Files.createDirectories(Path.of(data).resolve("images")).resolve(stem + ".tif");
		Path labels = Files.createDirectories(Path.of(data).resolve("labels")).resolve(stem + ".zip");
		requireNoOther(labels);
		RoiFiles.write(annotated.rois(), labels);
		ImagePlus plain = (ImagePlus) input.clone();
		plain.setOverlay(null);
		plain.deleteRoi();
		ImageWriter.saveTiff(plain, image);
		IJ.showStatus(annotated.rois().size() + (annotated.rois().size() == 1 ? " ROI" : " ROIs") + " in " + labels);
	}

	private static void requireNoOther(Path labels) throws IOException {
		try (Stream<Path> files = Files.list(labels.getParent())) {
			String stem = ImageFiles.stem(labels);
			Optional<Path> other = files.filter(file -> ImageFiles.stem(file).equals(stem) && !file.equals(labels)).findFirst();
			if (other.isPresent()) {
				throw new IllegalArgumentException(
					"An image has one annotation, but there is \"" + other.get() + "\" already; give another name, or delete it.");
			}
		}
	}

	/** The title as a name of files; characters that some systems do not allow become {@code _}. */
	private String stem() {
		Path title = Path.of(safe(input.getTitle()));
		String text = !name.isBlank() ? safe(name) : ImageFiles.hasImageName(title) ? ImageFiles.stem(title) : title.toString();
		if (text.isBlank()) throw new IllegalArgumentException("\"name\" must be a name for files, but the image has no title.");
		return text;
	}

	private static String safe(String text) {
		return text.strip().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
	}
}
