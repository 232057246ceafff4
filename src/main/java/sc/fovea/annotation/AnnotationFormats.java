package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The formats of annotations that can be read: those of plugins first, then Fovea's own.
 *
 * @param formats in the order in which they are asked for a file
 * @param isStrict whether a file that cannot be used is an error, and not only left out by name
 * @param splitsMasks whether the connected parts of a mask become objects, which are one object else
 */
public record AnnotationFormats(List<AnnotationFormat> formats, boolean isStrict, boolean splitsMasks) {

	private static final List<AnnotationFormat> OWN = List.of(new LabelImageFormat(), new RoiFormat(), new VocFormat(), new CocoFormat(), new GeoJsonFormat(),
		new YoloFormat(), new CellposeFormat());

	/** Copies the list. */
	public AnnotationFormats {
		formats = List.copyOf(formats);
	}

	/** The same, of which a file that cannot be used ends the reading, or is left out. */
	public AnnotationFormats strict(boolean isWished) {
		return new AnnotationFormats(formats, isWished, splitsMasks);
	}

	/** The same, in which the connected parts of a mask become objects, or are one object. */
	public AnnotationFormats splitting(boolean isWished) {
		return new AnnotationFormats(formats, isStrict, isWished);
	}

	/** Fovea's own. */
	public static AnnotationFormats own() {
		return new AnnotationFormats(OWN, false, false);
	}

	/** Those of plugins and Fovea's own. @param plugins some of which may be Fovea's own */
	public static AnnotationFormats with(Collection<? extends AnnotationFormat> plugins) {
		List<AnnotationFormat> formats = new ArrayList<>();
		for (AnnotationFormat plugin : plugins) {
			if (OWN.stream().noneMatch(own -> own.getClass() == plugin.getClass())) formats.add(plugin);
		}
		formats.addAll(OWN);
		return new AnnotationFormats(formats, false, false);
	}

	/** The format of a file, if there is one. */
	public Optional<AnnotationFormat> of(Path file) {
		return formats.stream().filter(format -> format.reads(file)).findFirst();
	}
}
