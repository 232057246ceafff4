package sc.fovea.job.tracking;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Kinds of files that are written of tracks. */
public enum TrackFile {

	/** Labels of all frames with the ids of tracks. */
	LABELS,
	/** A row for each track, and a row for each of its spots. */
	TABLES,
	/** Masks and table of the Cell Tracking Challenge. */
	CTC,
	/** XML of TrackMate. */
	TRACKMATE,
	/** Outlines with frames for the ROI Manager. */
	ROIS,
	/** The film with outlines and tails. */
	OVERLAY,
	/** The lineage tree as drawing. */
	LINEAGE;

	/** All names as users write them. */
	public static String list() {
		return Arrays.stream(values()).map(TrackFile::word).collect(Collectors.joining(","));
	}

	/** @throws IllegalArgumentException if a name is none of them, or there is none */
	public static Set<TrackFile> of(String names) {
		Set<TrackFile> files = EnumSet.noneOf(TrackFile.class);
		for (String name : names.split(",")) {
			files.add(Arrays.stream(values()).filter(file -> file.word().equals(name.strip())).findFirst()
				.orElseThrow(() -> new IllegalArgumentException("\"write\" must be some of " + list() + ", but has \"" + name + "\".")));
		}
		return files;
	}

	private String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
