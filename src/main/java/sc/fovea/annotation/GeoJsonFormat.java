package sc.fovea.annotation;

import java.nio.file.Path;

import org.scijava.plugin.Plugin;

/**
 * GeoJSON as QuPath exports it, {@code NAME.geojson}: polygons with holes in pixels of the image. The class is the name of the classification, else
 * {@value Tag#OBJECT}. {@code Ignore*} is a region that is not annotated; where there is a {@code Region*}, only such regions are. Of a cell with a nucleus the
 * cell's outline counts.
 */
@Plugin(type = AnnotationFormat.class)
public final class GeoJsonFormat implements AnnotationFormat {

	@Override
	public String name() {
		return "QuPath GeoJSON";
	}

	@Override
	public boolean reads(Path file) {
		return FileNames.hasEnding(file, ".geojson");
	}

	@Override
	public AnnotationFile open(Path file) {
		return AnnotationFile.ofImage(file, extent -> {
			Collector objects = new Collector(file, extent);
			JsonSource.read(file, json -> new GeoJsonReader(json, objects, extent).read());
			return objects.annotations();
		});
	}
}
