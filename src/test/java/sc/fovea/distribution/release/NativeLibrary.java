package sc.fovea.distribution.release;

import java.util.Arrays;
import java.util.List;

/** TensorFlow's library for a kind of computer: the classifier of its jar, and what ImageJ's Updater calls the computer. */
enum NativeLibrary {

	LINUX("linux-x86_64", "linux64", "linux64"), LINUX_GPU("linux-x86_64-gpu", "linux64-gpu", "linux64"), LINUX_ARM("linux-arm64", "linux-arm64",
		"linux-arm64"), MAC("macosx-arm64", "macos-arm64", "macos-arm64"), WINDOWS("windows-x86_64", "win64", "win64");

	private static final String STEM = "tensorflow-core-native-";

	private final String classifier;
	private final String platform;
	private final String updaterName;

	NativeLibrary(String classifier, String platform, String updaterName) {
		this.classifier = classifier;
		this.platform = platform;
		this.updaterName = updaterName;
	}

	/** @throws IllegalArgumentException if there is none */
	static NativeLibrary ofClassifier(String classifier) {
		return Arrays.stream(values()).filter(library -> library.classifier.equals(classifier)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Expected one of " + classifiers() + ", got \"" + classifier + "\"."));
	}

	private static List<String> classifiers() {
		return Arrays.stream(values()).map(library -> library.classifier).toList();
	}

	/** Whether a jar is such a library, for whichever computer. */
	static boolean isNative(String jar) {
		return classifiers().stream().anyMatch(c -> jar.matches(STEM + "\\d.*-" + c + "\\.jar"));
	}

	/** Whether a jar is this one. */
	boolean isIn(String jar) {
		return jar.startsWith(STEM) && jar.endsWith("-" + classifier + ".jar") && Character.isDigit(jar.charAt(STEM.length()));
	}

	/** Of the zip. */
	String platform() {
		return platform;
	}

	/** As ImageJ's Updater names it. */
	String updaterName() {
		return updaterName;
	}

	/** Of the jar in an installation: one for each computer, so that the library for GPUs takes the place of that without, and the other way round. */
	String installedName() {
		return STEM + updaterName + ".jar";
	}
}
