package sc.fovea.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jars on the shared class path that hold classes of the same names as Fovea's TensorFlow. They do no harm, since Fovea opens its own with
 * a class loader of its own, but whoever looks for a problem wants to know.
 */
final class ClassPathClashes {

	/** In TensorFlow 1 and 2 alike, in its native loader, and in the protocol buffers of both. */
	private static final List<String> CLASSES = List.of("org/tensorflow/TensorFlow.class", "org/bytedeco/javacpp/Loader.class",
		"com/google/protobuf/Message.class");

	private ClassPathClashes() {}

	/** The jars, or that there are none. */
	static String text() {
		List<String> jars = jars(ClassPathClashes.class.getClassLoader());
		return jars.isEmpty() ? "none" : String.join(", ", jars) + " on the shared class path; Fovea does not use it";
	}

	/** The places of all these classes that a class loader sees. */
	static List<String> jars(ClassLoader loader) {
		return CLASSES.stream().flatMap(name -> places(loader, name)).distinct().toList();
	}

	private static Stream<String> places(ClassLoader loader, String name) {
		try {
			return Collections.list(loader.getResources(name)).stream().map(url -> jar(url, name));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String jar(URL url, String name) {
		String place = url.toString().replace("!/" + name, "").replace("/" + name, "");
		return place.substring(place.lastIndexOf('/') + 1);
	}
}
