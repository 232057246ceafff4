package sc.fovea.annotation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import sc.fovea.image.ImageFileException;

/** GeoJSON in a zip, as QuPath writes it where it is asked to compress: one entry that ends in {@code .geojson} or {@code .json}. */
final class ZippedGeoJson {

	private static final int LARGEST = 1 << 28;

	private ZippedGeoJson() {}

	/** Whether a zip holds such an entry. @throws ImageFileException naming the file, if it cannot be read */
	static boolean isIn(Path file) throws ImageFileException {
		return FileNames.hasEnding(file, ".zip") && text(file).length > 0;
	}

	static AnnotationFile open(Path file) {
		return AnnotationFile.ofImage(file, extent -> {
			Collector objects = new Collector(file, extent);
			byte[] text = text(file);
			JsonSource.read(file, () -> new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8),
				json -> new GeoJsonReader(json, objects, extent).read());
			return objects.annotations();
		});
	}

	/** The first such entry; empty if there is none, or the file is no zip. */
	private static byte[] text(Path file) throws ImageFileException {
		try (InputStream in = Files.newInputStream(file); ZipInputStream zip = new ZipInputStream(in)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				String name = entry.getName().toLowerCase(Locale.ROOT);
				boolean isText = (name.endsWith(".geojson") || name.endsWith(".json")) && !name.matches("(.*/)?(\\.|__macosx).*");
				if (isText) return limited(file, zip.readNBytes(LARGEST));
			}
			return new byte[0];
		}
		catch (IOException | IllegalArgumentException e) {
			throw e instanceof ImageFileException known ? known : new ImageFileException("Cannot read \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	private static byte[] limited(Path file, byte[] text) throws ImageFileException {
		if (text.length == LARGEST) throw new ImageFileException("Expected GeoJSON of less than 256 MB, got more in \"" + file + "\".");
		return text;
	}
}
