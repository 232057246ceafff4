package sc.fovea.augment.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.AnnotatedObject;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.LabelImageFormat;
import sc.fovea.annotation.Markings;
import sc.fovea.annotation.ObjectLayers;
import sc.fovea.annotation.Skip;
import sc.fovea.annotation.Tag;
import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.Sample;
import sc.fovea.data.ValueRange;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ValueImage;

/**
 * A picture with its annotations. Label images may have slices as their pictures; all others are of single planes.
 *
 * @param image file of the picture
 * @param annotated where its annotations are, if there are any
 */
record AnnotatedFile(Path image, Optional<AnnotatedImage> annotated) {

	/**
	 * What was read.
	 *
	 * @param sample in whose first mask {@link Sample#IGNORED} stands for what is not annotated
	 * @param image which knows how to write others of its kind
	 * @param labels likewise, if they are a label image
	 * @param tags by id of the objects in the masks, counted from 1
	 */
	record Content(Annotated sample, ValueImage image, Optional<ValueImage> labels, List<Tag> tags) {}

	String stem() {
		return ImageFiles.stem(image);
	}

	/** Reads picture and annotations. @throws ImageFileException naming the file that cannot be used */
	Content read(boolean areClasses) throws ImageFileException {
		ValueImage picture = ValueImage.open(image);
		try {
			Pixels pixels = pixels(picture);
			if (annotated.isEmpty()) {
				return new Content(new Annotated(stem(), pixels, List.of(), List.of(), List.of()), picture, Optional.empty(), List.of());
			}
			return isLabelImage() ? masks(picture, pixels, areClasses) : objects(picture, pixels);
		}
		catch (IllegalArgumentException | ArithmeticException e) {
			throw new ImageFileException("\"" + image + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	private boolean isLabelImage() {
		return new LabelImageFormat().name().equals(annotated.orElseThrow().source().format());
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

	private Content objects(ValueImage picture, Pixels pixels) throws ImageFileException {
		Path file = annotated.orElseThrow().source().file();
		if (picture.depth() != 1) {
			throw new ImageFileException("Expected a single plane beside \"" + file + "\", got " + picture.depth() + " slices in \"" + image + "\".");
		}
		Annotations annotations = annotated.orElseThrow().annotations(pixels.extent());
		for (Skip skip : annotations.skips()) {
			if (skip.reason() == Skip.Reason.NOT_AN_AREA) {
				throw new ImageFileException("Areas and points can be moved, but " + skip.what() + " is neither.");
			}
		}
		Markings.Objects marked = (Markings.Objects) annotations.markings();
		List<AnnotatedObject> objects = marked.objects();
		boolean areBoxes = !objects.isEmpty() && objects.stream().allMatch(object -> object.mask().isEmpty());
		List<Mask> masks = areBoxes && annotations.ignored().isEmpty() ? List.of() : layers(annotations);
		List<LabelledBox> boxes = areBoxes ? annotations.boxes().stream().map(box -> LabelledBox.of(box.label(), box.box())).toList() : List.of();
		return new Content(new Annotated(stem(), pixels, masks, boxes, marked.points()), picture, Optional.empty(),
			objects.stream().map(AnnotatedObject::tag).toList());
	}

	private static List<Mask> layers(Annotations annotations) {
		List<int[]> layers = ObjectLayers.of(annotations.objects(), annotations.extent());
		ignore(layers.get(0), annotations.ignored());
		return layers.stream().map(Mask::instances).toList();
	}

	private static void ignore(int[] labels, BitSet ignored) {
		ignored.stream().forEach(pixel -> labels[pixel] = Sample.IGNORED);
	}

	private Content masks(ValueImage picture, Pixels pixels, boolean areClasses) throws ImageFileException {
		ValueImage labels = sized(picture, annotated.orElseThrow().source().file());
		int[] ids = ids(labels, annotated.orElseThrow().source().file());
		if (annotated.get().ignored().isPresent()) {
			Path mask = annotated.get().ignored().get();
			int[] values = ids(sized(picture, mask), mask);
			for (int i = 0; i < ids.length; i++) {
				ids[i] = values[i] != 0 ? Sample.IGNORED : ids[i];
			}
		}
		return new Content(Annotated.of(stem(), pixels, new Mask(ids, areClasses)), picture, Optional.of(labels), List.of());
	}

	private ValueImage sized(ValueImage picture, Path file) throws ImageFileException {
		ValueImage labels = ValueImage.openLabels(file);
		if (labels.width() != picture.width() || labels.height() != picture.height() || labels.depth() != picture.depth()) {
			throw new ImageFileException("Expected labels of " + picture.width() + "x" + picture.height() + "x" + picture.depth() + " pixels for \"" + image
				+ "\", got " + labels.width() + "x" + labels.height() + "x" + labels.depth() + " in \"" + file + "\".");
		}
		return labels;
	}

	private static int[] ids(ValueImage labels, Path file) throws ImageFileException {
		try {
			return labels.ids();
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + file + "\" is no label image: " + e.getMessage(), e);
		}
	}

	/** The pictures of a data folder, sorted by name, with their annotations. @throws ImageFileException if there is no picture, annotations of one name twice, or annotations of only some pictures */
	static List<AnnotatedFile> list(Path folder, AnnotationFormats formats) throws ImageFileException {
		Map<String, AnnotatedImage> annotated = new HashMap<>();
		if (Files.isDirectory(folder.resolve("images"))) {
			DataSet.find(folder, formats).images().forEach(image -> annotated.put(image.name(), image));
		}
		List<AnnotatedFile> files = new ArrayList<>();
		for (Path image : ImageFiles.list(folder.resolve("images"))) {
			files.add(new AnnotatedFile(image, Optional.ofNullable(annotated.get(ImageFiles.stem(image)))));
		}
		if (files.isEmpty()) {
			throw new ImageFileException("Expected pictures in \"" + folder.resolve("images") + "\", got none.");
		}
		requireLabels(folder, files);
		return files;
	}

	/** A forgotten file of labels would otherwise teach that there is nothing to find. */
	private static void requireLabels(Path folder, List<AnnotatedFile> files) throws ImageFileException {
		Optional<AnnotatedFile> without = files.stream().filter(file -> file.annotated.isEmpty()).findFirst();
		if (without.isPresent() && files.stream().anyMatch(file -> file.annotated.isPresent())) {
			throw new ImageFileException("Expected labels for all pictures or for none in \"" + folder + "\", got none for '" + without.get().stem() + "'.");
		}
	}
}
