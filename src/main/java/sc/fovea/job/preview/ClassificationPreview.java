package sc.fovea.job.preview;

import ij.gui.Roi;
import ij.gui.TextRoi;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sc.fovea.image.Glasbey;
import sc.fovea.job.ClassPlaces;
import sc.fovea.job.PlaneClassification;
import sc.fovea.task.classification.Classification;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;

/**
 * Classes of the plane that is shown, or of what lies in the part of it that is seen.
 *
 * @param classification a loaded model with the options
 * @param places of all planes, as the command would classify them
 */
public record ClassificationPreview(PlaneClassification classification, List<ClassPlaces.Place> places) {

	private static final int POINTS = 12;

	/** Copies the list. */
	public ClassificationPreview {
		places = List.copyOf(places);
	}

	/** Classifies them. @throws IllegalArgumentException as {@link PlaneClassification#classify} @throws java.util.concurrent.CancellationException if it was cancelled */
	public Preview of(VisiblePart part, Progress progress) {
		List<ClassPlaces.Place> seen = places.stream().filter(place -> isSeen(place, part)).toList();
		if (seen.isEmpty()) return new Preview(List.of(), "Nothing to classify is seen in this part");
		List<Roi> rois = new ArrayList<>();
		Map<String, Integer> counts = new LinkedHashMap<>();
		List<PlaneClassification.Row> rows = classification.classify(part.image(), seen, progress);
		for (PlaneClassification.Row row : rows) {
			counts.merge(row.answer().label(), 1, Integer::sum);
			rois.addAll(drawn(row, part));
		}
		Preview preview = part.preview(rois, rows.size() == 1 ? words(rows.get(0).answer()) : words(counts));
		return seen.get(0).view().crop().isPresent() ? preview : new Preview(rois, words(rows.get(0).answer()));
	}

	private static boolean isSeen(ClassPlaces.Place place, VisiblePart part) {
		boolean isHere = place.view().z() == part.plane().z() && place.view().t() == part.plane().t();
		return isHere && part.area().intersects(bounds(place, part));
	}

	private static Rectangle bounds(ClassPlaces.Place place, VisiblePart part) {
		return place.view().crop().map(ClassificationPreview::rectangle).orElse(part.area());
	}

	private static Rectangle rectangle(Region crop) {
		return new Rectangle((int) crop.x(), (int) crop.y(), crop.width(), crop.height());
	}

	/** The square that is looked at, and its class; only the class where that is the whole image. */
	private static List<Roi> drawn(PlaneClassification.Row row, VisiblePart part) {
		Rectangle bounds = bounds(row.place(), part);
		Color colour = new Color(Glasbey.colour(row.answer().number() + 1));
		TextRoi text = new TextRoi(bounds.x + 1, bounds.y + 1, words(row.answer()), new Font(Font.SANS_SERIF, Font.BOLD, POINTS));
		text.setStrokeColor(colour);
		text.setFillColor(Color.BLACK);
		Optional<Roi> square = row.place().view().crop().map(crop -> new Roi(rectangle(crop)));
		square.ifPresent(roi -> roi.setStrokeColor(colour));
		return square.isPresent() ? List.of(square.get(), text) : List.of(text);
	}

	private static String words(Classification answer) {
		return String.format(Locale.ROOT, "%s (%.2f)", answer.label(), answer.score());
	}

	private static String words(Map<String, Integer> counts) {
		return counts.entrySet().stream().map(count -> count.getKey() + " " + count.getValue()).collect(Collectors.joining(", "));
	}
}
