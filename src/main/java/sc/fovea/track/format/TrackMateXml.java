package sc.fovea.track.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import sc.fovea.track.Spot;
import sc.fovea.track.Track;
import sc.fovea.track.Tracks;

/**
 * Writes tracks as TrackMate's XML: spots with outlines, links, and one track for each family of objects that stem from one. Lengths are in the unit of the film.
 * Spots are written frame by frame, so that outlines of all frames need not lie in memory.
 */
public final class TrackMateXml {

	private static final String VERSION = "7.10.2";

	private final Film film;
	private final Tracks tracks;
	private final Map<Spot, Integer> ids = new HashMap<>();

	/**
	 * What the file says of the film.
	 *
	 * @param file name of the image
	 * @param folder in which it lies
	 * @param width of a frame, pixels
	 * @param height of a frame, pixels
	 * @param scale of pixels and frames
	 */
	public record Film(String file, String folder, int width, int height, FilmScale scale) {}

	/** Outlines of the objects of a frame. */
	@FunctionalInterface
	public interface Outlines {

		/**
		 * The corners of each outline, x and y in turn, pixels.
		 *
		 * @param frame from 0; frames are asked for once, in order
		 * @return by the label of the object in its frame
		 */
		Map<Integer, double[]> of(int frame) throws IOException;
	}

	/** Prepares a file. */
	public TrackMateXml(Film film, Tracks tracks) {
		this.film = film;
		this.tracks = tracks;
		byFrame().forEach(spots -> spots.forEach(spot -> ids.put(spot, ids.size())));
	}

	private List<List<Spot>> byFrame() {
		List<List<Spot>> frames = new ArrayList<>();
		for (int t = 0; t < tracks.frames(); t++) {
			frames.add(new ArrayList<>());
		}
		tracks.tracks().forEach(track -> track.spots().forEach(spot -> frames.get(spot.frame()).add(spot)));
		return frames;
	}

	/** Writes the file. @throws IOException if writing fails, or an outline cannot be had */
	public void write(OutputStream out, Outlines outlines) throws IOException {
		try {
			XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
			xml.writeStartDocument("UTF-8", "1.0");
			start(xml, "TrackMate", "version", VERSION);
			model(xml, outlines);
			settings(xml);
			start(xml, "GUIState", "state", "ConfigureViews");
			xml.writeEndElement();
			xml.writeEndElement();
			xml.writeEndDocument();
			xml.flush();
		}
		catch (XMLStreamException e) {
			throw e.getNestedException() instanceof IOException io ? io : new IOException(e.getMessage(), e);
		}
	}

	/** @param attributes names and values in turn */
	private static void start(XMLStreamWriter xml, String name, String... attributes) throws XMLStreamException {
		xml.writeCharacters("\n");
		xml.writeStartElement(name);
		for (int i = 0; i < attributes.length; i += 2) {
			xml.writeAttribute(attributes[i], attributes[i + 1]);
		}
	}

	private void model(XMLStreamWriter xml, Outlines outlines) throws XMLStreamException, IOException {
		start(xml, "Model", "spatialunits", film.scale().unit(), "timeunits", film.scale().timeUnit());
		declarations(xml);
		start(xml, "AllSpots", "nspots", Integer.toString(ids.size()));
		List<List<Spot>> frames = byFrame();
		for (int t = 0; t < frames.size(); t++) {
			Map<Integer, double[]> corners = outlines.of(t);
			if (frames.get(t).isEmpty()) continue;
			start(xml, "SpotsInFrame", "frame", Integer.toString(t));
			for (Spot spot : frames.get(t)) {
				spot(xml, spot, corners.getOrDefault(spot.label(), new double[0]));
			}
			xml.writeEndElement();
		}
		xml.writeEndElement();
		families(xml);
		xml.writeEndElement();
	}

	private static void declarations(XMLStreamWriter xml) throws XMLStreamException {
		start(xml, "FeatureDeclarations");
		start(xml, "SpotFeatures");
		declare(xml, "QUALITY", "Quality", "QUALITY", "false");
		for (String axis : List.of("X", "Y", "Z")) {
			declare(xml, "POSITION_" + axis, axis, "POSITION", "false");
		}
		declare(xml, "POSITION_T", "T", "TIME", "false");
		declare(xml, "FRAME", "Frame", "NONE", "true");
		declare(xml, "RADIUS", "Radius", "LENGTH", "false");
		declare(xml, "VISIBILITY", "Visibility", "NONE", "true");
		declare(xml, "AREA", "Area", "AREA", "false");
		declare(xml, "MEAN_INTENSITY_CH1", "Mean ch1", "INTENSITY", "false");
		xml.writeEndElement();
		start(xml, "EdgeFeatures");
		declare(xml, "SPOT_SOURCE_ID", "Source ID", "NONE", "true");
		declare(xml, "SPOT_TARGET_ID", "Target ID", "NONE", "true");
		declare(xml, "DISPLACEMENT", "Displacement", "LENGTH", "false");
		declare(xml, "SPEED", "Speed", "VELOCITY", "false");
		xml.writeEndElement();
		start(xml, "TrackFeatures");
		declare(xml, "TRACK_ID", "Track ID", "NONE", "true");
		declare(xml, "NUMBER_SPOTS", "Number of spots", "NONE", "true");
		declare(xml, "NUMBER_SPLITS", "Number of splits", "NONE", "true");
		declare(xml, "NUMBER_GAPS", "Number of gaps", "NONE", "true");
		declare(xml, "TRACK_START", "Start", "TIME", "false");
		declare(xml, "TRACK_STOP", "Stop", "TIME", "false");
		declare(xml, "TRACK_DURATION", "Duration", "TIME", "false");
		xml.writeEndElement();
		xml.writeEndElement();
	}

	private static void declare(XMLStreamWriter xml, String feature, String name, String dimension, String isInt) throws XMLStreamException {
		start(xml, "Feature", "feature", feature, "name", name, "shortname", name, "dimension", dimension, "isint", isInt);
		xml.writeEndElement();
	}

	private void spot(XMLStreamWriter xml, Spot spot, double[] corners) throws XMLStreamException {
		FilmScale scale = film.scale();
		double pixel = scale.width() * scale.height();
		start(xml, "Spot", "ID", Integer.toString(ids.get(spot)), "name", "ID" + ids.get(spot), "QUALITY", number(spot.area()), "POSITION_T",
			number(spot.frame() * scale.interval()), "FRAME", Integer.toString(spot.frame()), "VISIBILITY", "1", "RADIUS",
			number(spot.radius() * Math.sqrt(pixel)),
			"POSITION_X", number(spot.x() * scale.width()), "POSITION_Y", number(spot.y() * scale.height()), "POSITION_Z", "0.0", "AREA",
			number(spot.area() * pixel), "MEAN_INTENSITY_CH1", number(spot.mean()));
		if (corners.length > 0) {
			xml.writeAttribute("ROI_N_POINTS", Integer.toString(corners.length / 2));
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < corners.length; i += 2) {
				text.append(i == 0 ? "" : " ").append(number((corners[i] - spot.x()) * scale.width())).append(' ')
					.append(number((corners[i + 1] - spot.y()) * scale.height()));
			}
			xml.writeCharacters(text.toString());
		}
		xml.writeEndElement();
	}

	/** Java's own shortest text, which has a decimal point everywhere. */
	private static String number(double value) {
		return Double.toString(value);
	}

	/** A family: the tracks that stem from one. */
	private Map<Integer, List<Track>> grouped() {
		Map<Integer, Integer> founder = new HashMap<>();
		Map<Integer, List<Track>> families = new LinkedHashMap<>();
		for (Track track : tracks.tracks()) {
			int first = track.parent() == 0 ? track.id() : founder.get(track.parent());
			founder.put(track.id(), first);
			families.computeIfAbsent(first, id -> new ArrayList<>()).add(track);
		}
		return families;
	}

	private void families(XMLStreamWriter xml) throws XMLStreamException {
		List<List<Track>> families = grouped().values().stream().filter(family -> family.stream().mapToInt(track -> track.spots().size()).sum() > 1).toList();
		start(xml, "AllTracks");
		for (int i = 0; i < families.size(); i++) {
			family(xml, families.get(i), i);
		}
		xml.writeEndElement();
		start(xml, "FilteredTracks");
		for (int i = 0; i < families.size(); i++) {
			start(xml, "TrackID", "TRACK_ID", Integer.toString(i));
			xml.writeEndElement();
		}
		xml.writeEndElement();
	}

	private void family(XMLStreamWriter xml, List<Track> family, int index) throws XMLStreamException {
		double interval = film.scale().interval();
		double start = family.get(0).first() * interval;
		double stop = family.stream().mapToInt(Track::last).max().orElseThrow() * interval;
		start(xml, "Track", "name", "Track_" + family.get(0).id(), "TRACK_ID", Integer.toString(index), "NUMBER_SPOTS",
			Integer.toString(family.stream().mapToInt(track -> track.spots().size()).sum()), "NUMBER_SPLITS",
			Integer.toString((int) family.stream().mapToInt(Track::parent).filter(parent -> parent != 0).distinct().count()), "NUMBER_GAPS",
			Integer.toString(family.stream().mapToInt(TrackMateXml::gaps).sum()), "TRACK_START", number(start), "TRACK_STOP", number(stop), "TRACK_DURATION",
			number(stop - start));
		for (Track track : family) {
			if (track.parent() != 0) edge(xml, last(tracks.track(track.parent())), track.spots().get(0));
			for (int i = 1; i < track.spots().size(); i++) {
				edge(xml, track.spots().get(i - 1), track.spots().get(i));
			}
		}
		xml.writeEndElement();
	}

	private static int gaps(Track track) {
		int gaps = 0;
		for (int i = 1; i < track.spots().size(); i++) {
			if (track.spots().get(i).frame() > track.spots().get(i - 1).frame() + 1) gaps++;
		}
		return gaps;
	}

	private static Spot last(Track track) {
		return track.spots().get(track.spots().size() - 1);
	}

	private void edge(XMLStreamWriter xml, Spot from, Spot to) throws XMLStreamException {
		FilmScale scale = film.scale();
		double step = Math.hypot((to.x() - from.x()) * scale.width(), (to.y() - from.y()) * scale.height());
		start(xml, "Edge", "SPOT_SOURCE_ID", Integer.toString(ids.get(from)), "SPOT_TARGET_ID", Integer.toString(ids.get(to)), "DISPLACEMENT", number(step),
			"SPEED",
			number(step / ((to.frame() - from.frame()) * scale.interval())));
		xml.writeEndElement();
	}

	private void settings(XMLStreamWriter xml) throws XMLStreamException {
		FilmScale scale = film.scale();
		start(xml, "Settings");
		start(xml, "ImageData", "filename", film.file(), "folder", film.folder(), "width", Integer.toString(film.width()), "height",
			Integer.toString(film.height()), "nslices", "1", "nframes", Integer.toString(tracks.frames()), "pixelwidth", number(scale.width()), "pixelheight",
			number(scale.height()), "voxeldepth", "1.0", "timeinterval", number(scale.interval()));
		xml.writeEndElement();
		start(xml, "BasicSettings", "xstart", "0", "xend", Integer.toString(film.width() - 1), "ystart", "0", "yend", Integer.toString(film.height() - 1),
			"zstart",
			"0", "zend", "0", "tstart", "0", "tend", Integer.toString(tracks.frames() - 1));
		xml.writeEndElement();
		start(xml, "InitialSpotFilter", "feature", "QUALITY", "value", "0.0", "isabove", "true");
		xml.writeEndElement();
		start(xml, "SpotFilterCollection");
		xml.writeEndElement();
		start(xml, "TrackFilterCollection");
		xml.writeEndElement();
		xml.writeEndElement();
	}
}
