package sc.fovea.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.scijava.plugin.PluginService;
import sc.fovea.annotation.AnnotationFormat;
import sc.fovea.annotation.AnnotationFormats;

/** The formats of annotations that are installed. */
public final class Formats {

	private Formats() {}

	/** Fovea's own and those of plugins. */
	public static AnnotationFormats installed() {
		Map<Class<?>, AnnotationFormat> plugins = new LinkedHashMap<>(); // a jar may be listed twice: on the class path and in the plugins folder
		Platform.context().service(PluginService.class).createInstancesOfType(AnnotationFormat.class).forEach(f -> plugins.putIfAbsent(f.getClass(), f));
		return AnnotationFormats.with(plugins.values());
	}
}
