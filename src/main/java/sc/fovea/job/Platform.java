package sc.fovea.job;

import ij.IJ;
import java.util.List;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.plugin.DefaultPluginFinder;
import org.scijava.plugin.PluginIndex;
import org.scijava.plugin.PluginService;
import org.scijava.service.Service;
import sc.fovea.backend.BackendProvider;
import sc.fovea.backend.Backends;

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

	/** The libraries that run networks, those of plugins among them, the one with the highest priority first. */
	public static Backends backends() {
		return new Backends(context().service(PluginService.class).createInstancesOfType(BackendProvider.class));
	}

	/** Version of Fovea, as its jar states it. */
	public static String version() {
		String version = Platform.class.getPackage().getImplementationVersion();
		return version == null ? "(from classes)" : version;
	}
}
