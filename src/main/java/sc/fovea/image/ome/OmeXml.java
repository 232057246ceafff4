package sc.fovea.image.ome;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads OME-XML, element by element; nothing outside the text is ever looked up.
 *
 * <pre>{@code
 * List<OmeImage> images = OmeXml.read(description, "cells.ome.tif");
 * }</pre>
 */
public final class OmeXml {

	private static final int MOST_PLANES = 10_000_000;

	private OmeXml() {}

	/** Whether a text is OME-XML. */
	public static boolean isIn(String text) {
		String start = text.substring(0, Math.min(text.length(), 4096));
		return start.contains("<OME") && start.contains("openmicroscopy.org") || start.contains("<OME:OME");
	}

	/**
	 * The images of a description.
	 *
	 * @param own name of the file that it stands in: planes of other names are in files beside it
	 * @throws IOException if it is no OME-XML, or has an image without size; the message is the reason
	 */
	public static List<OmeImage> read(String text, String own) throws IOException {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		try {
			return new Walk(factory.createXMLStreamReader(new StringReader(text.strip())), own).images();
		}
		catch (XMLStreamException e) {
			throw new IOException("its OME-XML is damaged at line " + e.getLocation().getLineNumber(), e);
		}
		catch (NumberFormatException e) {
			throw new IOException("its OME-XML has a number that is none: " + e.getMessage(), e);
		}
	}

	/** A TiffData element. */
	private record Data(int ifd, int c, int z, int t, int count, String uuid, String file) {}

	/** One pass over the text. */
	private static final class Walk {

		private final XMLStreamReader xml;
		private final String own;
		private final List<OmeImage> images = new ArrayList<>();
		private String ownUuid = "";
		private String imageName = "";
		private Map<String, String> pixels;
		private final List<String> names = new ArrayList<>();
		private final List<Data> data = new ArrayList<>();
		private int samples;

		Walk(XMLStreamReader xml, String own) {
			this.xml = xml;
			this.own = own;
		}

		List<OmeImage> images() throws XMLStreamException, IOException {
			while (xml.hasNext()) {
				int event = xml.next();
				if (event == XMLStreamConstants.START_ELEMENT) start(xml.getLocalName());
				else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("Pixels") && pixels != null) end();
			}
			return images;
		}

		private void start(String element) throws XMLStreamException {
			switch (element) {
				case "OME" -> ownUuid = attribute("UUID", "");
				case "Image" -> imageName = attribute("Name", "");
				case "Pixels" -> {
					pixels = attributes();
					names.clear();
					data.clear();
					samples = 1;
				}
				case "Channel" -> {
					names.add(attribute("Name", ""));
					samples = Math.max(samples, number(attribute("SamplesPerPixel", "1"), 1));
				}
				case "TiffData" -> data.add(tiffData());
				default -> {
				}
			}
		}

		private Data tiffData() throws XMLStreamException {
			Map<String, String> a = attributes();
			int count = number(a.get("PlaneCount"), number(a.get("NumPlanes"), a.containsKey("IFD") ? 1 : 0));
			int[] at = { number(a.get("IFD"), 0), number(a.get("FirstC"), 0), number(a.get("FirstZ"), 0), number(a.get("FirstT"), 0) };
			String file = "";
			String uuid = "";
			while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("TiffData"))
				if (xml.getEventType() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("UUID")) {
					file = attribute("FileName", "");
					uuid = xml.getElementText();
				}
			return new Data(at[0], at[1], at[2], at[3], count, uuid.strip(), file);
		}

		private Map<String, String> attributes() {
			Map<String, String> all = new HashMap<>();
			for (int i = 0; i < xml.getAttributeCount(); i++)
				all.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
			return all;
		}

		private String attribute(String name, String otherwise) {
			String value = xml.getAttributeValue(null, name);
			return value == null ? otherwise : value;
		}

		private static int number(String text, int otherwise) {
			return text == null || text.isBlank() ? otherwise : Integer.parseInt(text.strip());
		}

		private void end() throws IOException {
			int width = size("SizeX");
			int height = size("SizeY");
			int channels = size("SizeC");
			int slices = size("SizeZ");
			int frames = size("SizeT");
			if (channels % samples != 0) samples = 1;
			if ((double) channels * slices * frames > MOST_PLANES)
				throw new IOException("its OME-XML promises " + channels + "x" + slices + "x" + frames + " planes");
			while (names.size() < channels / samples)
				names.add("");
			images.add(new OmeImage(imageName, width, height, channels, slices, frames, length("X"), length("Y"), length("Z"),
				List.copyOf(names.subList(0, channels / samples)), samples, planes(channels / samples, slices, frames)));
			pixels = null;
		}

		private int size(String name) throws IOException {
			int size = number(pixels.get(name), 0);
			if (size < 1) throw new IOException("its OME-XML has an image without " + name);
			return size;
		}

		/** A size of a pixel in µm; 0 where it is not given, or no length. */
		private double length(String axis) {
			String text = pixels.get("PhysicalSize" + axis);
			double value = text == null || text.isBlank() ? 0 : Double.parseDouble(text.strip());
			double size = value * micrometres(pixels.getOrDefault("PhysicalSize" + axis + "Unit", "µm").strip());
			return size > 0 && Double.isFinite(size) ? size : 0;
		}

		private static double micrometres(String unit) {
			return switch (unit) {
				case "Mm" -> 1e12;
				case "km" -> 1e9;
				case "m" -> 1e6;
				case "dm" -> 1e5;
				case "cm" -> 1e4;
				case "mm" -> 1e3;
				case "nm" -> 1e-3;
				case "pm" -> 1e-6;
				case "\u00c5", "\u212b" -> 1e-4;
				case "in" -> 25_400;
				case "thou", "mil" -> 25.4;
				case "ft" -> 304_800;
				case "pixel", "reference frame" -> 0;
				default -> unit.endsWith("m") && unit.length() >= 2 ? 1 : 0; // µ in any of its encodings
			};
		}

		/** Where the planes are. A TiffData without numbers means: all directories, in the order of the axes. */
		private Map<Integer, OmePlane> planes(int channels, int slices, int frames) {
			int all = channels * slices * frames;
			String order = pixels.getOrDefault("DimensionOrder", "XYCZT").toUpperCase(Locale.ROOT);
			Axes axes = new Axes(order.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)") ? order.substring(2) : "CZT", channels, slices, frames);
			Map<Integer, OmePlane> planes = new HashMap<>();
			if (data.isEmpty()) data.add(new Data(0, 0, 0, 0, all, "", ""));
			for (Data part : data) {
				boolean isHere = part.file.isEmpty() || part.file.equals(own) || !ownUuid.isEmpty() && ownUuid.equals(part.uuid);
				int first = axes.place(part.c, part.z, part.t);
				int count = part.count == 0 ? all - first : part.count;
				for (int i = 0; i < count && first + i < all && first >= 0; i++)
					planes.put(axes.ordinary(first + i), new OmePlane(isHere ? "" : part.file, part.ifd + i));
			}
			return planes;
		}
	}

	/** Numbers of planes in the order of a file, and in XYCZT. */
	private record Axes(String order, int channels, int slices, int frames) {

		private int size(char axis) {
			return axis == 'C' ? channels : axis == 'Z' ? slices : frames;
		}

		int place(int c, int z, int t) {
			if (c < 0 || z < 0 || t < 0 || c >= channels || z >= slices || t >= frames) return -1;
			int place = 0;
			for (int i = 2; i >= 0; i--) {
				char axis = order.charAt(i);
				place = place * size(axis) + (axis == 'C' ? c : axis == 'Z' ? z : t);
			}
			return place;
		}

		int ordinary(int place) {
			int[] czt = new int[3];
			int left = place;
			for (int i = 0; i < 3; i++) {
				char axis = order.charAt(i);
				czt["CZT".indexOf(axis)] = left % size(axis);
				left /= size(axis);
			}
			return czt[0] + channels * (czt[1] + slices * czt[2]);
		}
	}
}
