package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.scijava.plugin.Plugin;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelledPoint;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.roi.RoiMark;

/**
 * ROIs as ImageJ's ROI Manager saves them, {@code NAME.zip} or {@code NAME.roi}, and the overlay of a TIFF file.
 * <p>
 * The class of a ROI is its group, by the name that the group has in ImageJ or as {@code group 2}; without a group it is the name without numbers at its end:
 * {@code nucleus-12} is a {@code nucleus}, {@code 0012-0345} an {@value Tag#OBJECT}. A ROI whose name begins with {@code ignore} is a region that is not
 * annotated; where names begin with {@code annotated}, only these regions are.
 */
@Plugin(type = AnnotationFormat.class)
public final class RoiFormat implements AnnotationFormat {

	private static final String SEPARATORS = "-_ .:#";

	@Override
	public String name() {
		return "ImageJ ROIs";
	}

	@Override
	public boolean reads(Path file) {
		return FileNames.hasEnding(file, ".zip", ".roi");
	}

	/** Whether a file holds ROIs as ImageJ saves them, and not a zipped GeoJSON. @throws ImageFileException with one sentence, if it cannot be read */
	public static boolean isOfImageJ(Path file) throws ImageFileException {
		return new RoiFormat().reads(file) && !ZippedGeoJson.isIn(file);
	}

	@Override
	public AnnotationFile open(Path file) throws ImageFileException {
		if (ZippedGeoJson.isIn(file)) return ZippedGeoJson.open(file);
		return AnnotationFile.ofImage(file, extent -> annotations(file, extent, RoiMark.read(file, extent.width(), extent.height())));
	}

	/** What ROIs say about an image. @param file for messages */
	public static Annotations annotations(Path file, Extent extent, List<RoiMark> marks) {
		Collector objects = new Collector(file, extent);
		for (RoiMark mark : marks) {
			Tag tag = new Tag(mark.name(), label(mark), mark.group());
			if (mark.content() instanceof RoiMark.Area area) {
				area(objects, tag, area);
			}
			else if (mark.content() instanceof RoiMark.Points points) {
				points(objects, tag, points);
			}
			else {
				objects.skip(Skip.Reason.NOT_AN_AREA, mark.name());
			}
		}
		return objects.annotations();
	}

	private static void area(Collector objects, Tag tag, RoiMark.Area area) {
		int[] in = area.inside();
		PixelMask mask = new PixelMask(in[0], in[1], in[2], in[3], area.pixels());
		boolean isInside = mask.area() > 0;
		int[] all = area.bounds();
		AnnotatedObject object = new AnnotatedObject(tag, isInside ? mask.bounds() : new Box(all[0], all[1], all[2], all[3]), Optional.of(mask));
		objects.add(object, Collector.Role.ofName(tag.name()));
	}

	private static void points(Collector objects, Tag tag, RoiMark.Points points) {
		for (int i = 0; i < points.xs().length; i++) {
			objects.point(new LabelledPoint(tag.name().isEmpty() ? tag.label() : tag.name(), points.xs()[i], points.ys()[i], 0));
		}
	}

	private static String label(RoiMark mark) {
		if (mark.group() > 0) return mark.groupName().isBlank() ? "group " + mark.group() : mark.groupName().strip();
		return label(mark.name());
	}

	/** A name that a program made up to be unique (a UUID, as Cellpose writes it, or another long number of digits and letters) says no class. */
	private static String label(String name) {
		if (name.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}")) return Tag.OBJECT;
		int end = name.length();
		while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || SEPARATORS.indexOf(name.charAt(end - 1)) >= 0)) {
			end--;
		}
		return end == 0 ? Tag.OBJECT : name.substring(0, end);
	}

	/** The name for a ROI that is read as this tag again: its own, if that says the class, else the class with a number. @param number of the object */
	public static String name(Tag tag, int number) {
		boolean saysClass = !tag.name().isBlank() && (tag.group() > 0 || label(tag.name()).equals(tag.label()));
		return saysClass ? tag.name() : tag.label() + "-" + number;
	}
}
