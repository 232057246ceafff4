package sc.fovea.augment.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.ImagePair;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.ValueRange;
import sc.fovea.data.VocFile;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.RoiLayers;
import sc.fovea.image.ValueImage;

/**
 * A picture with what lies beside it in {@code labels/}: a label image, boxes as VOC XML, or a zip of ROIs.
 *
 * @param image file of the picture
 * @param labels file of the same name in {@code labels/}, if there is one
 */
record AnnotatedFile(Path image, Optional<Path> labels) {

	/** What was read: the sample, and the files' images, which know how to write others of their kind. */
	record Content(Annotated sample, ValueImage image, Optional<ValueImage> labels, List<String> names) {}

	private boolean isLabels(String ending) {
		return labels.isPresent() && labels.get().toString().toLowerCase(Locale.ROOT).endsWith(ending);
	}

	private String stem() {
		return ImagePair.stem(image);
	}

	/** Reads picture and labels. @throws ImageFileException naming the file that cannot be used */
	Content read(boolean areClasses) throws ImageFileException {
		ValueImage picture = ValueImage.open(image);
		try {
			Pixels pixels = pixels(picture);
			if (labels.isEmpty()) {
				return new Content(new Annotated(stem(), pixels, List.of(), List.of(), List.of()), picture, Optional.empty(), List.of());
			}
			return isLabels(".xml") ? boxes(picture, pixels) : isLabels(".zip") ? rois(picture, pixels) : masks(picture, pixels, areClasses);
		}
		catch (IllegalArgumentException | ArithmeticException e) {
			throw new ImageFileException("\"" + image + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	static Pixels pixels(ValueImage picture) {
		float[] values = picture.values();
		ValueRange range = switch (picture.bits()) {
			case Byte.SIZE -> ValueRange.BYTE;
			case Short.SIZE -> ValueRange.measured(values, 0, 65_535);
			default -> ValueRange.measured(values, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
		};
		return new Pixels(new Extent(picture.width(), picture.height(), picture.depth(), picture.channels()), values, range);
	}

	private Content boxes(ValueImage picture, Pixels pixels) throws ImageFileException {
		requirePlane(picture);
		return new Content(new Annotated(stem(), pixels, List.of(), VocFile.read(labels.orElseThrow()), List.of()), picture, Optional.empty(), List.of());
	}

	private Content rois(ValueImage picture, Pixels pixels) throws ImageFileException {
		requirePlane(picture);
		RoiLayers rois = RoiLayers.read(labels.orElseThrow(), picture.width(), picture.height());
		List<Mask> masks = rois.layers().stream().map(Mask::instances).toList();
		List<LabelledPoint> points = rois.points().stream().map(p -> new LabelledPoint(p.name(), p.x(), p.y(), 0)).toList();
		return new Content(new Annotated(stem(), pixels, masks, List.of(), points), picture, Optional.empty(), rois.names());
	}

	private void requirePlane(ValueImage picture) throws ImageFileException {
		if (picture.depth() != 1) {
			throw new ImageFileException("Expected a single plane beside \"" + labels.orElseThrow() + "\", got " + picture.depth() + " slices in \"" + image
				+ "\".");
		}
	}

	private Content masks(ValueImage picture, Pixels pixels, boolean areClasses) throws ImageFileException {
		Path file = labels.orElseThrow();
		ValueImage ids = ValueImage.open(file);
		if (ids.width() != picture.width() || ids.height() != picture.height() || ids.depth() != picture.depth()) {
			throw new ImageFileException("Expected labels of " + picture.width() + "x" + picture.height() + "x" + picture.depth() + " pixels for \"" + image
				+ "\", got " + ids.width() + "x" + ids.height() + "x" + ids.depth() + " in \"" + file + "\".");
		}
		try {
			return new Content(Annotated.of(stem(), pixels, new Mask(ids.ids(), areClasses)), picture, Optional.of(ids), List.of());
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + file + "\" is no label image: " + e.getMessage(), e);
		}
	}

	/** Writes a changed sample as {@code images/name} and {@code labels/name}, of the kinds that were read. @throws ImageFileException if it cannot */
	void write(Content content, Annotated changed, Path folder, String name) throws ImageFileException {
		Extent extent = changed.extent();
		if (labels.isPresent()) {
			writeLabels(content, changed, folder.resolve("labels"), name);
		}
		content.image().save(changed.pixels().values(), extent.width(), extent.height(),
			folder.resolve("images").resolve(name + ending(image, content.image())));
	}

	private static String ending(Path file, ValueImage image) {
		return image.depth() > 1 ? ".tif" : ValueImage.ending(file);
	}

	private void writeLabels(Content content, Annotated changed, Path folder, String name) throws ImageFileException {
		Extent extent = changed.extent();
		if (content.labels().isPresent()) {
			int[] ids = flat(changed);
			boolean isLarge = changed.largestId() > 255 && content.labels().get().bits() == Byte.SIZE;
			String ending = isLarge ? ".tif" : ending(labels.orElseThrow(), content.labels().get());
			content.labels().get().saveIds(ids, extent.width(), extent.height(), folder.resolve(name + ending));
		}
		else if (isLabels(".xml")) {
			VocFile.write(folder.resolve(name + ".xml"), name + ending(image, content.image()), extent, changed.boxes());
		}
		else {
			List<RoiLayers.Mark> marks = changed.points().stream().map(p -> new RoiLayers.Mark(p.label(), p.x(), p.y())).toList();
			new RoiLayers(changed.masks().stream().map(Mask::labels).toList(), content.names(), marks).save(extent.width(), folder.resolve(name + ".zip"));
		}
	}

	/** One mask of all; where objects of mixed-up samples overlap, the sample's own stay whole. */
	private static int[] flat(Annotated sample) {
		int[] ids = sample.masks().get(0).labels();
		for (int m = 1; m < sample.masks().size(); m++) {
			int[] below = sample.masks().get(m).labels();
			int[] above = ids;
			ids = new int[above.length];
			for (int i = 0; i < ids.length; i++) {
				ids[i] = above[i] != 0 ? above[i] : below[i];
			}
		}
		return ids;
	}

	/** The pictures of a data folder, sorted by name, with their labels. @throws ImageFileException if there is no picture, labels of one name twice, or labels of only some pictures */
	static List<AnnotatedFile> list(Path folder) throws ImageFileException {
		List<AnnotatedFile> files = new ArrayList<>();
		for (Path image : ImageFiles.list(folder.resolve("images"))) {
			files.add(new AnnotatedFile(image, labels(folder.resolve("labels"), ImagePair.stem(image))));
		}
		if (files.isEmpty()) {
			throw new ImageFileException("Expected pictures in \"" + folder.resolve("images") + "\", got none.");
		}
		requireLabels(folder, files);
		return files;
	}

	/** A forgotten file of labels would otherwise teach that there is nothing to find. */
	private static void requireLabels(Path folder, List<AnnotatedFile> files) throws ImageFileException {
		Optional<AnnotatedFile> without = files.stream().filter(file -> file.labels.isEmpty()).findFirst();
		if (without.isPresent() && files.stream().anyMatch(file -> file.labels.isPresent())) {
			throw new ImageFileException("Expected labels for all pictures or for none in \"" + folder + "\", got none for '" + without.get().stem() + "'.");
		}
	}

	private static Optional<Path> labels(Path folder, String stem) throws ImageFileException {
		if (!Files.isDirectory(folder)) {
			return Optional.empty();
		}
		List<Path> found = new ArrayList<>();
		for (String ending : List.of(".tif", ".tiff", ".png", ".bmp", ".gif", ".pgm", ".xml", ".zip")) {
			Path file = folder.resolve(stem + ending);
			if (Files.isRegularFile(file)) {
				found.add(file);
			}
		}
		if (found.size() > 1) {
			throw new ImageFileException("Expected one file of labels for '" + stem + "', got " + found + ".");
		}
		return found.stream().findFirst();
	}
}
