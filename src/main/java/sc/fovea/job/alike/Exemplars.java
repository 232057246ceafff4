package sc.fovea.job.alike;

import ij.ImagePlus;
import ij.gui.Roi;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sc.fovea.annotation.AnnotatedObject;
import sc.fovea.annotation.AnnotationFile;
import sc.fovea.annotation.AnnotationFormat;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.RoiFormat;
import sc.fovea.data.Extent;
import sc.fovea.geometry.Box;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.job.Formats;
import sc.fovea.predict.Segmenter.Place;

/**
 * Objects that a user outlined.
 *
 * @param image in which they lie
 * @param planes for each slice and frame with exemplars their ids at each pixel, in rows from the top, 0 elsewhere
 */
public record Exemplars(Hyperstack image, Map<Place, int[]> planes) {

	/** Exemplars, at most: more are a training set, and {@code fovea finetune} makes more of them. */
	public static final int MOST = 5;
	/** Pixels of an exemplar, at least: of fewer there is no outline that could be seen. */
	static final int SMALLEST = 12;

	/** Checks them. @throws IllegalArgumentException with a sentence, if there are none, too many, or one is too small */
	public Exemplars {
		planes = Map.copyOf(planes);
		long count = planes.values().stream().mapToLong(ids -> Arrays.stream(ids).filter(id -> id > 0).distinct().count()).sum();
		if (count == 0) throw new IllegalArgumentException("Expected 1 to " + MOST + " outlined exemplars in \"" + image.title() + "\", got none.");
		if (count > MOST) {
			throw new IllegalArgumentException("Expected 1 to " + MOST + " outlined exemplars in \"" + image.title() + "\", got " + count
				+ ": leave some out, or train with all of them (fovea finetune, Fine-tune...).");
		}
		planes.values().forEach(Exemplars::requireSize);
	}

	/**
	 * Exemplars of a file.
	 *
	 * @param annotation ROIs, a label image, or any other annotation that Fovea reads
	 * @param file image in which they lie; of one slice and frame, unless the exemplars are ROIs
	 * @throws IOException with one sentence, if a file cannot be read
	 * @throws IllegalArgumentException with one sentence, if the image is a stack, or an exemplar reaches beyond it, or as for {@link #Exemplars}
	 */
	public static Exemplars of(Path annotation, Path file) throws IOException {
		return of(annotation, ImageFiles.open(file));
	}

	/** The same for an image that is open. @throws IOException with one sentence, if the file cannot be read */
	public static Exemplars of(Path annotation, ImagePlus opened) throws IOException {
		AnnotationFile file = open(annotation);
		if (RoiFormat.isOfImageJ(annotation)) return of(opened, RoiFiles.read(annotation));
		Hyperstack image = Hyperstack.of(opened);
		if (image.slices() * image.frames() != 1) {
			throw new IllegalArgumentException(
				"Expected exemplars of a file in an image of one slice and frame, got " + image.slices() + " and " + image.frames() + " in \"" + image.title()
					+ "\"; duplicate the plane that was outlined.");
		}
		Annotations annotations = file.read(name(file, annotation, image.title()), Extent.plane(image.width(), image.height()));
		for (AnnotatedObject object : annotations.objects()) {
			requireWithin(object.box(), object.tag().name(), image);
		}
		return new Exemplars(image, Map.of(Place.FIRST, annotations.instances()));
	}

	private static AnnotationFile open(Path annotation) throws IOException {
		if (!Files.isRegularFile(annotation)) throw new IOException("Expected a file with outlined exemplars, got \"" + annotation + "\".");
		Optional<AnnotationFormat> format = Formats.installed().of(annotation);
		if (format.isEmpty()) throw new IOException("Expected ROIs, a label image or another annotation, got \"" + annotation + "\".");
		return format.get().open(annotation);
	}

	/** Names without ending of the images that a file annotates. @throws IOException with one sentence, if it cannot be read */
	public static Set<String> images(Path annotation) throws IOException {
		return open(annotation).images();
	}

	/** The image of a file with annotations of one or many: the only one, or that of the same name. */
	private static String name(AnnotationFile file, Path annotation, String title) throws IOException {
		if (file.images().size() == 1) return file.images().iterator().next();
		String stem = ImageFiles.stem(Path.of(title));
		if (file.images().contains(stem)) return stem;
		throw new IOException(
			"Expected exemplars in \"" + title + "\", got annotations of " + file.images().size() + " other images in \"" + annotation + "\".");
	}

	private static void requireWithin(Box box, String name, Hyperstack image) {
		boolean isWithin = box.x() >= 0 && box.y() >= 0 && box.right() <= image.width() && box.bottom() <= image.height();
		if (!isWithin) {
			throw new IllegalArgumentException(
				"Expected exemplars within the " + image.width() + "x" + image.height() + " pixels of \"" + image.title() + "\", got "
					+ (name.isBlank() ? "one" : "\"" + name + "\"") + " that reaches beyond; outline whole objects.");
		}
	}

	/**
	 * Areas that were outlined in an open image.
	 *
	 * @param rois areas; one without a position lies on the plane that is shown
	 * @throws IllegalArgumentException with one sentence, if one is no area, reaches beyond the image, or as for {@link #Exemplars}
	 */
	public static Exemplars of(ImagePlus opened, List<Roi> rois) {
		Hyperstack image = Hyperstack.of(opened);
		Map<Place, int[]> planes = new LinkedHashMap<>();
		int id = 0;
		for (Roi roi : rois) {
			String name = roi.getName() == null ? "a ROI" : roi.getName();
			if (!roi.isArea())
				throw new IllegalArgumentException("Expected outlined areas as exemplars, got \"" + name + "\", which is a " + roi.getTypeAsString() + ".");
			Rectangle bounds = roi.getBounds();
			requireWithin(new Box(bounds.x, bounds.y, bounds.width, bounds.height), name, image);
			paint(roi, ++id, planes.computeIfAbsent(place(roi, opened), place -> new int[image.width() * image.height()]), image.width());
		}
		return new Exemplars(image, planes);
	}

	private static void paint(Roi roi, int id, int[] ids, int width) {
		Rectangle bounds = roi.getBounds();
		for (int i = 0; i < bounds.width * bounds.height; i++) {
			int x = bounds.x + i % bounds.width;
			int y = bounds.y + i / bounds.width;
			if (ids[y * width + x] == 0 && roi.contains(x, y)) ids[y * width + x] = id;
		}
	}

	/** The slice and frame of a ROI. */
	private static Place place(Roi roi, ImagePlus image) {
		int z = image.getZ();
		int t = image.getT();
		int position = roi.getPosition();
		if (roi.hasHyperStackPosition()) {
			z = roi.getZPosition() == 0 ? z : roi.getZPosition();
			t = roi.getTPosition() == 0 ? t : roi.getTPosition();
		}
		else if (position > 0 && position <= image.getStackSize()) {
			z = image.convertIndexToPosition(position)[1];
			t = image.convertIndexToPosition(position)[2];
		}
		return new Place(Math.min(z, image.getNSlices()) - 1, Math.min(t, image.getNFrames()) - 1, 1);
	}

	private static void requireSize(int[] ids) {
		for (int id : Arrays.stream(ids).filter(i -> i > 0).distinct().toArray()) {
			long area = Arrays.stream(ids).filter(i -> i == id).count();
			if (area < SMALLEST) throw new IllegalArgumentException("Expected exemplars of " + SMALLEST + " pixels or more, got one of " + area + ".");
		}
	}
}
