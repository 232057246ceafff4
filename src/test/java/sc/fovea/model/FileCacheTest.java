package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Files from a server on this machine that breaks off, lies, or cannot continue. */
class FileCacheTest {

	private static final int LENGTH = 300_000;
	private static final byte[] CONTENT = new byte[LENGTH];

	static {
		new SplittableRandom(1).nextBytes(CONTENT);
	}

	@TempDir
	Path folder;
	private HttpServer server;
	private FileCache cache;
	/** The Range header of each request, or "all". */
	private final List<String> requests = new CopyOnWriteArrayList<>();
	private byte[] served = CONTENT;
	private boolean knowsRange = true;
	/** Bytes after which each connection is dropped. */
	private int breaksAfter = Integer.MAX_VALUE;
	private int status = 200;

	@BeforeEach
	void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/weights.h5", this::answer);
		server.start();
		cache = new FileCache(folder.resolve("cache"));
	}

	@AfterEach
	void stop() {
		server.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		if (exchange.getRequestMethod().equals("HEAD")) {
			requests.add("length");
			exchange.getResponseHeaders().set("Content-Length", String.valueOf(served.length));
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
			return;
		}
		String range = exchange.getRequestHeaders().getFirst("Range");
		requests.add(range == null ? "all" : range);
		int from = range == null || !knowsRange ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
		if (from >= served.length || status != 200) {
			exchange.sendResponseHeaders(status == 200 ? 416 : status, -1);
			return;
		}
		if (range != null && knowsRange) {
			exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (served.length - 1) + "/" + served.length);
		}
		exchange.sendResponseHeaders(range != null && knowsRange ? 206 : 200, served.length - from);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(served, from, Math.min(breaksAfter, served.length - from)); // closing too early drops the connection
		}
	}

	private WebFile file() throws IOException {
		Path whole = Files.write(folder.resolve("whole"), CONTENT);
		return new WebFile(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/weights.h5"), Sha256.of(whole), LENGTH);
	}

	private Path get() throws IOException {
		return cache.get(file(), FileCache.Progress.NONE);
	}

	private void assertGot() throws IOException {
		assertThat(get()).isEqualTo(cache.place(file())).hasBinaryContent(CONTENT);
		try (Stream<Path> files = Files.list(cache.folder())) {
			assertThat(files).containsExactly(cache.place(file()));
		}
	}

	private void assertRefused(String... parts) throws IOException {
		WebFile file = file();
		assertThatThrownBy(this::get).isInstanceOf(IOException.class).hasMessageContainingAll(parts)
			.hasMessageContainingAll(file.address().toString(), file.sha256(), cache.place(file).toString());
		assertThat(cache.place(file)).doesNotExist();
	}

	private Path part() throws IOException {
		return cache.folder().resolve("." + cache.place(file()).getFileName() + ".part");
	}

	private void leavePart(byte[] content) throws IOException {
		Files.createDirectories(cache.folder());
		Files.write(part(), content);
	}

	@Test
	void a_file_is_fetched_once() throws IOException {
		assertGot();
		assertGot();
		assertThat(requests).containsExactly("all");
	}

	@Test
	void an_address_with_the_digest_is_enough_and_asked_for_once() throws IOException {
		String address = file().address() + "#sha256=" + file().sha256();
		assertThat(cache.get(address, FileCache.Progress.NONE)).isEqualTo(cache.place(file())).hasBinaryContent(CONTENT);
		server.stop(0);
		assertThat(cache.get(address, FileCache.Progress.NONE)).hasBinaryContent(CONTENT);
		assertThat(requests).containsExactly("length", "all");
	}

	@Test
	void an_address_that_does_not_exist_or_has_no_digest_is_refused() throws IOException {
		String address = file().address().toString();
		assertThatThrownBy(() -> cache.get(address, FileCache.Progress.NONE)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("#sha256=");
		status = 404;
		String digest = file().sha256();
		assertThatThrownBy(() -> cache.get(address + "#sha256=" + digest, FileCache.Progress.NONE)).isInstanceOf(IOException.class)
			.hasMessageContainingAll("404", digest, cache.place(file()).toString());
	}

	@Test
	void a_file_that_the_user_put_there_needs_no_connection() throws IOException {
		server.stop(0);
		assertRefused("no connection");
		Files.write(cache.place(file()), CONTENT);
		assertGot();
	}

	@Test
	void a_damaged_copy_is_fetched_again() throws IOException {
		Path place = get();
		byte[] damaged = CONTENT.clone();
		damaged[7]++;
		Files.write(place, damaged);
		assertGot();
		assertThat(requests).hasSize(2);
	}

	@Test
	void a_broken_connection_goes_on_where_it_stopped() throws IOException {
		breaksAfter = 100_000;
		assertGot();
		assertThat(requests.get(0)).isEqualTo("all");
		assertThat(requests).hasSizeGreaterThan(2).last().asString().startsWith("bytes=").isNotEqualTo("bytes=0-");
	}

	@Test
	void what_an_earlier_process_left_is_gone_on_with() throws IOException {
		leavePart(Arrays.copyOf(CONTENT, 123_456));
		assertGot();
		assertThat(requests).containsExactly("bytes=123456-");
	}

	@Test
	void a_cancelled_transfer_is_gone_on_with() throws IOException {
		assertThatThrownBy(() -> cache.get(file(), (bytes, of) -> {
			throw new CancellationException("enough");
		})).isInstanceOf(CancellationException.class);
		long there = Files.size(part());
		assertThat(there).isPositive();
		assertGot();
		assertThat(requests).containsExactly("all", "bytes=" + there + "-");
	}

	@Test
	void a_server_without_ranges_sends_all_again() throws IOException {
		knowsRange = false;
		leavePart(new byte[1000]);
		assertGot();
		assertThat(requests).containsExactly("bytes=1000-");
	}

	@Test
	void a_part_of_another_version_is_given_up() throws IOException {
		leavePart(new byte[1000]);
		assertGot();
		assertThat(requests).containsExactly("bytes=1000-", "all");
	}

	@Test
	void a_whole_or_too_long_part_of_another_version_is_given_up() throws IOException {
		leavePart(new byte[LENGTH]);
		assertGot();
		Files.delete(cache.place(file()));
		leavePart(new byte[LENGTH + 5]);
		assertGot();
		assertThat(requests).containsExactly("all", "all");
	}

	@Test
	void wrong_bytes_are_refused_and_not_kept() throws IOException {
		served = CONTENT.clone();
		served[200_000]++;
		assertRefused("expected the SHA-256", "got");
		assertThat(part()).doesNotExist();
		served = CONTENT;
		assertGot();
	}

	@Test
	void another_length_is_refused_before_it_is_fetched() throws IOException {
		served = new byte[LENGTH + 1];
		assertRefused("300000 bytes", "300001");
		served = new byte[10];
		leavePart(new byte[1000]);
		assertRefused("300000 bytes", "10");
	}

	@Test
	void a_server_that_never_gets_on_is_left() throws IOException {
		breaksAfter = 0;
		assertRefused("broke after 0 of 300000 bytes");
		status = 404;
		assertRefused("404");
	}

	@Test
	void a_folder_that_cannot_be_is_named() throws IOException {
		cache = new FileCache(Files.writeString(folder.resolve("file"), "x"));
		assertThatThrownBy(this::get).isInstanceOf(IOException.class).hasMessageContainingAll("folder", cache.folder().toString());
	}

	@Test
	void progress_ends_with_the_whole() throws IOException {
		List<Long> seen = new CopyOnWriteArrayList<>();
		cache.get(file(), (bytes, of) -> seen.add(bytes * 10 / of));
		assertThat(seen).isSorted().last().isEqualTo(10L);
	}

	@Test
	void a_file_is_fetched_by_one_at_a_time() throws IOException {
		cache.get(file(), (bytes, of) -> assertThatThrownBy(this::get).hasMessageContaining("being fetched"));
		assertGot();
	}

	@Test
	void addresses_and_digests_that_are_none_are_refused() {
		String digest = "0".repeat(64);
		for (String address : List.of("file:///etc/passwd", "ftp://a.org/x.h5", "https://a.org/", "x.h5", "https://a.org/..")) {
			assertThatThrownBy(() -> new WebFile(URI.create(address), digest, 1)).as(address).hasMessageContainingAll("http", address);
		}
		URI good = URI.create("https://a.org/x.h5?download=1");
		assertThat(new WebFile(good, "AB".repeat(32), 1)).extracting(WebFile::name, WebFile::sha256).containsExactly("x.h5", "ab".repeat(32));
		assertThatThrownBy(() -> new WebFile(good, "12", 1)).hasMessageContainingAll("64", "'12'");
		assertThatThrownBy(() -> new WebFile(good, digest, 0)).hasMessageContaining("1 byte");
	}
}
