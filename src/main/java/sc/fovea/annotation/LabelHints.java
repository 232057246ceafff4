package sc.fovea.annotation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** What may be a mistake in a label image, where users err most. */
final class LabelHints {

	private LabelHints() {}

	/** What is unusual. @param ids of the objects, in rows from the top */
	static List<Skip> of(AnnotatedImage image, Annotations annotations, int[] ids) {
		List<Skip> hints = new ArrayList<>();
		String labels = "\"" + annotations.file() + "\"";
		int only = only(ids);
		if (only == 0) hints.add(new Skip(Skip.Reason.NO_OBJECTS, "\"" + image.image() + "\""));
		if ((only == 1 || only == 255) && isApart(ids, annotations.extent().width())) hints.add(new Skip(Skip.Reason.ONE_NUMBER, labels));
		if (FileNames.hasEnding(annotations.file(), ".jpg", ".jpeg")) hints.add(new Skip(Skip.Reason.JPEG, labels));
		return hints;
	}

	/** The only id other than 0; 0 if there is none, -1 if there are several. */
	private static int only(int[] ids) {
		int only = 0;
		for (int id : ids) {
			if (id != 0 && only != 0 && id != only) return -1;
			if (id != 0) only = id;
		}
		return only;
	}

	/** Whether pixels other than 0 are not all connected, over corners too. */
	private static boolean isApart(int[] ids, int width) {
		int start = 0;
		while (ids[start] == 0) {
			start++;
		}
		BitSet seen = new BitSet();
		Deque<Integer> left = new ArrayDeque<>();
		left.add(start);
		seen.set(start);
		while (!left.isEmpty()) {
			int at = left.remove();
			for (int dy = -1; dy <= 1; dy++) {
				for (int dx = -1; dx <= 1; dx++) {
					int x = at % width + dx;
					int next = at + dy * width + dx;
					boolean isNew = x >= 0 && x < width && next >= 0 && next < ids.length && ids[next] != 0 && !seen.get(next);
					if (isNew) {
						seen.set(next);
						left.add(next);
					}
				}
			}
		}
		for (int i = start; i < ids.length; i++) {
			if (ids[i] != 0 && !seen.get(i)) return true;
		}
		return false;
	}
}
