package sc.fovea.distribution.release;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Writes zips whose programs can be started after unpacking. Jars are stored as they are, since they are compressed already. */
final class Zip {

	private static final Map<String, ?> JARS = Map.of("create", "true", "useTempFile", true, "compressionMethod", "STORED", "enablePosixFileAttributes",
		"true");

	private Zip() {}

	/** Writes one in place of an older one. */
	static void write(Path zip, Layout layout) throws IOException {
		Files.deleteIfExists(zip);
		try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), JARS)) {
			for (Map.Entry<String, Path> file : layout.files().entrySet()) {
				Path inside = files.getPath(file.getKey());
				if (inside.getParent() != null) Files.createDirectories(inside.getParent());
				Files.copy(file.getValue(), inside, StandardCopyOption.COPY_ATTRIBUTES);
				Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString(isProgram(file.getKey()) ? "rwxr-xr-x" : "rw-r--r--"));
			}
		}
	}

	private static boolean isProgram(String path) {
		return path.startsWith("bin/");
	}
}
