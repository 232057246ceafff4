package sc.fovea.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tracks as a tree to be drawn: time goes down, each track is an upright line with a place from left to right, children stand on both sides of their parent.
 *
 * @param branches by the ids of their tracks
 * @param columns number of places
 * @param frames length of the film
 */
public record Lineage(List<Branch> branches, int columns, int frames) {

	/**
	 * A track in the tree.
	 *
	 * @param track that is drawn
	 * @param column its place from the left, from 0; between two places for a parent
	 * @param children that are joined to its end
	 */
	public record Branch(Track track, double column, List<Branch> children) {}

	/** Lays out the tracks; those that divided and the longest are first. */
	public static Lineage of(Tracks tracks) {
		Map<Integer, List<Track>> children = tracks.children();
		Map<Integer, Branch> branches = new HashMap<>();
		int[] columns = { 0 };
		List<Track> founders = new ArrayList<>(tracks.tracks().stream().filter(track -> track.parent() == 0).toList());
		founders.sort((a, b) -> Boolean.compare(children.containsKey(b.id()), children.containsKey(a.id())));
		for (Track founder : founders) {
			lay(founder, children, branches, columns);
		}
		return new Lineage(tracks.tracks().stream().map(track -> branches.get(track.id())).toList(), columns[0], tracks.frames());
	}

	private static Branch lay(Track track, Map<Integer, List<Track>> children, Map<Integer, Branch> branches, int[] columns) {
		List<Branch> below = new ArrayList<>();
		for (Track child : children.getOrDefault(track.id(), List.of())) {
			below.add(lay(child, children, branches, columns));
		}
		double column = below.isEmpty() ? columns[0]++ : (below.get(0).column() + below.get(below.size() - 1).column()) / 2;
		Branch branch = new Branch(track, column, List.copyOf(below));
		branches.put(track.id(), branch);
		return branch;
	}
}
