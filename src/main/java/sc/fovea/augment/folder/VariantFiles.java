package sc.fovea.augment.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.RoiFormat;
import sc.fovea.annotation.Tag;
import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.Mask;
import sc.fovea.data.VocFile;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.LabelImage;
import sc.fovea.image.ValueImage;
import sc.fovea.image.roi.RoiLayers;

/**
 * Writes variants of a picture as {@code images/NAME} and {@code labels/NAME}: a label image where there was one, boxes as VOC XML, other objects as ROIs.
 *
 * @param file that the picture is from
 * @param content of it
 * @param folder for the variants
 */
record VariantFiles(AnnotatedFile file, AnnotatedFile.Content content, Path folder) {

	/** Writes a variant, annotations first. @throws ImageFileException if it cannot */
	void write(Annotated variant, String name) throws ImageFileException {
		Extent extent = variant.extent();
		if (file.annotated().isPresent()) {
			saveIgnored(variant, name);
			writeLabels(variant, name);
		}
		content.image().save(variant.pixels().values(), extent.width(), extent.height(), folder.resolve("images").resolve(name + pictureEnding()));
	}

	private String pictureEnding() {
		return ending(file.image(), content.image());
	}

	private static String ending(Path file, ValueImage image) {
		return image.depth() > 1 ? ".tif" : ValueImage.ending(file);
	}

	private Path labels(String name) {
		return folder.resolve("labels").resolve(name);
	}

	private void saveIgnored(Annotated variant, String name) throws ImageFileException {
		byte[] ignored = new byte[variant.extent().pixels()];
		boolean isWhole = true;
		for (Mask mask : variant.masks()) {
			for (int i = 0; i < ignored.length; i++) {
				if (mask.labels()[i] < 0) {
					ignored[i] = (byte) 255;
					isWhole = false;
				}
			}
		}
		if (!isWhole) {
			LabelImage.saveMask(ignored, variant.extent().width(), variant.extent().height(), labels(name + DataSet.IGNORE + ".tif"));
		}
	}

	private void writeLabels(Annotated variant, String name) throws ImageFileException {
		Extent extent = variant.extent();
		if (content.labels().isPresent()) {
			ValueImage kind = content.labels().get();
			boolean isLarge = variant.largestId() > 255 && kind.bits() == Byte.SIZE;
			String ending = isLarge ? ".tif" : ending(file.annotated().orElseThrow().source().file(), kind);
			kind.saveIds(flat(variant), extent.width(), extent.height(), labels(name + ending));
		}
		else if (!content.sample().boxes().isEmpty()) {
			VocFile.write(labels(name + ".xml"), name + pictureEnding(), extent, variant.boxes());
		}
		else {
			List<RoiLayers.Mark> marks = variant.points().stream().map(p -> new RoiLayers.Mark(p.label(), p.x(), p.y())).toList();
			new RoiLayers(variant.masks().stream().map(VariantFiles::known).toList(), names(), groups(), marks).save(extent.width(), labels(name + ".zip"));
		}
	}

	private List<String> names() {
		List<String> names = new ArrayList<>();
		for (Tag tag : content.tags()) {
			names.add(RoiFormat.name(tag, names.size() + 1));
		}
		return names;
	}

	private List<Integer> groups() {
		return content.tags().stream().map(Tag::group).toList();
	}

	private static int[] known(Mask mask) {
		int[] known = mask.labels().clone();
		for (int i = 0; i < known.length; i++) {
			known[i] = Math.max(0, known[i]);
		}
		return known;
	}

	/** One mask of all; where objects of mixed-up samples overlap, the sample's own stay whole. */
	private static int[] flat(Annotated sample) {
		int[] ids = known(sample.masks().get(0));
		for (int m = 1; m < sample.masks().size(); m++) {
			int[] below = known(sample.masks().get(m));
			for (int i = 0; i < ids.length; i++) {
				ids[i] = ids[i] != 0 ? ids[i] : below[i];
			}
		}
		return ids;
	}
}
