package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.Optional;

import org.scijava.plugin.Plugin;

import sc.fovea.data.Extent;
import sc.fovea.data.VocFile;
import sc.fovea.image.ImageFileException;

/** Boxes in the XML of Pascal VOC, {@code NAME.xml}. What is marked as difficult is not annotated: it neither teaches nor counts. */
@Plugin(type = AnnotationFormat.class)
public final class VocFormat implements AnnotationFormat {

	@Override
	public String name() {
		return "VOC XML";
	}

	@Override
	public boolean reads(Path file) {
		return FileNames.hasEnding(file, ".xml");
	}

	@Override
	public AnnotationFile open(Path file) {
		return AnnotationFile.ofImage(file, extent -> read(file, extent));
	}

	private static Annotations read(Path file, Extent extent) throws ImageFileException {
		Collector objects = new Collector(file, extent);
		for (VocFile.Entry entry : VocFile.entries(file)) {
			if (entry.box().isEmpty()) {
				objects.skipNext(Skip.Reason.NO_BOX);
			}
			else if (entry.label().isBlank() && !entry.isDifficult()) {
				objects.skipNext(Skip.Reason.UNKNOWN_CLASS);
			}
			else {
				AnnotatedObject object = new AnnotatedObject(Tag.of(entry.label().isBlank() ? Tag.OBJECT : entry.label()), entry.box().get(), Optional.empty());
				objects.add(object, entry.isDifficult() ? Collector.Role.IGNORED : Collector.Role.OBJECT);
			}
		}
		return objects.annotations();
	}
}
