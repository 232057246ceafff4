package sc.fovea.model;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file on the web that is known before it is fetched.
 *
 * @param address http or https, with a file name at the end of its path
 * @param sha256 SHA-256 of its content, 64 hexadecimal digits
 * @param bytes its length
 */
public record WebFile(URI address, String sha256, long bytes) {

	private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
	/** What every file system allows. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

	/** @throws IllegalArgumentException if the address is of another kind or names no file, or digest or length are none */
	public WebFile {
		sha256 = sha256.toLowerCase(Locale.ROOT);
		boolean isWeb = address.getHost() != null && Set.of("http", "https").contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
		if (!isWeb || !NAME.matcher(lastPart(address)).matches()) {
			throw new IllegalArgumentException("Expected an http or https address that ends in a plain file name, got '" + address + "'.");
		}
		if (!DIGEST.matcher(sha256).matches() || bytes < 1) {
			throw new IllegalArgumentException("Expected a SHA-256 of 64 hexadecimal digits and a length of at least 1 byte, got '" + sha256 + "' and "
				+ bytes + ".");
		}
	}

	/** The last part of the address, for example {@code weights.h5}. */
	public String name() {
		return lastPart(address);
	}

	private static String lastPart(URI address) {
		String path = String.valueOf(address.getPath());
		return path.substring(path.lastIndexOf('/') + 1);
	}
}
