package sc.fovea.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads files after bytes of them were changed, cut off, doubled or filled with zeros. Reading must end in time, in a result or in a documented error,
 * and leave no file open.
 *
 * <pre>{@code
 * FileMutations.Outcome outcome = FileMutations.run(inputs, new Random(1), 200, folder);
 * }</pre>
 */
public final class FileMutations {

	/** Reads a file. */
	@FunctionalInterface
	public interface Reader {

		/** Reads all that is in it. */
		void read(Path file) throws Exception;
	}

	/**
	 * A file to begin with.
	 *
	 * @param name    whose ending says what it is
	 * @param content its bytes
	 * @param reader  that must not be surprised
	 */
	public record Input(String name, byte[] content, Reader reader) {}

	/**
	 * What came of it.
	 *
	 * @param read    how many files were read
	 * @param refused how many ended in a sentence
	 * @param wrong   those that ended otherwise, or not in time
	 * @param slowest     milliseconds of the slowest
	 * @param slowestName which that was
	 */
	public record Outcome(int read, int refused, List<String> wrong, double slowest, String slowestName) {}

	private static final long HANG_SECONDS = 20;

	private FileMutations() {}

	/** Changes each input {@code times} times. @param folder for the files, which are kept where something is wrong */
	public static Outcome run(List<Input> inputs, Random random, int times, Path folder) throws IOException, InterruptedException {
		int[] counts = new int[2];
		List<String> wrong = new ArrayList<>();
		double slowest = 0;
		String slowestName = "";
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			for (Input input : inputs)
				for (int i = 0; i < times; i++) {
					Path file = Files.write(folder.resolve(i + "-" + input.name), mutated(input.content, random));
					long start = System.nanoTime();
					Future<String> result = thread.submit(() -> outcome(input.reader, file));
					String said = wait(result);
					double taken = (System.nanoTime() - start) / 1e6;
					if (taken > slowest) slowestName = input.name;
					slowest = Math.max(slowest, taken);
					if (said.isEmpty() || said.equals("refused")) {
						counts[said.isEmpty() ? 0 : 1]++;
						Files.delete(file);
					}
					else
						wrong.add(file.getFileName() + ": " + said);
				}
		}
		finally {
			thread.shutdownNow();
		}
		return new Outcome(counts[0], counts[1], wrong, slowest, slowestName);
	}

	private static String wait(Future<String> result) throws InterruptedException {
		try {
			return result.get(HANG_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException e) {
			throw new IllegalStateException("Reading hangs.", e);
		}
		catch (ExecutionException e) {
			return String.valueOf(e.getCause());
		}
	}

	/** Documented are {@link IOException} and {@link IllegalArgumentException} (and its subclasses), with a message. */
	private static String outcome(Reader reader, Path file) {
		try {
			reader.read(file);
			return "";
		}
		catch (IOException | IllegalArgumentException e) {
			boolean isSentence = e.getMessage() != null && e.getMessage().endsWith(".") && !e.getMessage().contains("\n");
			return isSentence ? "refused" : String.valueOf(e);
		}
		catch (Throwable e) { // whatever else comes is what is looked for
			return e + " at " + Arrays.stream(e.getStackTrace()).limit(4).toList();
		}
	}

	private static byte[] mutated(byte[] content, Random random) {
		byte[] bytes = content.clone();
		int head = Math.min(bytes.length, 600);
		switch (random.nextInt(6)) {
			case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
			case 1 -> {
				int from = random.nextInt(bytes.length);
				Arrays.fill(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(bytes.length)), (byte) 0);
			}
			case 2 -> {
				for (int i = 0; i < 4; i++)
					bytes[random.nextInt(head)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
			}
			case 3 -> bytes = twice(bytes, random);
			default -> {
				for (int i = 0; i <= random.nextInt(8); i++)
					bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
			}
		}
		return bytes;
	}

	private static byte[] twice(byte[] bytes, Random random) {
		int from = random.nextInt(bytes.length);
		int count = 1 + random.nextInt(Math.min(400, bytes.length - from));
		byte[] longer = Arrays.copyOf(bytes, bytes.length + count);
		System.arraycopy(bytes, from, longer, from + count, bytes.length - from);
		return longer;
	}
}
