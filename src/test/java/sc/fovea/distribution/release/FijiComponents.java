package sc.fovea.distribution.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Libraries that Fovea uses and that a Fiji ships: they are left out of what is unpacked over it.
 *
 * @param versions by name of the library: those that pom-scijava manages, from which Fiji is built
 */
record FijiComponents(Map<String, String> versions) {

	private static final String LIST = "fiji-components.txt";

	/** The list in the resources. */
	static FijiComponents listed() throws IOException {
		Map<String, String> versions = new LinkedHashMap<>();
		try (InputStream list = FijiComponents.class.getResourceAsStream(LIST)) {
			new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#") && !line.isBlank())
				.map(line -> line.split("\\s+")).forEach(words -> versions.put(words[0], words[1]));
		}
		return new FijiComponents(versions);
	}

	/** Whether Fiji has a jar of that library, in whichever version. */
	boolean has(String jar) {
		return versions.containsKey(Jars.stem(jar));
	}
}
