package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.Locale;

/** What names of files tell. */
final class FileNames {

	private FileNames() {}

	/** Whether a file's name ends so, in whatever case. */
	static boolean hasEnding(Path file, String... endings) {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		for (String ending : endings) {
			if (name.endsWith(ending)) return true;
		}
		return false;
	}

	/** Last part of a path as other programs write it, without ending: {@code train/a.png} and {@code train\a.png} become {@code a}. */
	static String stem(String path) {
		return path.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[^.]*$", "");
	}
}
