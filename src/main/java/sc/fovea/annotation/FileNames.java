package sc.fovea.annotation;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
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

	/** What programs add to the name of an image for its labels: Cellpose, Fovea itself, ilastik, Labkit, CellProfiler. */
	private static final List<String> ADDED = List.of("_cp_masks", "_cp_outlines", "_seg", "_rois", "_masks", "_mask", "_labels", "_label", "_labeled",
		"_gt", "-labels", "-masks", "-mask", "-seg", ".labels", ".mask");

	/** A name in a form that is the same however a file system writes it: composed letters (NFC), small, without {@code .ome}. */
	static String plain(String stem) {
		String small = Normalizer.normalize(stem, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
		return small.endsWith(".ome") ? small.substring(0, small.length() - 4) : small;
	}

	/** The same without what programs add for labels; itself where nothing is added. */
	static String bare(String stem) {
		String plain = plain(stem);
		return ADDED.stream().filter(plain::endsWith).findFirst().map(end -> plain.substring(0, plain.length() - end.length())).orElse(plain);
	}

	/** Last part of a path as other programs write it, without ending: {@code train/a.png} and {@code train\a.png} become {@code a}. */
	static String stem(String path) {
		return path.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[^.]*$", "");
	}
}
