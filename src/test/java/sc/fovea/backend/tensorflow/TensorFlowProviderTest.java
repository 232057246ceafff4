package sc.fovea.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.backend.BackendOptions;

/** Opening: which device, and undisturbed by other versions of TensorFlow. */
class TensorFlowProviderTest {

	@Test
	void the_cpu_is_named_with_the_threads_of_the_first_opening() {
		try (Backend first = open(Device.CPU, 0); Backend second = open(Device.CPU, 7)) {
			assertThat(first.device()).matches("CPU \\(\\d+ threads?\\)");
			assertThat(second.device()).isEqualTo(first.device());
		}
	}

	@Test
	void a_gpu_that_is_demanded_computes_or_is_refused_in_one_sentence() {
		try (Backend any = open(Device.ANY, 0)) {
			if (any.device().startsWith("CPU")) {
				assertThatThrownBy(() -> open(Device.GPU, 0)).isInstanceOf(BackendException.class).hasMessageStartingWith("Expected a GPU");
			}
			else {
				assertThat(open(Device.GPU, 0).device()).isEqualTo(any.device());
			}
		}
	}

	@Test
	void tensor_flow_stays_out_of_the_callers_class_loader() {
		try (Backend backend = open(Device.CPU, 0)) {
			assertThat(backend.getClass().getClassLoader()).isNotSameAs(TensorFlowProvider.class.getClassLoader());
			assertThat(backend.getClass().getClassLoader()).isSameAs(open(Device.CPU, 0).getClass().getClassLoader());
		}
	}

	@Test
	void an_incompatible_tensor_flow_that_stands_first_on_the_class_path_does_not_disturb(@TempDir Path folder) throws IOException, InterruptedException {
		Path source = Files.writeString(folder.resolve("Graph.java"), "package org.tensorflow; public class Graph {}");
		ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
		String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-cp", classPath, SeparateProcess.class.getName()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).contains("answer 0.0 2.0, methods of Graph on the class path: 0");
	}

	private static Backend open(Device device, int threads) {
		return new TensorFlowProvider().open(new BackendOptions(device, threads));
	}
}
