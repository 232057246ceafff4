package sc.fovea.model.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import sc.fovea.model.ModelFormatException;

/**
 * What the import makes of damaged files.
 *
 * @param source what was damaged
 * @param read how many were read all the same
 * @param refused how many were refused in one sentence
 * @param failures the others, and those that took longer than half a minute
 * @param slowest of them in milliseconds
 */
public record Mutations(String source, int read, int refused, List<String> failures, long slowest) {

	/** Whatever the machine is busy with, so long is a hang; how long reading takes is told by {@code ZooMutations}. */
	private static final long LONGEST = 30_000;

	/** Damages one file of a model (or the only one) in each of so many trials: bytes, runs, cuts, and numbers in texts. */
	public static Mutations of(Path source, int count, long seed) throws IOException {
		Map<String, byte[]> files = contents(source);
		List<String> names = new ArrayList<>(files.keySet());
		SplittableRandom random = new SplittableRandom(seed);
		Path folder = Files.createTempDirectory("mutations");
		int read = 0;
		int refused = 0;
		long slowest = 0;
		List<String> failures = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String damaged = names.get(random.nextInt(names.size()));
			Path target = write(folder, files, damaged, damage(files.get(damaged), random), Files.isDirectory(source));
			long start = System.nanoTime();
			try {
				ModelImport.read(target, Optional.of("mutant"));
				read++;
			}
			catch (ModelFormatException e) {
				refused++;
				if (!e.getMessage().endsWith(".") && !e.getMessage().endsWith("…") || e.getMessage().contains("\n")) failures.add(i + ": " + e.getMessage());
			}
			catch (RuntimeException | Error e) {
				failures.add(i + " of " + damaged + ": " + e);
			}
			long millis = (System.nanoTime() - start) / 1_000_000;
			slowest = Math.max(slowest, millis);
			if (millis > LONGEST) failures.add(i + " of " + damaged + " took " + millis + " ms");
		}
		return new Mutations(source.toString(), read, refused, failures, slowest);
	}

	private static Map<String, byte[]> contents(Path source) throws IOException {
		Map<String, byte[]> contents = new LinkedHashMap<>();
		if (!Files.isDirectory(source)) {
			return Map.of(source.getFileName().toString(), Files.readAllBytes(source));
		}
		try (Stream<Path> all = Files.walk(source)) {
			for (Path file : all.filter(f -> f.toString().matches(".*(json|h5|yaml|onnx|pb|index|data-.*|npy)")).sorted().toList()) {
				contents.put(source.relativize(file).toString(), Files.readAllBytes(file));
			}
		}
		return contents;
	}

	private static Path write(Path folder, Map<String, byte[]> files, String damaged, byte[] content, boolean isFolder) throws IOException {
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			Path target = folder.resolve(file.getKey());
			Files.createDirectories(target.getParent());
			if (file.getKey().equals(damaged) || !Files.exists(target) || Files.size(target) != file.getValue().length) {
				Files.write(target, file.getKey().equals(damaged) ? content : file.getValue());
			}
		}
		if (!isFolder) return folder.resolve(damaged);
		restoreLater(folder, files, damaged);
		return folder;
	}

	/** The next trial finds a file of another length, or writes it again. */
	private static void restoreLater(Path folder, Map<String, byte[]> files, String damaged) throws IOException {
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			Path target = folder.resolve(file.getKey());
			if (!file.getKey().equals(damaged) && !Arrays.equals(Files.readAllBytes(target), file.getValue())) {
				Files.write(target, file.getValue());
			}
		}
	}

	private static byte[] damage(byte[] whole, SplittableRandom random) {
		byte[] bytes = whole.clone();
		if (bytes.length == 0) return bytes;
		// Descriptions come first, weights later: most mutations hit the first kilobytes.
		int reach = random.nextInt(4) == 0 ? bytes.length : Math.min(bytes.length, 4096);
		switch (random.nextInt(6)) {
			case 0 -> bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
			case 1 -> {
				for (int i = 0; i < 8; i++)
					bytes[random.nextInt(reach)] = (byte) random.nextInt();
			}
			case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
			case 3 -> {
				int at = random.nextInt(reach);
				Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16)), (byte) (random.nextBoolean() ? 0 : 0xff));
			}
			case 4 -> {
				int at = random.nextInt(reach);
				bytes[at] = bytes[at] >= '0' && bytes[at] <= '9' ? (byte) ('0' + random.nextInt(10)) : (byte) 0x7f;
			}
			default -> {
				int from = random.nextInt(reach);
				int to = random.nextInt(reach);
				int length = Math.min(1 + random.nextInt(64), bytes.length - Math.max(from, to));
				System.arraycopy(whole, from, bytes, to, length);
			}
		}
		return bytes;
	}

	@Override
	public String toString() {
		return source + ": " + read + " read, " + refused + " refused, slowest " + slowest + " ms, " + failures.size() + " failures "
			+ failures.subList(0, Math.min(5, failures.size()));
	}
}
