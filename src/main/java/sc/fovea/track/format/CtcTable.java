package sc.fovea.track.format;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import sc.fovea.track.TrackLine;

/**
 * The table of tracks of the Cell Tracking Challenge, {@code man_track.txt} or {@code res_track.txt}: a line {@code label first last parent} for each track, frames from 0,
 * parent 0 for none.
 */
public final class CtcTable {

	private static final int COLUMNS = 4;

	private CtcTable() {}

	/**
	 * Reads a table.
	 *
	 * @throws IOException if it cannot be read, or a line is no track; the message is one sentence with the file and the line
	 */
	public static List<TrackLine> read(Path file) throws IOException {
		List<String> lines = lines(file);
		List<TrackLine> tracks = new ArrayList<>();
		for (int i = 0; i < lines.size(); i++) {
			if (!lines.get(i).isBlank()) tracks.add(line(lines.get(i), file, i + 1));
		}
		return tracks;
	}

	private static List<String> lines(Path file) throws IOException {
		try {
			return Files.readAllLines(file);
		}
		catch (NoSuchFileException e) {
			throw new IOException("\"" + file + "\" does not exist; a table of tracks is expected there.", e);
		}
		catch (CharacterCodingException e) {
			throw new IOException("\"" + file + "\" is not a table of tracks: it is no text.", e);
		}
	}

	private static TrackLine line(String text, Path file, int number) throws IOException {
		String[] words = text.strip().split("\\s+");
		try {
			if (words.length == COLUMNS) {
				return new TrackLine(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
			}
		}
		catch (NumberFormatException e) {
			throw new IOException(refusal(text, file, number), e);
		}
		catch (IllegalArgumentException e) {
			throw new IOException("\"" + file + "\", line " + number + ": " + e.getMessage(), e);
		}
		throw new IOException(refusal(text, file, number));
	}

	private static String refusal(String text, Path file, int number) {
		return "\"" + file + "\", line " + number + ": expected the four whole numbers label, first frame, last frame and parent, got \"" + text + "\".";
	}

	/** The table as text. */
	public static String text(List<TrackLine> tracks) {
		return tracks.stream().map(track -> track.label() + " " + track.first() + " " + track.last() + " " + track.parent() + "\n")
			.collect(Collectors.joining());
	}
}
