package sc.fovea.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a user meant to write. */
public final class Spelling {

	private Spelling() {}

	/** The name with the fewest changes, if they are at most 2 or a third of its letters. */
	public static Optional<String> nearest(String written, Collection<String> names) {
		return names.stream().filter(name -> distance(written, name) <= Math.max(2, name.length() / 3))
			.min(Comparator.comparingInt(name -> distance(written, name)));
	}

	/** Letters to insert, delete or replace (Levenshtein 1966). */
	public static int distance(String a, String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[b.length()];
	}
}
