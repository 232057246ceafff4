package sc.fovea.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A kind of file that is written for each image. */
enum ResultFile {

	/** Ids of the objects, as pixels. */
	LABELS,
	/** Outlines or boxes for the ROI Manager. */
	ROIS,
	/** Measurements, or classes, scores and places. */
	TABLE,
	/** A picture of what was found on the image. */
	OVERLAY,
	/** Ids of the objects as OME-Zarr, in chunks, only where it is asked for. */
	ZARR;

	/** Those of a command's kinds that are written unless a user says otherwise. */
	static Set<ResultFile> usual(Set<ResultFile> possible) {
		Set<ResultFile> usual = EnumSet.copyOf(possible);
		usual.remove(ZARR);
		return usual;
	}

	/**
	 * The kinds of a list with commas.
	 *
	 * @param possible kinds of a command
	 * @throws IllegalArgumentException if one is not possible
	 */
	static Set<ResultFile> of(String list, Set<ResultFile> possible) {
		Set<ResultFile> files = EnumSet.noneOf(ResultFile.class);
		for (String name : list.split(",")) {
			files.add(possible.stream().filter(file -> file.word().equals(name.strip())).findFirst().orElseThrow(() -> new IllegalArgumentException(
				"\"write\" must be a list of " + list(possible) + ", but holds \"" + name.strip() + "\".")));
		}
		return files;
	}

	/** The kinds with commas between them. */
	static String list(Set<ResultFile> files) {
		return Arrays.stream(values()).filter(files::contains).map(ResultFile::word).collect(Collectors.joining(","));
	}

	private String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
