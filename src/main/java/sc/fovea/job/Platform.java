package sc.fovea.job;

import ij.IJ;
import java.util.List;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.plugin.DefaultPluginFinder;
import org.scijava.plugin.PluginIndex;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.Service;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendProvider;

/** What Fovea stands on: Fiji with its SciJava context, or a plain ImageJ or Java, where Fovea makes a small context for itself. */
public final class Platform {

	private Platform() {}

	/** Made when it is first needed, and kept. */
	private static final class Own {

		static final Context CONTEXT = small();

		private static Context small() {
			List<Class<? extends Service>> services = List.of(PluginService.class, CommandService.class, LogService.class);
			return new Context(services, new PluginIndex(new DefaultPluginFinder(loader())));
		}

		/** That of ImageJ's plugins folder, which also holds plugins of others, if it knows this very class. */
		private static ClassLoader loader() {
			ClassLoader own = Platform.class.getClassLoader();
			ClassLoader plugins = IJ.getClassLoader();
			try {
				return plugins != null && Class.forName(Platform.class.getName(), false, plugins) == Platform.class ? plugins : own;
			}
			catch (ClassNotFoundException e) {
				return own;
			}
		}
	}

	/** Whether ImageJ runs inside Fiji (or another ImageJ2). */
	public static boolean isFiji() {
		try {
			Class.forName("net.imagej.legacy.LegacyService", false, IJ.getClassLoader() == null ? Platform.class.getClassLoader() : IJ.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException e) {
			return false;
		}
	}

	/** Fiji's context, or Fovea's own. */
	public static Context context() {
		if (isFiji() && IJ.runPlugIn("org.scijava.Context", "") instanceof Context fiji) return fiji;
		return Own.CONTEXT;
	}

	/**
	 * The library that runs networks: of several the one with the highest priority.
	 *
	 * @throws BackendException if there is none
	 */
	public static BackendProvider backendProvider() {
		List<PluginInfo<BackendProvider>> providers = context().service(PluginService.class).getPluginsOfType(BackendProvider.class);
		if (providers.isEmpty()) {
			throw new BackendException(
				"Expected a library that runs networks, such as TensorFlow, among the installed jars, found none; Fovea is not installed completely.");
		}
		return context().service(PluginService.class).createInstance(providers.get(0));
	}

	/** Version of Fovea, as its jar states it. */
	public static String version() {
		String version = Platform.class.getPackage().getImplementationVersion();
		return version == null ? "(from classes)" : version;
	}
}
