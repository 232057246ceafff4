package sc.fovea.distribution.release;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of jars. */
final class Jars {

	/** A version begins with a digit behind a hyphen. */
	private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

	private Jars() {}

	/** Name of the library: {@code jhdf} of {@code jhdf-0.13.0.jar}. */
	static String stem(String jar) {
		Matcher versioned = VERSIONED.matcher(jar);
		return versioned.matches() ? versioned.group(1) : jar.replaceFirst("\\.jar$", "");
	}

	/** Name in an installation: without the version, so that an update that is unpacked over it takes the place of what was there. */
	static String installedName(String jar) {
		return stem(jar) + ".jar";
	}
}
