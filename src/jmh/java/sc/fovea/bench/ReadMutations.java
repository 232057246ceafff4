package sc.fovea.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import sc.fovea.image.FileMutations;
import sc.fovea.image.MutationInputs;

/**
 * Reads 20,000 changed images, labels, annotations and archives: {@code mvn -Pbenchmark test-compile exec:exec
 * -Dbenchmark=sc.fovea.bench.ReadMutations -Djmh="20000 1"} (how many, and the seed). Files that end in anything but a result or a sentence are kept.
 */
public final class ReadMutations {

	private ReadMutations() {}

	/** @param args how many files, and the seed */
	public static void main(String[] args) throws Exception {
		int count = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
		Random random = new Random(args.length > 1 ? Long.parseLong(args[1]) : 1);
		Path folder = Files.createTempDirectory("mutations");
		List<FileMutations.Input> inputs = MutationInputs.all(folder);
		FileMutations.Outcome outcome = FileMutations.run(inputs, random, (count + inputs.size() - 1) / inputs.size(), folder);
		System.out.printf("%d read, %d refused, %d wrong, slowest %.0f ms (%s)%n", outcome.read(), outcome.refused(), outcome.wrong().size(), outcome.slowest(),
			outcome.slowestName());
		outcome.wrong().forEach(System.out::println);
		if (!outcome.wrong().isEmpty()) System.exit(1);
		Files.delete(folder);
	}
}
