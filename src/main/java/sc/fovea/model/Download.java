package sc.fovea.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Fills one file from the web, from where an earlier transfer stopped (HTTP Range, RFC 9110), and checks it.
 *
 * @param file what is fetched
 * @param part the file that is filled
 * @param channel it, open and locked
 * @param progress is told how far the transfer is
 */
record Download(WebFile file, Path part, FileChannel channel, FileCache.Progress progress) {

	private static final int TIMEOUT_MILLIS = 30_000;
	private static final int BUFFER = 1 << 16;
	private static final int MOST_INTERRUPTIONS = 50;
	private static final int RANGE_NOT_SATISFIABLE = 416;

	/** Bytes of a file on the web. @throws IOException if there is no such file, or the server does not tell */
	static long length(URI address) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
		connection.setConnectTimeout(TIMEOUT_MILLIS);
		connection.setReadTimeout(TIMEOUT_MILLIS);
		connection.setRequestMethod("HEAD");
		connection.setRequestProperty("Accept-Encoding", "identity");
		try {
			int status = connection.getResponseCode();
			if (status != HttpURLConnection.HTTP_OK) {
				throw new IOException("expected HTTP status 200, got " + status);
			}
			if (connection.getContentLengthLong() < 1) {
				throw new IOException("expected the length of the file, got none");
			}
			return connection.getContentLengthLong();
		}
		finally {
			connection.disconnect();
		}
	}

	/** Until the file is whole and right. @throws IOException if it does not become so; wrong bytes are removed, missing ones are not */
	void complete() throws IOException {
		boolean resumed = channel.size() > 0;
		fill();
		String digest = Sha256.of(part);
		if (!digest.equals(file.sha256()) && resumed) { // the part may be of an older version
			channel.truncate(0);
			fill();
			digest = Sha256.of(part);
		}
		if (!digest.equals(file.sha256())) {
			channel.truncate(0);
			throw new IOException("expected the SHA-256 " + file.sha256() + ", got " + digest);
		}
	}

	/** Goes on after interruptions as long as each attempt brings something. */
	private void fill() throws IOException {
		for (int interruptions = 0; channel.size() != file.bytes(); interruptions++) {
			long before = channel.size();
			try {
				request();
			}
			catch (IOException e) {
				if (channel.size() <= before) {
					throw e;
				}
			}
			if (channel.size() != file.bytes() && (channel.size() <= before || interruptions == MOST_INTERRUPTIONS)) {
				throw new IOException("the connection broke after " + channel.size() + " of " + file.bytes() + " bytes");
			}
		}
	}

	private void request() throws IOException {
		HttpURLConnection connection = (HttpURLConnection) file.address().toURL().openConnection();
		connection.setConnectTimeout(TIMEOUT_MILLIS);
		connection.setReadTimeout(TIMEOUT_MILLIS);
		connection.setRequestProperty("Accept-Encoding", "identity");
		long start = channel.size() < file.bytes() ? channel.size() : 0;
		if (start > 0) {
			connection.setRequestProperty("Range", "bytes=" + start + "-");
		}
		try {
			receive(connection, start);
		}
		finally {
			connection.disconnect();
		}
	}

	private void receive(HttpURLConnection connection, long start) throws IOException {
		int status = connection.getResponseCode();
		if (start > 0 && status == RANGE_NOT_SATISFIABLE) {
			channel.truncate(0); // the part is of another version
			request();
			return;
		}
		if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
			throw new IOException("expected HTTP status 200, got " + status);
		}
		long from = status == HttpURLConnection.HTTP_PARTIAL ? start : 0;
		checkRange(connection, status, from);
		channel.truncate(from).position(from);
		try (InputStream in = connection.getInputStream()) {
			copy(in);
		}
	}

	private void checkRange(HttpURLConnection connection, int status, long from) throws IOException {
		String range = String.valueOf(connection.getHeaderField("Content-Range"));
		if (status == HttpURLConnection.HTTP_PARTIAL && !range.startsWith("bytes " + from + "-")) {
			throw new IOException("expected bytes from " + from + " on, got the range '" + range + "'");
		}
		long length = connection.getContentLengthLong();
		if (length >= 0 && from + length != file.bytes()) {
			throw new IOException("expected a file of " + file.bytes() + " bytes, got " + (from + length));
		}
	}

	private void copy(InputStream in) throws IOException {
		byte[] buffer = new byte[BUFFER];
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			if (channel.position() + count > file.bytes()) {
				channel.truncate(0);
				throw new IOException("expected a file of " + file.bytes() + " bytes, got more");
			}
			ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			progress.fetched(channel.position(), file.bytes());
		}
	}
}
