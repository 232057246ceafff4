package sc.fovea.annotation;

import java.nio.file.Path;

import org.scijava.plugin.Plugin;

import sc.fovea.image.ImageFileException;

/**
 * The JSON of COCO: one file for many images, with polygons, run-length encoded masks, or boxes alone. Regions marked {@code iscrowd} are not annotated: they
 * neither teach nor count. The JSON of LabelMe, one file for each image, is read too.
 */
@Plugin(type = AnnotationFormat.class)
public final class CocoFormat implements AnnotationFormat {

	@Override
	public String name() {
		return "COCO JSON";
	}

	@Override
	public boolean reads(Path file) {
		return FileNames.hasEnding(file, ".json");
	}

	@Override
	public AnnotationFile open(Path file) throws ImageFileException {
		return LabelMeFile.isIn(file) ? LabelMeFile.open(file) : CocoFile.read(file);
	}
}
