package sc.fovea.job;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A library that is not installed: Fovea leaves to Fiji what Fiji ships, and a Fiji of few parts, or a copied jar, may lack it. Java says so by an error that names a class.
 */
public final class MissingLibrary {

	/** The beginning of class names, and the jar that has them. */
	private static final Map<String, String> LIBRARIES = libraries();

	private MissingLibrary() {}

	private static Map<String, String> libraries() {
		Map<String, String> libraries = new LinkedHashMap<>();
		libraries.put("org.yaml.snakeyaml", "SnakeYAML (snakeyaml-2.5.jar; in Fiji it comes with Bio-Formats)");
		libraries.put("com.google.gson", "Gson (gson-2.10.1.jar)");
		libraries.put("org.apache.commons.math3", "Commons Math (commons-math3-3.6.1.jar)");
		libraries.put("org.apache.commons.lang3", "Commons Lang (commons-lang3-3.18.0.jar)");
		libraries.put("net.imglib2", "ImgLib2 (imglib2-8.0.0.jar)");
		libraries.put("org.scijava.parsington", "Parsington (parsington-3.1.0.jar)");
		libraries.put("org.scijava", "SciJava Common (scijava-common-2.100.1.jar)");
		libraries.put("org.slf4j", "SLF4J (slf4j-api-2.0.17.jar)");
		libraries.put("net.jpountz", "LZ4 (lz4-java-1.8.0.jar)");
		libraries.put("io.jhdf", "jHDF (jhdf.jar, which comes with Fovea)");
		libraries.put("io.airlift.compress", "aircompressor (aircompressor.jar, which comes with Fovea)");
		libraries.put("org.tukaani.xz", "XZ (xz.jar, which comes with Fovea)");
		libraries.put("com.ning.compress", "LZF (compress-lzf.jar, which comes with Fovea)");
		libraries.put("de.bwaldvogel.liblinear", "LIBLINEAR (liblinear.jar, which comes with Fovea)");
		return libraries;
	}

	/**
	 * One sentence for the user: which library it is, and where to put it.
	 *
	 * @param error of Java, whose message is the name of a class
	 */
	public static String sentence(NoClassDefFoundError error) {
		String text = String.valueOf(error.getMessage());
		String missing = text.substring(text.lastIndexOf(' ') + 1).replace('/', '.');
		String library = LIBRARIES.entrySet().stream().filter(known -> missing.startsWith(known.getKey())).map(Map.Entry::getValue).findFirst()
			.orElse("the library with the class " + missing);
		return "A library is missing that Fovea needs: " + library + "; put it into the folder jars of Fiji, or plugins/Fovea of ImageJ, or update Fiji.";
	}
}
