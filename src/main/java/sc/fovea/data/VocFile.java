package sc.fovea.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import sc.fovea.geometry.Box;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageFileException;

/**
 * Boxes in the XML of Pascal VOC. There the first pixel is 1 and the last one belongs to the box: {@code xmin} 1 and {@code xmax} 10 are the first ten columns,
 * here a box from 0 to 10. Of an object its name and its box are read.
 */
public final class VocFile {

	private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

	private VocFile() {}

	/**
	 * A box as it stands in a file.
	 *
	 * @param label name of its class; empty if there is none
	 * @param box in pixels; of area 0 or less extent in the file becomes area 0; empty if a coordinate is missing or no number
	 * @param isDifficult whether it is marked as one that neither teaches nor counts
	 */
	public record Entry(String label, Optional<Box> box, boolean isDifficult) {}

	/** The boxes of a file. @throws ImageFileException naming the file, if it is not such XML, or an object has no name or no box with an extent */
	public static List<LabelledBox> read(Path file) throws ImageFileException {
		List<LabelledBox> boxes = new ArrayList<>();
		for (Entry entry : entries(file)) {
			Box box = entry.box().filter(b -> b.area() > 0 && !entry.label().isEmpty()).orElseThrow(() -> new ImageFileException(
				"Expected objects with a name and numbers of pixels with xmin <= xmax and ymin <= ymax, got another one in \"" + file + "\"."));
			boxes.add(LabelledBox.of(entry.label(), box));
		}
		return boxes;
	}

	/** All that a file says about its objects. @throws ImageFileException naming the file, if it is not such XML */
	public static List<Entry> entries(Path file) throws ImageFileException {
		NodeList objects = root(file).getElementsByTagName("object");
		List<Entry> entries = new ArrayList<>();
		for (int i = 0; i < objects.getLength(); i++) {
			entries.add(entry((Element) objects.item(i)));
		}
		return entries;
	}

	private static Element root(Path file) throws ImageFileException {
		try (InputStream in = Files.newInputStream(file)) {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			var builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new Strict());
			return builder.parse(in).getDocumentElement();
		}
		catch (IOException | SAXException | ParserConfigurationException e) {
			throw new ImageFileException("\"" + file + "\" is not the XML of Pascal VOC: " + e.getMessage(), e);
		}
	}

	/** Stops at the first fault, and prints nothing. */
	private static final class Strict implements ErrorHandler {

		@Override
		public void warning(SAXParseException e) throws SAXException {
			throw e;
		}

		@Override
		public void error(SAXParseException e) throws SAXException {
			throw e;
		}

		@Override
		public void fatalError(SAXParseException e) throws SAXException {
			throw e;
		}
	}

	private static Entry entry(Element object) {
		return new Entry(text(object, "name").orElse(""), box(object), text(object, "difficult").filter("1"::equals).isPresent());
	}

	private static Optional<Box> box(Element object) {
		double[] edges = Stream.of("xmin", "ymin", "xmax", "ymax").flatMap(tag -> text(object, tag).stream()).filter(NUMBER.asMatchPredicate())
			.mapToDouble(Double::parseDouble).toArray();
		if (edges.length < 4) return Optional.empty();
		double left = edges[0] - 1;
		double top = edges[1] - 1;
		return Optional.of(new Box(left, top, Math.max(0, edges[2] - left), Math.max(0, edges[3] - top)));
	}

	private static Optional<String> text(Element object, String tag) {
		NodeList found = object.getElementsByTagName(tag);
		return found.getLength() == 0 ? Optional.empty() : Optional.of(found.item(0).getTextContent().strip());
	}

	/** Writes boxes; edges are rounded outwards to whole pixels. @param image name of the image file @throws ImageFileException if it cannot be written */
	public static void write(Path file, String image, Extent extent, List<LabelledBox> boxes) throws ImageFileException {
		StringBuilder xml = new StringBuilder("<annotation>\n\t<filename>" + escaped(image) + "</filename>\n");
		xml.append(String.format(Locale.ROOT, "\t<size><width>%d</width><height>%d</height><depth>%d</depth></size>%n", extent.width(), extent.height(),
			extent.channels()));
		for (LabelledBox box : boxes) {
			Box b = box.box();
			xml.append(String.format(Locale.ROOT,
				"\t<object><name>%s</name><bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox></object>%n", escaped(box.label()),
				(int) Math.floor(b.x() + 1e-6) + 1, (int) Math.floor(b.y() + 1e-6) + 1, (int) Math.ceil(b.right() - 1e-6), (int) Math.ceil(b.bottom() - 1e-6)));
		}
		xml.append("</annotation>\n");
		AtomicFiles.write(file, target -> Files.writeString(target, xml.toString().replace(System.lineSeparator(), "\n"), StandardCharsets.UTF_8));
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}
}
