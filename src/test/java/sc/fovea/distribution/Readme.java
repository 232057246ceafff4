package sc.fovea.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code blocks of the README. */
final class Readme {

	private static final Pattern BLOCK = Pattern.compile("(<!-- slow -->\\n)?```(\\w*)\\n(.*?)```\\n", Pattern.DOTALL);

	private Readme() {}

	/**
	 * A block.
	 *
	 * @param language sh, ijm or java
	 * @param code its lines
	 * @param isSlow whether it takes minutes: it stands behind the comment {@code <!-- slow -->}, or builds with Maven
	 */
	record Block(String language, String code, boolean isSlow) {

		private static Block of(Matcher found) {
			return new Block(found.group(2), found.group(3), found.group(1) != null || found.group(3).startsWith("mvn"));
		}
	}

	/** All blocks, in their order. */
	static List<Block> blocks() throws IOException {
		return BLOCK.matcher(Files.readString(Path.of("README.md"))).results().map(r -> {
			Matcher block = BLOCK.matcher(r.group());
			block.matches();
			return Block.of(block);
		}).toList();
	}

	/** Those of a language that are not slow. */
	static List<Block> quick(String language) throws IOException {
		return blocks().stream().filter(block -> block.language().equals(language) && !block.isSlow()).toList();
	}
}
