package sc.fovea.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import sc.fovea.net.Network;
import sc.fovea.net.NetworkTree;
import sc.fovea.net.Tensor;
import sc.fovea.net.WeightSpec;
import sc.fovea.net.Weights;

/**
 * A model in one zip file.
 * <pre>
 * rdf.yaml                  description for people and other programs (bioimage.io), checksums of all other entries
 * network.json              layers
 * weights.safetensors       numbers
 * training.json             how it was made
 * test-input.npy            optional: an input of the network ...
 * test-output-NAME.npy      ... and what each output answers
 * cover.png                 optional: a picture
 * </pre>
 * The same model gives the same bytes, everywhere: order and times are fixed, and entries are stored without compression, which differs
 * from machine to machine and gains little on weights.
 *
 * <pre>{@code
 * ModelArchive.write(model, Path.of("nuclei.zip"), Precision.FLOAT16);
 * Model again = ModelArchive.read(Path.of("nuclei.zip"));
 * }</pre>
 */
public final class ModelArchive {

	static final String COVER = "cover.png";
	/** Entry with a page for people, of archives for other programs. */
	public static final String DOCUMENTATION = "README.md";
	static final String TEST_INPUT = "test-input.npy";
	static final String DESCRIPTION = "rdf.yaml";
	static final String NETWORK = "network.json";
	static final String WEIGHTS = "weights.safetensors";
	static final String TRAINING = "training.json";
	/** Entries of archives for other programs. */
	public static final String ONNX = "weights.onnx", SAVED_MODEL = "tf_saved_model.zip";
	private static final String TEST_OUTPUT = "test-output-";
	private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

	private ModelArchive() {}

	/** Name of the entry with the test tensor of an output. */
	static String testOutput(String name) {
		return TEST_OUTPUT + name + ".npy";
	}

	/** Writes a model with weights as they are. @see #write(Model, Path, Precision) */
	public static void write(Model model, Path file) throws IOException {
		write(model, file, Precision.FLOAT32);
	}

	/**
	 * Writes a model, replacing what is there. If it fails, what was there stays, and nothing is left of the attempt.
	 *
	 * @throws IOException if the file cannot be written, with the reason in one sentence
	 * @throws IllegalArgumentException if an entry would be too large to be read again, or a weight is too large for {@code precision}
	 */
	public static void write(Model model, Path file, Precision precision) throws IOException {
		write(model, file, precision, Exchange.NONE);
	}

	/** Writes a model together with what other programs need to use it. @see #write(Model, Path, Precision) */
	public static void write(Model model, Path file, Precision precision, Exchange exchange) throws IOException {
		Map<String, byte[]> contents = contents(model, precision);
		contents.putAll(exchange.files());
		Map<String, String> sums = new LinkedHashMap<>();
		contents.forEach((name, content) -> sums.put(name, sha256(content)));
		Map<String, byte[]> all = new LinkedHashMap<>();
		all.put(DESCRIPTION, utf8(YamlText.of(new ResourceDescription(model, sums, exchange).tree())));
		all.putAll(contents);
		all.forEach(ModelArchive::checkSize);
		WholeFile.write(file, temporary -> zip(all, temporary));
	}

	/**
	 * Reads a model.
	 *
	 * @throws ModelFormatException if the file is missing, damaged, of another format, or anything in it does not fit
	 */
	public static Model read(Path file) throws ModelFormatException {
		return read(file, file.toString());
	}

	/** Reads what a list shows, without the weights, which are not checked. @throws ModelFormatException as for {@link #read(Path)} */
	public static ModelSummary summary(Path file) throws ModelFormatException {
		return summary(file, file.toString());
	}

	static ModelSummary summary(Path path, String file) throws ModelFormatException {
		try (ZipEntries entries = ZipEntries.open(path, file)) {
			return manifest(entries, file).summary();
		}
	}

	static Model read(Path path, String file) throws ModelFormatException {
		try (ZipEntries entries = ZipEntries.open(path, file)) {
			Manifest manifest = manifest(entries, file);
			Source source = new Source(file, entries, manifest.files());
			Network network = source.read(NETWORK, bytes -> NetworkTree.parse(JsonText.parse(text(bytes))));
			Weights weights = source.read(WEIGHTS, Safetensors::read);
			TrainingRecord training = source.read(TRAINING, bytes -> new TrainingRecord(JsonText.parse(text(bytes))));
			ModelSummary summary = manifest.summary();
			Samples samples = samples(source);
			return parsed(file, "", () -> new Model(summary.card(), summary.input(), summary.task(), network, inOrder(weights, network), training, samples));
		}
	}

	/** Where entries come from, with what is expected of them. */
	private record Source(String file, ZipEntries entries, Map<String, String> sums) {

		<T> T read(String name, Function<byte[], T> parser) throws ModelFormatException {
			if (!sums.containsKey(name)) {
				throw new ModelFormatException(file, DESCRIPTION, "Expected a checksum of '" + name + "', got only those of " + sums.keySet() + ".");
			}
			byte[] content = entries.read(name, limit(name));
			String sum = sha256(content);
			if (!sum.equals(sums.get(name))) {
				throw new ModelFormatException(file, name, "Expected the checksum " + sums.get(name) + ", got " + sum + ".");
			}
			return parsed(file, name, () -> parser.apply(content));
		}
	}

	@FunctionalInterface
	private interface Parser<T> {

		T parse();
	}

	/** What codecs and records refuse is a fault of the file; overflows of products of extents too. */
	private static <T> T parsed(String file, String entry, Parser<T> parser) throws ModelFormatException {
		try {
			return parser.parse();
		}
		catch (IllegalArgumentException | ArithmeticException e) {
			throw new ModelFormatException(file, entry, e);
		}
	}

	private static Manifest manifest(ZipEntries entries, String file) throws ModelFormatException {
		byte[] content = entries.read(DESCRIPTION, limit(DESCRIPTION));
		return parsed(file, DESCRIPTION, () -> Manifest.parse(YamlText.parse(text(content))));
	}

	private static Samples samples(Source source) throws ModelFormatException {
		Optional<Tensor> input = source.sums.containsKey(TEST_INPUT) ? Optional.of(source.read(TEST_INPUT, Npy::read)) : Optional.empty();
		byte[] cover = source.sums.containsKey(COVER) ? source.read(COVER, Function.identity()) : new byte[0];
		Map<String, Tensor> outputs = new LinkedHashMap<>();
		for (String name : source.sums.keySet()) {
			if (name.startsWith(TEST_OUTPUT) && name.endsWith(".npy")) {
				outputs.put(name.substring(TEST_OUTPUT.length(), name.length() - ".npy".length()), source.read(name, Npy::read));
			}
		}
		return parsed(source.file, COVER, () -> new Samples(input, outputs, cover));
	}

	private static Weights inOrder(Weights weights, Network network) {
		Map<String, Tensor> ordered = new LinkedHashMap<>();
		for (WeightSpec spec : network.weights()) {
			ordered.put(spec.name(), weights.get(spec.name()));
		}
		ordered.putAll(weights.tensors());
		return new Weights(ordered);
	}

	private static Map<String, byte[]> contents(Model model, Precision precision) {
		Map<String, byte[]> contents = new LinkedHashMap<>();
		contents.put(NETWORK, utf8(JsonText.pretty(NetworkTree.of(model.network()))));
		contents.put(WEIGHTS, Safetensors.write(model.weights(), precision));
		contents.put(TRAINING, utf8(JsonText.pretty(model.training().tree())));
		model.samples().input().ifPresent(input -> contents.put(TEST_INPUT, Npy.write(input)));
		model.samples().outputs().forEach((name, output) -> contents.put(testOutput(name), Npy.write(output)));
		if (model.samples().cover().length > 0) {
			contents.put(COVER, model.samples().cover());
		}
		return contents;
	}

	private static void zip(Map<String, byte[]> contents, Path file) throws IOException {
		try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
			for (Map.Entry<String, byte[]> content : contents.entrySet()) {
				zip.putNextEntry(stored(content.getKey(), content.getValue()));
				zip.write(content.getValue());
				zip.closeEntry();
			}
		}
	}

	private static ZipEntry stored(String name, byte[] content) {
		CRC32 sum = new CRC32();
		sum.update(content);
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(sum.getValue());
		entry.setTimeLocal(TIME);
		return entry;
	}

	private static void checkSize(String name, byte[] content) {
		if (content.length > limit(name)) {
			throw new IllegalArgumentException("Expected at most " + limit(name) + " bytes for " + name + ", got " + content.length + ".");
		}
	}

	/** Bytes that an entry may have. */
	private static int limit(String name) {
		return switch (name) {
			case WEIGHTS, ONNX, SAVED_MODEL -> 1 << 30;
			case DESCRIPTION -> 1 << 20;
			case NETWORK -> 4 << 20;
			default -> 64 << 20;
		};
	}

	private static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java platform has SHA-256.", e);
		}
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] content) {
		return new String(content, StandardCharsets.UTF_8);
	}
}
