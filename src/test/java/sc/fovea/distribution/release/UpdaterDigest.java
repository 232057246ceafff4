package sc.fovea.distribution.release;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The checksum by which ImageJ's Updater knows a file, as {@code net.imagej.updater.util.UpdaterUtil} defines it: SHA-1 of path and content; for a jar, of names and
 * contents of its entries in the order of their names, without the manifest, and without the comments of properties, which differ from build to build.
 */
final class UpdaterDigest {

	private UpdaterDigest() {}

	/** @param path in the folder of ImageJ, with slashes */
	static String of(String path, Path file) throws IOException {
		MessageDigest digest = sha1();
		if (path.endsWith(".jar")) {
			addJar(file, digest);
		}
		else {
			digest.update(path.getBytes(StandardCharsets.US_ASCII));
			digest.update(Files.readAllBytes(file));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java has SHA-1.", e);
		}
	}

	private static void addJar(Path file, MessageDigest digest) throws IOException {
		try (JarFile jar = new JarFile(file.toFile(), false);
			OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
			for (ZipEntry entry : jar.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList()) {
				digest.update(entry.getName().getBytes(StandardCharsets.US_ASCII));
				if (entry.getName().equals(JarFile.MANIFEST_NAME)) continue;
				try (InputStream content = new BufferedInputStream(jar.getInputStream(entry))) {
					if (entry.getName().endsWith(".properties")) addProperties(content, digest);
					else
						content.transferTo(out);
				}
			}
		}
	}

	/** A comment becomes an empty line; behind an empty line the Updater does not look for one. */
	private static void addProperties(InputStream content, MessageDigest digest) throws IOException {
		boolean isStart = true;
		for (int c = content.read(); c >= 0; c = content.read()) {
			if (isStart && c == '#') {
				int first = content.read();
				c = first;
				while (c != '\n' && c >= 0) {
					c = content.read();
				}
				isStart = first != '\n';
				if (c < 0) return;
			}
			else {
				isStart = !isStart && c == '\n';
			}
			digest.update((byte) c);
		}
	}
}
