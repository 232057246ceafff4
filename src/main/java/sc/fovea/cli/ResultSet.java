package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that belong to one image: all of them appear in the output folder, or none. They are written in a hidden folder beside, and
 * moved when the last one is complete.
 */
final class ResultSet implements AutoCloseable {

	private static final String PREFIX = ".fovea-";
	private static final String SUFFIX = ".part";
	/** Held while files are moved, so that the end of the process waits for the last of them. */
	private static final Object MOVING = new Object();

	/** Others may still be writing while the process ends. */
	private static final int LAST_TRIES = 100;

	private final Path output;
	private final Path staging;
	private final String stem;
	private final List<Path> written = new ArrayList<>();

	private ResultSet(Path output, Path staging, String stem) {
		this.output = output;
		this.staging = staging;
		this.stem = stem;
	}

	/** Makes the output folder, and removes what a killed process left in it. @throws IOException with one sentence if it cannot be used */
	static void prepare(Path output) throws IOException {
		try {
			Files.createDirectories(output);
		} catch (IOException e) {
			throw new IOException("Cannot make the folder \"" + output + "\": " + (Files.exists(output) ? "a file has that name." : e.getMessage() + "."), e);
		}
		if (!Files.isWritable(output)) throw new IOException("Cannot write into the folder \"" + output + "\".");
		try (DirectoryStream<Path> left = Files.newDirectoryStream(output, PREFIX + "*" + SUFFIX)) {
			for (Path folder : left) {
				if (isStale(folder.getFileName().toString())) delete(folder);
			}
		}
	}

	private static boolean isStale(String name) {
		String process = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
		return process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).filter(ProcessHandle::isAlive).isEmpty();
	}

	/** Begins the files of an image. */
	static ResultSet begin(Path output, String stem) throws IOException {
		Path staging = staging(output);
		delete(staging);
		Files.createDirectory(staging);
		return new ResultSet(output, staging, stem);
	}

	private static Path staging(Path output) {
		return output.resolve(PREFIX + ProcessHandle.current().pid() + SUFFIX);
	}

	/** A file to write, whose name ends as given. */
	Path file(String ending) {
		Path file = staging.resolve(stem + ending);
		written.add(file);
		return file;
	}

	/** Moves all files to the output folder. */
	void publish() throws IOException {
		synchronized (MOVING) {
			for (Path file : written) {
				if (Files.isDirectory(output.resolve(file.getFileName()))) {
					throw new IOException("Cannot write \"" + output.resolve(file.getFileName()) + "\": a folder has that name.");
				}
			}
			for (Path file : written) {
				Files.move(file, output.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	@Override
	public void close() throws IOException {
		delete(staging);
	}

	/** Removes unfinished files when the process is stopped. @param atStop called first */
	static void cleanUpAtExit(Path output, Runnable atStop) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			atStop.run();
			synchronized (MOVING) {
				for (int i = 0; i < LAST_TRIES && Files.exists(staging(output)); i++) {
					deleteAsFarAsPossible(staging(output));
				}
			}
		}, "remove unfinished files"));
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				Files.deleteIfExists(file);
			}
		}
		Files.deleteIfExists(folder);
	}

	/** At the end of a process there is nobody to tell; the next run removes what is left. */
	private static void deleteAsFarAsPossible(Path folder) {
		java.io.File[] files = folder.toFile().listFiles();
		if (files == null) return;
		for (java.io.File file : files) {
			file.delete();
		}
		folder.toFile().delete();
	}
}
