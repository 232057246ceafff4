package sc.fovea.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One image of a run in a Java of its own, with the same options: if the image kills that, the run lives.
 *
 * @param run whose manifest it shares
 * @param isStopping whether this process shall end, and the other with it
 */
record IsolatedProcess(RunOptions run, BooleanSupplier isStopping) {

	/** What a start and an end take besides the time of the image, in seconds. */
	private static final double START = 60;
	private static final long LOOK = 200;
	/** Of a process that a signal has ended, the exit code is this and the signal's number. */
	private static final int SIGNAL = 128;

	/** Does an image. @return how it ended, in words; empty if it ended by itself, and said in the manifest what became of the image */
	String run(String image) throws IOException {
		List<String> command = new ArrayList<>(java());
		command.add(run.arguments().get(0));
		command.add(RunOptions.ISOLATED + "=" + image); // before the inputs, which may follow a --
		command.addAll(run.arguments().subList(1, run.arguments().size()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		process.getOutputStream().close();
		try {
			return await(process, run.timeout() > 0 ? run.timeout() + START : Double.POSITIVE_INFINITY);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return "";
		}
		finally {
			process.destroyForcibly();
		}
	}

	private String await(Process process, double limit) throws InterruptedException {
		long start = System.nanoTime();
		while (!process.waitFor(LOOK, TimeUnit.MILLISECONDS)) {
			if (isStopping.getAsBoolean()) return "";
			if ((System.nanoTime() - start) / 1e9 > limit) return String.format(java.util.Locale.ROOT, "it did not end within %.0f s.", limit);
		}
		int code = process.exitValue();
		if (code == Subcommand.SUCCESS || code == Subcommand.SOME_FAILED) return "";
		return code > SIGNAL ? "signal " + (code - SIGNAL) + " ended it." : "it ended with exit code " + code + ".";
	}

	/** This Java with the same options and class path. */
	private static List<String> java() {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent")
			&& !option.contains("ArchiveClassesAtExit")).forEach(command::add);
		String models = System.getProperty("fovea.models");
		if (models != null) command.add("-Dfovea.models=" + models);
		command.addAll(List.of("-cp", classPath(), Fovea.class.getName()));
		return command;
	}

	/** In ImageJ plugins are loaded from other places than Java's own class path. */
	private static String classPath() {
		Set<String> paths = new LinkedHashSet<>();
		for (ClassLoader loader = Fovea.class.getClassLoader(); loader != null; loader = loader.getParent()) {
			if (loader instanceof URLClassLoader urls) {
				for (URL url : urls.getURLs()) {
					paths.add(path(url));
				}
			}
		}
		paths.add(System.getProperty("java.class.path"));
		return paths.stream().collect(Collectors.joining(File.pathSeparator));
	}

	private static String path(URL url) {
		try {
			return Path.of(new URI(url.toString())).toString();
		}
		catch (URISyntaxException | IllegalArgumentException e) {
			return url.getPath();
		}
	}
}
