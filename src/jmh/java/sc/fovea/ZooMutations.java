package sc.fovea;

import java.nio.file.Path;

import sc.fovea.model.zoo.Mutations;

/**
 * Damages models of other programs in many ways and says what the import makes of each: {@code mvn -Pbenchmark test-compile exec:exec -Dbenchmark=sc.fovea.ZooMutations
 * -Djmh="3000 FILE..."}. Each line: file, mutations, how many were read, refused, and how many failed in another way or took longer than a second.
 */
public final class ZooMutations {

	private ZooMutations() {}

	/** Runs so many mutations of each file or folder. */
	public static void main(String[] arguments) throws Exception {
		int count = Integer.parseInt(arguments[0]);
		for (int i = 1; i < arguments.length; i++) {
			System.out.println(Mutations.of(Path.of(arguments[i]), count, 1));
		}
	}
}
