package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no bash")
class ShellCompletionTest extends ShellTest {

	@TempDir
	Path folder;

	/** What bash offers for words of which the last is begun; it grumbles that nobody types. */
	private String offered(String words, int count) throws IOException, InterruptedException {
		assertThat(run("completion")).isZero();
		Path script = Files.writeString(folder.resolve("fovea"), out.toString());
		String ask = "source '" + script + "'; COMP_WORDS=(" + words + "); COMP_CWORD=" + count + "; _complete_fovea; echo ${COMPREPLY[@]}";
		Process bash = new ProcessBuilder("bash", "--norc", "-c", ask).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(bash.waitFor()).isZero();
		return text.strip();
	}

	@Test
	void bash_completes_commands_and_their_options() throws Exception {
		assertThat(offered("fovea seg", 1)).isEqualTo("segment");
		assertThat(offered("fovea segment --res", 2)).isEqualTo("--resume");
	}
}
