package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.semantic.SemanticClasses;

/** Files from strangers: each ends in one sentence with the file's name, and in nothing else. */
class HostileArchiveTest {

	@TempDir
	private Path folder;
	private Path good;
	private Path bad;

	@BeforeEach
	void writeAGoodArchive() throws IOException {
		good = folder.resolve("good.zip");
		bad = folder.resolve("bad.zip");
		ModelArchive.write(TestModels.full(), good);
	}

	private static Map<String, byte[]> unzip(Path file) throws IOException {
		Map<String, byte[]> entries = new LinkedHashMap<>();
		try (ZipFile zip = new ZipFile(file.toFile())) {
			for (ZipEntry entry : zip.stream().toList()) {
				entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
			}
		}
		return entries;
	}

	private static void zip(Map<String, byte[]> entries, Path file) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
				zip.putNextEntry(new ZipEntry(entry.getKey()));
				zip.write(entry.getValue());
			}
		}
	}

	private static String sum(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Changes one entry; the checksum is made right again, as a stranger would. */
	private void forge(String name, UnaryOperator<byte[]> change) throws IOException {
		Map<String, byte[]> entries = unzip(good);
		byte[] before = entries.get(name);
		byte[] after = change.apply(before);
		entries.put(name, after);
		if (!name.equals("rdf.yaml")) {
			entries.put("rdf.yaml", text(t -> t.replace(sum(before), sum(after))).apply(entries.get("rdf.yaml")));
		}
		zip(entries, bad);
	}

	private static UnaryOperator<byte[]> text(Function<String, String> change) {
		return bytes -> {
			String before = new String(bytes, StandardCharsets.UTF_8);
			String after = change.apply(before);
			assertThat(after).as("the forgery").isNotEqualTo(before);
			return after.getBytes(StandardCharsets.UTF_8);
		};
	}

	private static UnaryOperator<byte[]> replaced(String from, String to) {
		return text(t -> t.replace(from, to));
	}

	private void assertRefused(String... words) {
		assertThatThrownBy(() -> ModelArchive.read(bad)).isInstanceOf(ModelFormatException.class).hasMessageContaining("bad.zip")
			.hasMessageContainingAll(words).satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContain("\n"));
	}

	@Test
	void repacking_with_another_tool_does_no_harm() throws IOException {
		Map<String, byte[]> entries = unzip(good);
		entries.put("__MACOSX/", new byte[0]);
		entries.put("notes.txt", new byte[10]);
		zip(entries, bad);
		assertThat(ModelArchive.read(bad)).isEqualTo(TestModels.full());
	}

	@Test
	void no_file_and_no_zip() throws IOException {
		assertRefused("nothing of that name");
		Files.createDirectory(bad);
		assertRefused("a folder");
		Files.delete(bad);
		Files.write(bad, new byte[0]);
		assertRefused("zip file");
		Files.writeString(bad, "GIF89a, honestly".repeat(100));
		assertRefused("zip file");
	}

	@Test
	void a_truncated_archive_is_refused_at_every_length() throws IOException {
		byte[] whole = Files.readAllBytes(good);
		for (int length = 0; length < whole.length; length += length > whole.length - 100 ? 1 : 499) {
			Files.write(bad, Arrays.copyOf(whole, length));
			assertRefused("Expected");
		}
	}

	@Test
	void a_flipped_byte_is_refused_or_harmless() throws IOException {
		byte[] whole = Files.readAllBytes(good);
		Model model = TestModels.full();
		Random random = new Random(2);
		int refused = 0;
		for (int i = 0; i < 300; i++) {
			byte[] flipped = whole.clone();
			flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
			Files.write(bad, flipped);
			try {
				assertThat(ModelArchive.read(bad)).isEqualTo(model);
			}
			catch (ModelFormatException e) {
				refused++;
			}
		}
		assertThat(refused).isGreaterThan(270);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../evil", "a/../../evil", "/etc/evil", "..\\evil", "C:\\evil", "C:/evil", "a/./b", "..", "x\\y" })
	void a_path_escape_is_refused(String name) throws IOException {
		Map<String, byte[]> entries = unzip(good);
		entries.put(name, new byte[1]);
		zip(entries, bad);
		assertRefused(name, "inside the archive");
		assertThatThrownBy(() -> ModelArchive.summary(bad)).isInstanceOf(ModelFormatException.class);
	}

	@Test
	void an_entry_that_is_there_twice_is_refused() throws IOException {
		Map<String, byte[]> entries = unzip(good);
		entries.put("NETWORK.json", "{}".getBytes(StandardCharsets.UTF_8));
		zip(entries, bad);
		String bytes = Files.readString(bad, StandardCharsets.ISO_8859_1).replace("NETWORK.json", "network.json");
		Files.writeString(bad, bytes, StandardCharsets.ISO_8859_1);
		assertRefused("network.json", "twice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rdf.yaml", "network.json", "weights.safetensors", "training.json", "test-input.npy", "cover.png" })
	void a_missing_entry_is_named(String name) throws IOException {
		Map<String, byte[]> entries = unzip(good);
		entries.remove(name);
		zip(entries, bad);
		assertRefused(name, "Expected this entry");
	}

	@ParameterizedTest
	@ValueSource(strings = { "network.json", "weights.safetensors", "training.json", "test-output-distances.npy", "cover.png" })
	void a_wrong_checksum_is_named(String name) throws IOException {
		Map<String, byte[]> entries = unzip(good);
		entries.get(name)[10] ^= 1;
		zip(entries, bad);
		assertRefused(name, "checksum", sum(entries.get(name)));
	}

	@Test
	void an_entry_without_checksum_is_not_trusted() throws IOException {
		forge("rdf.yaml", text(t -> t.replaceAll("      weights.safetensors: [0-9a-f]{64}\n", "")));
		assertRefused("checksum of 'weights.safetensors'");
	}

	@Test
	void a_bomb_is_not_inflated() throws IOException {
		Map<String, byte[]> entries = unzip(good);
		entries.put("training.json", ("{\"a\":\"" + " ".repeat(40 << 20) + "\"}").getBytes(StandardCharsets.UTF_8));
		zip(entries, bad);
		assertThat(Files.size(bad)).isLessThan(200_000);
		assertRefused("training.json", "Expected at most 16777216 bytes");
		entries.put("network.json", new byte[5 << 20]);
		zip(entries, bad);
		assertRefused("network.json", "Expected at most 4194304 bytes");
	}

	@Test
	void a_crowd_of_entries_is_refused() throws IOException {
		Map<String, byte[]> entries = unzip(good);
		for (int i = 0; i < 1000; i++) {
			entries.put("x" + i, new byte[0]);
		}
		zip(entries, bad);
		assertRefused("at most 1000 entries");
	}

	static Stream<Arguments> forgedDescriptions() {
		return Stream.of(
			arguments("    format: 1\n    since: 0.1.0", "    format: 7\n    since: 2.3.0", "archive format 1, got 7, which Fovea 2.3.0 or newer reads"),
			arguments("    format: 1\n    since: 0.1.0", "    format: 8", "a newer version of Fovea reads"),
			arguments("    format: 1\n", "    format: one\n", "Expected a number"),
			arguments("  fovea:\n", "  other:\n", "Expected a model that Fovea wrote"),
			arguments("version: 1.0.0", "version: !!javax.script.ScriptEngineManager [x]", "Expected YAML"),
			arguments("type: model", "type: !!set x", "Expected YAML"),
			arguments("type: model", "type: &a [x]\nb: [*a, *a]", "Expected YAML"),
			arguments("type: model", "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\ntype: [*c,*c]", "Expected YAML"),
			arguments("type: model", "type: model\ntype: model", "Expected YAML"),
			arguments("type: model", "type: " + "[".repeat(100) + "]".repeat(100), "Expected YAML"),
			arguments("type: model", "type: \u0001", "Expected YAML"),
			arguments("kind: Percentile", "kind: java.lang.Runtime", "one of [Percentile, Fixed, MeanDeviation, Standard, None], got 'java.lang.Runtime'"),
			arguments("      rays: 8\n", "", "rays' to be a Number, got nothing"),
			arguments("      rays: 8\n", "      rays: 8.5\n", "whole number, got 8.5"),
			arguments("      rays: 8\n", "      rays: 2\n", "3 to 1024 rays"),
			arguments("      rays: 8\n", "      rays: 16\n", "16 channels at 'distances', got 8 channels"),
			arguments("      grid: 2\n", "      grid: 4\n", "grid of 1/4 at 'probability', got 1/2"),
			arguments("        probability: probability", "        probability: nowhere", "an output of that name at 'nowhere'"),
			arguments("        probability: probability", "        probability: conv", "an output of that name at 'conv'"),
			arguments("        probability: 0.5", "        probability: .nan", "between 0 and 1, got NaN"),
			arguments("      channels: 1", "      channels: 3", "3 channels"),
			arguments("      name: test-stars", "      name: ../evil", "a model name"),
			arguments("      name: test-stars", "      name: " + "a".repeat(100_000), "a model name"),
			arguments("pixelSizeMicrometres: 0.5", "pixelSizeMicrometres: -1", "above 0"));
	}

	@ParameterizedTest
	@MethodSource("forgedDescriptions")
	void a_forged_description_is_refused(String from, String to, String message) throws IOException {
		forge("rdf.yaml", replaced(from, to));
		assertRefused(message);
	}

	static Stream<Arguments> forgedNetworks() {
		return Stream.of(
			arguments("\"Convolution\"", "\"java.lang.Runtime\"", "known layer at node 'conv'"),
			arguments("\"filters\": 4", "\"filters\": 5", "at 'conv.kernel'"),
			arguments("\"filters\": 4", "\"filters\": 2147483647", ""),
			arguments("\"filters\": 4", "\"filters\": -4", "at least 1 filter"),
			arguments("\"filters\": 4", "\"filters\": 1e999", "up to 1.8e308"),
			arguments("\"filters\": 4", "\"filters\": 4, \"filters\": 4", "'filters' twice"),
			arguments("\"name\": \"conv\"", "\"name\": \"../conv\"", "node name"),
			arguments("\"nodes\": [", "\"nodes\": [null,", "got NULL"),
			arguments("\"nodes\": [", "\"nodes\": [" + "[".repeat(5000), "levels deep"),
			arguments("\"inputs\": {", "\"inputs\": {\"more\": [-1, -1, 1],", "one input"),
			arguments("}\n", "", "Expected JSON"));
	}

	@ParameterizedTest
	@MethodSource("forgedNetworks")
	void a_forged_network_is_refused(String from, String to, String message) throws IOException {
		forge("network.json", text(t -> from.equals("}\n") ? t.substring(0, t.length() - 2) : t.replace(from, to)));
		assertRefused(message);
	}

	private static byte[] weights(String name, Tensor tensor) {
		return Safetensors.write(TestModels.weights().with(Map.of(name, tensor)), Precision.FLOAT32);
	}

	@Test
	void weights_that_do_not_fit_or_are_not_finite_are_refused() throws IOException {
		forge("weights.safetensors", b -> weights("probability.bias", Tensor.of(new float[] { Float.NaN }, 1)));
		assertRefused("finite weights in 'probability.bias', got NaN");
		forge("weights.safetensors", b -> weights("probability.bias", Tensor.of(new float[] { Float.NEGATIVE_INFINITY }, 1)));
		assertRefused("finite weights");
		forge("weights.safetensors", b -> weights("probability.bias", Tensor.zeros(2)));
		assertRefused("shape [1] at 'probability.bias'");
		forge("weights.safetensors", b -> weights("more", Tensor.zeros(2)));
		assertRefused("arrays");
		forge("weights.safetensors", b -> Safetensors.write(new Weights(Map.of()), Precision.FLOAT32));
		assertRefused("a weight of that name");
		forge("weights.safetensors", b -> new byte[3]);
		assertRefused("weights.safetensors", "header length");
	}

	@Test
	void samples_that_do_not_fit_are_refused() throws IOException {
		forge("test-output-distances.npy", b -> Npy.write(Tensor.zeros(1, 8, 8, 4)));
		assertRefused("distances", "test output");
		forge("test-input.npy", b -> Npy.write(Tensor.zeros(16, 16)));
		assertRefused("(N, H, W, C)");
		forge("test-input.npy", b -> Npy.write(Tensor.zeros(1, 16, 16, 2)));
		assertRefused("image");
		forge("cover.png", b -> "<svg onload=...>".getBytes(StandardCharsets.UTF_8));
		assertRefused("a PNG file");
	}

	@Test
	void the_training_record_has_limits_too() throws IOException {
		forge("training.json", b -> ("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}").getBytes(StandardCharsets.UTF_8));
		assertRefused("training.json", "levels deep");
	}

	@Test
	void class_names_have_limits() {
		assertThatThrownBy(() -> new SemanticClasses(List.of("a", "x".repeat(101)), "out"))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 to 100 characters");
	}
}
