package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;
import sc.fovea.distribution.Distribution.Ended;

/** What people unpack over a Fiji or an ImageJ, and the folder of the update site. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "shell scripts")
class ReleaseIT {

	private static final Path TARGET = Distribution.HOME.getParent();
	/** Of Fiji, as it ships them, and of its Bio-Formats. */
	private static final List<String> OF_FIJI = List.of("ij", "ij1-patcher", "javassist", "classgraph", "imglib2", "scijava-common", "parsington", "gson",
		"commons-math3", "commons-lang3", "slf4j-api", "lz4-java", "bio-formats/snakeyaml");

	@TempDir
	Path folder;

	private static Path zip(boolean isPlain) throws IOException {
		try (Stream<Path> files = Files.list(TARGET)) {
			return files.filter(f -> f.getFileName().toString().matches("fovea-.*\\.zip") && f.toString().endsWith("-imagej1.zip") == isPlain).sorted()
				.findFirst()
				.orElseThrow();
		}
	}

	/** A folder laid out like Fiji's, with its libraries that Fovea uses and a few files that must stay. */
	private Path fiji() throws IOException {
		Path fiji = folder.resolve("Fiji of Zo\u00eb");
		for (String library : OF_FIJI) {
			String stem = library.substring(library.indexOf('/') + 1);
			try (Stream<Path> jars = Files.list(Distribution.HOME.resolve("lib"))) {
				Path jar = jars.filter(j -> j.getFileName().toString().matches(stem + "-\\d.*")).findFirst().orElseThrow();
				Path copy = fiji.resolve("jars").resolve(library).resolveSibling(jar.getFileName());
				Files.createDirectories(copy.getParent());
				Files.copy(jar, copy);
			}
		}
		for (String name : List.of("macros/StartupMacros.fiji.ijm", "macros/toolsets/Other.ijm", "plugins/Other_.jar.txt", "db.xml.gz")) {
			Files.createDirectories(fiji.resolve(name).getParent());
			Files.writeString(fiji.resolve(name), "Fiji's own");
		}
		return fiji;
	}

	private static Map<String, Long> files(Path folder) throws IOException {
		Map<String, Long> found = new TreeMap<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				found.put(folder.relativize(file).toString(), Files.size(file) * 31 + Files.getLastModifiedTime(file).toMillis());
			}
		}
		return found;
	}

	private static void unzip(Path zip, Path into) throws Exception {
		Files.createDirectories(into);
		Ended ended = Distribution.run(new ProcessBuilder("unzip", "-q", "-o", zip.toString()).directory(into.toFile()));
		assertThat(ended.exit()).as(ended.err()).isZero();
	}

	@Test
	void unpacked_over_fiji_it_changes_no_file_of_fiji_and_runs_with_its_libraries_and_goes_again() throws Exception {
		Path fiji = fiji();
		Map<String, Long> before = files(fiji);
		unzip(zip(false), fiji);
		Map<String, Long> after = files(fiji);
		assertThat(after).containsAllEntriesOf(before);
		assertThat(difference(after, before)).allMatch(name -> name.matches("(plugins/Fovea|macros/Fovea|macros/toolsets|bin)/.*"));
		Path image = Distribution.IMAGES.resolve("nuclei_sparse.tif");
		Ended ended = Distribution.run(new ProcessBuilder(fiji.resolve("bin/fovea").toString(), "segment", image.toString(), "--output",
			folder.resolve("out").toString(), "--write", "labels"));
		assertThat(ended.exit()).as(ended.err()).isZero();
		assertThat(ended.out()).contains("1 image, 28 objects");
		withoutAYamlReader(fiji);
		unzip(zip(false), fiji);
		assertThat(Distribution.run(new ProcessBuilder(fiji.resolve("bin/fovea-uninstall").toString())).exit()).isZero();
		assertThat(files(fiji)).isEqualTo(before);
		assertThat(fiji.resolve("plugins/Fovea")).doesNotExist();
	}

	/** Bio-Formats can be switched off in Fiji. */
	private void withoutAYamlReader(Path fiji) throws Exception {
		Path away = Files.move(fiji.resolve("jars/bio-formats"), folder.resolve("bio-formats"));
		Ended check = Distribution.run(new ProcessBuilder(fiji.resolve("bin/fovea").toString(), "check"));
		assertThat(check.exit()).isNotZero();
		assertThat(check.out() + check.err()).contains("A library is missing that Fovea needs: SnakeYAML (snakeyaml-2.5.jar").doesNotContain("Exception");
		Ended segment = Distribution
			.run(new ProcessBuilder(fiji.resolve("bin/fovea").toString(), "segment", Distribution.IMAGES.toString(), "--model", "nuclei",
				"--output", folder.resolve("none").toString()));
		assertThat(segment.exit()).isEqualTo(2);
		assertThat(segment.err()).startsWith("fovea: A library is missing that Fovea needs: SnakeYAML").hasLineCount(1);
		Files.move(away, fiji.resolve("jars/bio-formats"));
	}

	private static Set<String> difference(Map<String, Long> all, Map<String, Long> some) {
		Set<String> names = new HashSet<>(all.keySet());
		names.removeAll(some.keySet());
		return names;
	}

	@Test
	void each_library_comes_with_the_zip_or_with_fiji() throws Exception {
		unzip(zip(false), folder.resolve("alone"));
		List<String> stems = new ArrayList<>(OF_FIJI.stream().map(name -> name.substring(name.indexOf('/') + 1)).toList());
		try (Stream<Path> jars = Files.list(folder.resolve("alone/plugins/Fovea"))) {
			jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", "")).forEach(stems::add);
		}
		try (Stream<Path> jars = Files.list(Distribution.HOME.resolve("lib"))) {
			assertThat(jars.map(jar -> jar.getFileName().toString()).filter(jar -> jar.endsWith(".jar"))
				.map(jar -> jar.replaceFirst("-\\d.*", ""))).isSubsetOf(stems);
		}
	}

	@Test
	void the_zip_for_a_plain_imagej_runs_on_a_computer_that_has_only_java() throws Exception {
		Path server = folder.resolve("server");
		unzip(zip(true), server);
		assertThat(server.resolve("plugins/Fovea/ij.jar")).doesNotExist();
		Ended ended = Distribution.run(new ProcessBuilder(server.resolve("bin/fovea").toString(), "models"));
		assertThat(ended.exit()).as(ended.err()).isZero();
		assertThat(ended.out()).contains("nuclei (bundled, ");
	}

	/** Read as ImageJ's Updater reads it: GZIP, the document type checked, and each file at its path with its time stamp. */
	@Test
	void the_update_site_lists_each_file_with_its_size_and_place() throws Exception {
		Path site = TARGET.resolve("update-site");
		Document document = document(site.resolve("db.xml.gz"));
		Map<String, Element> plugins = new LinkedHashMap<>();
		for (int i = 0; i < document.getElementsByTagName("plugin").getLength(); i++) {
			Element plugin = (Element) document.getElementsByTagName("plugin").item(i);
			plugins.put(plugin.getAttribute("filename"), plugin);
		}
		unzip(zip(false), folder.resolve("unpacked"));
		assertThat(plugins.keySet()).containsAll(files(folder.resolve("unpacked")).keySet());
		for (Map.Entry<String, Element> plugin : plugins.entrySet()) {
			Element version = (Element) plugin.getValue().getElementsByTagName("version").item(0);
			assertThat(version.getAttribute("timestamp")).matches("20\\d{12}");
			assertThat(version.getAttribute("checksum")).matches("[0-9a-f]{40}");
			Path file = site.resolve(plugin.getKey() + "-" + version.getAttribute("timestamp"));
			assertThat(Files.size(file)).isEqualTo(Long.parseLong(version.getAttribute("filesize")));
			boolean isNative = plugin.getKey().matches(".*tensorflow-core-native-.*");
			assertThat(plugin.getValue().getElementsByTagName("platform").getLength()).isEqualTo(isNative ? 1 : 0);
		}
	}

	private static Document document(Path file) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setValidating(true);
		DocumentBuilder builder = factory.newDocumentBuilder();
		builder.setErrorHandler(new Strict());
		try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
			return builder.parse(in);
		}
	}

	private static final class Strict implements ErrorHandler {

		@Override
		public void warning(SAXParseException e) throws SAXParseException {
			throw e;
		}

		@Override
		public void error(SAXParseException e) throws SAXParseException {
			throw e;
		}

		@Override
		public void fatalError(SAXParseException e) throws SAXParseException {
			throw e;
		}
	}
}
