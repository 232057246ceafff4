package sc.fovea.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.scijava.InstantiableException;
import org.scijava.plugin.DefaultPluginFinder;
import org.scijava.plugin.PluginIndex;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.SciJavaPlugin;

/**
 * The plugins of a type: Fovea's own and those of other jars that lie beside it, by SciJava's index. They need no SciJava context, so that a model can be read, and a
 * task found, from any program.
 */
public final class Plugins {

	private static final PluginIndex INDEX = index();

	private Plugins() {}

	private static PluginIndex index() {
		PluginIndex index = new PluginIndex(new DefaultPluginFinder(Plugins.class.getClassLoader()));
		index.discover();
		return index;
	}

	/**
	 * One of each class, those of high priority first.
	 *
	 * @param type of the plugins, which need a constructor without arguments
	 * @throws IllegalStateException if one cannot be made: its jar does not fit this version
	 */
	public static <P extends SciJavaPlugin> List<P> of(Class<P> type) {
		Map<String, P> found = new LinkedHashMap<>(); // a jar may be listed twice: on the class path and in the plugins folder
		for (PluginInfo<P> info : INDEX.getPlugins(type)) {
			found.computeIfAbsent(info.getClassName(), name -> instance(info));
		}
		return new ArrayList<>(found.values());
	}

	private static <P extends SciJavaPlugin> P instance(PluginInfo<P> info) {
		try {
			return info.createInstance();
		}
		catch (InstantiableException e) {
			throw new IllegalStateException("The plugin " + info.getClassName() + " cannot be used: it does not fit this version of Fovea.", e);
		}
	}
}
