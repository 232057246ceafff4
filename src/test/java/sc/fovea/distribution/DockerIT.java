package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image of the Dockerfile, where there is a Docker engine that can build it. */
class DockerIT {

	private static String run(List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(text).isZero();
		return text;
	}

	private static boolean hasEngine() throws InterruptedException {
		try {
			return new ProcessBuilder("docker", "info").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
		}
		catch (IOException e) {
			return false; // not installed
		}
	}

	@Test
	@Tag("slow")
	void the_image_lists_the_models() throws Exception {
		assumeTrue(hasEngine(), "there is no Docker engine");
		run(List.of("docker", "build", "-f", "src/main/docker/Dockerfile", "-t", "fovea-test", "."));
		assertThat(run(List.of("docker", "run", "--rm", "fovea-test", "models"))).contains("nuclei");
	}
}
