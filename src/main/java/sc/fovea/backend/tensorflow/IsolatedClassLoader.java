package sc.fovea.backend.tensorflow;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads TensorFlow and what calls it from its own jars, and everything else from its parent. Plugins that share a class path with
 * TensorFlow 1, whose classes have the same names, do not disturb it.
 */
final class IsolatedClassLoader extends URLClassLoader {

	private static final List<String> OWN = List.of("sc.fovea.backend.tensorflow.", "org.tensorflow.", "org.bytedeco.", "com.google.protobuf.");

	static {
		registerAsParallelCapable();
	}

	/**
	 * A loader with its own copies of some packages.
	 *
	 * @param own jars and folders with those packages
	 * @param parent loads the rest
	 */
	IsolatedClassLoader(URL[] own, ClassLoader parent) {
		super("fovea-tensorflow", own, parent);
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (OWN.stream().noneMatch(name::startsWith)) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			Class<?> own = loaded == null ? findClass(name) : loaded;
			if (resolve) {
				resolveClass(own);
			}
			return own;
		}
	}

	/** Own ones first: the native libraries lie in the jars as resources. */
	@Override
	public URL getResource(String name) {
		URL own = findResource(name);
		return own == null ? super.getResource(name) : own;
	}

	@Override
	public Enumeration<URL> getResources(String name) throws IOException {
		List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
		all.addAll(Collections.list(getParent().getResources(name)));
		return Collections.enumeration(all);
	}
}
