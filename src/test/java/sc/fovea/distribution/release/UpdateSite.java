package sc.fovea.distribution.release;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A folder that ImageJ's Updater reads from any web server: {@code db.xml.gz} lists the files, and each lies beside it as {@code PATH-TIMESTAMP}, as
 * {@code net.imagej.updater.FilesCollection.getURL} asks for it.
 *
 * @param files for Fiji, with the libraries for every kind of computer that there are
 */
record UpdateSite(Layout files) {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

	/** Elements and attributes, as the Updater's own files declare them. */
	private static final String DOCTYPE = """
		<!DOCTYPE pluginRecords [
		<!ELEMENT pluginRecords (plugin*)>
		<!ELEMENT plugin (platform*, category*, version?, previous-version*)>
		<!ATTLIST plugin filename CDATA #REQUIRED executable CDATA #IMPLIED>
		<!ELEMENT platform (#PCDATA)>
		<!ELEMENT category (#PCDATA)>
		<!ELEMENT version (description?, dependency*, link*, author*)>
		<!ATTLIST version checksum CDATA #REQUIRED timestamp CDATA #REQUIRED filesize CDATA #REQUIRED>
		<!ELEMENT description (#PCDATA)>
		<!ELEMENT dependency EMPTY>
		<!ATTLIST dependency filename CDATA #REQUIRED timestamp CDATA #IMPLIED overrides CDATA #IMPLIED>
		<!ELEMENT link (#PCDATA)>
		<!ELEMENT author (#PCDATA)>
		<!ELEMENT previous-version EMPTY>
		<!ATTLIST previous-version filename CDATA #IMPLIED timestamp CDATA #REQUIRED timestamp-obsolete CDATA #IMPLIED checksum CDATA #REQUIRED>]>""";

	/** Writes the folder. */
	void write(Path folder) throws IOException {
		for (Map.Entry<String, Path> file : files.files().entrySet()) {
			Path copy = folder.resolve(file.getKey() + "-" + timestamp(file.getValue()));
			Files.createDirectories(copy.getParent());
			link(copy, file.getValue());
		}
		Files.createDirectories(folder);
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("db.xml.gz")))) {
			out.write(xml().getBytes(StandardCharsets.UTF_8));
		}
	}

	/** Another name of the file where the disk can do that, else a copy. */
	private static void link(Path copy, Path file) throws IOException {
		try {
			Files.createLink(copy, file);
		}
		catch (UnsupportedOperationException | FileSystemException e) {
			Files.copy(file, copy);
		}
	}

	private static String timestamp(Path file) throws IOException {
		return TIMESTAMP.format(Instant.ofEpochMilli(Files.getLastModifiedTime(file).toMillis()));
	}

	private String xml() throws IOException {
		Writer text = new StringWriter();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
			xml.writeStartDocument("UTF-8", "1.0");
			xml.writeDTD("\n" + DOCTYPE + "\n");
			xml.writeStartElement("pluginRecords");
			for (Map.Entry<String, Path> file : files.files().entrySet()) {
				xml.writeCharacters("\n");
				write(xml, file.getKey(), file.getValue());
			}
			xml.writeEndElement();
			xml.writeEndDocument();
		}
		catch (XMLStreamException e) {
			throw new IOException(e.getMessage(), e);
		}
		return text.toString();
	}

	private static void write(XMLStreamWriter xml, String path, Path file) throws XMLStreamException, IOException {
		xml.writeStartElement("plugin");
		xml.writeAttribute("filename", path);
		if (path.startsWith("bin/") && !path.endsWith(".bat")) xml.writeAttribute("executable", "true");
		for (NativeLibrary library : NativeLibrary.values()) {
			if (path.endsWith("/" + library.installedName()) && library != NativeLibrary.LINUX_GPU) element(xml, "platform", library.updaterName());
		}
		xml.writeStartElement("version");
		xml.writeAttribute("checksum", UpdaterDigest.of(path, file));
		xml.writeAttribute("timestamp", timestamp(file));
		xml.writeAttribute("filesize", String.valueOf(Files.size(file)));
		xml.writeEndElement();
		xml.writeEndElement();
	}

	private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
		xml.writeStartElement(name);
		xml.writeCharacters(text);
		xml.writeEndElement();
	}
}
