package sc.fovea.command;

import ij.IJ;

/** What a command says in the status bar when it has finished, which stays there when its results are shown. */
final class StatusLine {

	private static volatile String last = "";

	private StatusLine() {}

	/** Says what was done. */
	static void say(String summary) {
		last = summary;
		IJ.showStatus(summary);
	}

	/** Says once more what was said last, since opening a window clears the status bar. */
	static void sayAgain() {
		if (!last.isEmpty()) IJ.showStatus(last);
		last = "";
	}
}
