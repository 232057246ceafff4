package sc.fovea.train.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.backend.LearnerState;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

class CheckpointTest {

	private static final LearnerState LEARNER = new LearnerState(weights(1), weights(2), 17);
	private static final Checkpoint.InStage STAGE = new Checkpoint.InStage(1, 40);
	private static final Checkpoint CHECKPOINT = new Checkpoint(Map.of("seed", 3L), LEARNER, STAGE, new WeightAverage(weights(4), 9),
		Optional.of(new Checkpoint.Best(weights(5), new Score(0.25, Map.of("AP", 0.25)))), new MeanLoss(0.75, 3), 1.5,
		new TrainingHistory(List.of(new TrainingHistory.Row(10, 0.5, Double.NaN, new Score(0.25, Map.of("AP", 0.25))))));

	@TempDir
	private Path folder;
	private Path file;

	@BeforeEach
	void nameFile() {
		file = folder.resolve("state");
	}

	private static Weights weights(float value) {
		return new Weights(Map.of("conv.kernel", Tensor.of(new float[] { value, Float.MIN_VALUE, -0f, 1 / 3f }, 2, 2)));
	}

	@Test
	void what_was_written_is_read_again() {
		Checkpoint.write(file, CHECKPOINT);
		assertThat(Checkpoint.read(file)).isEqualTo(CHECKPOINT);
		assertThat(folder).isDirectoryContaining(f -> f.equals(file)).isDirectoryNotContaining(f -> !f.equals(file));
	}

	@Test
	void nothing_need_have_been_judged() {
		Checkpoint early = new Checkpoint(Map.of(), LEARNER, new Checkpoint.InStage(0, 0), new WeightAverage(weights(4), 0), Optional.empty(), MeanLoss.NONE, 0,
			TrainingHistory.NONE);
		Checkpoint.write(file, early);
		assertThat(Checkpoint.read(file)).isEqualTo(early);
	}

	@Test
	void a_file_that_does_not_tell_its_plan_and_stage_is_read() throws IOException {
		Checkpoint.write(file, CHECKPOINT);
		Path older = folder.resolve("older");
		try (ZipFile zip = new ZipFile(file.toFile()); ZipOutputStream copy = new ZipOutputStream(Files.newOutputStream(older))) {
			for (ZipEntry entry : Collections.list(zip.entries())) {
				String content = new String(zip.getInputStream(entry).readAllBytes(), ISO_8859_1);
				copy.putNextEntry(new ZipEntry(entry.getName()));
				copy.write(content.replace(",\"plan\":{\"seed\":3}", "").replace(",\"stage\":{\"index\":1,\"before\":40}", "").getBytes(ISO_8859_1));
			}
		}
		Checkpoint read = Checkpoint.read(older);
		assertThat(read.plan()).isEmpty();
		assertThat(read.stage()).isEqualTo(new Checkpoint.InStage(0, 0));
		assertThat(read.learner()).isEqualTo(CHECKPOINT.learner());
	}

	@Test
	void a_checkpoint_replaces_the_one_before() {
		Checkpoint.write(file, CHECKPOINT);
		Checkpoint later = new Checkpoint(Map.of(), new LearnerState(weights(1), weights(2), 99), STAGE, CHECKPOINT.average(), Optional.empty(), MeanLoss.NONE,
			2,
			TrainingHistory.NONE);
		Checkpoint.write(file, later);
		assertThat(Checkpoint.read(file).learner().steps()).isEqualTo(99);
	}

	@Test
	void a_damaged_file_is_one_sentence() throws IOException {
		Checkpoint.write(file, CHECKPOINT);
		byte[] whole = Files.readAllBytes(file);
		Random random = new Random(1);
		for (int n = 0; n < 200; n++) {
			byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
			Files.write(file, cut);
			refuses("cut to " + cut.length);
		}
	}

	@Test
	void changed_tensors_are_noticed() throws IOException {
		Checkpoint.write(file, CHECKPOINT);
		byte[] bytes = Files.readAllBytes(file);
		bytes[indexOf(bytes, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(1 / 3f).array())] ^= 4;
		Files.write(file, bytes);
		refuses("a changed bit");
	}

	@Test
	void something_else_is_one_sentence() throws IOException {
		Files.writeString(file, "hello");
		refuses("a text");
		Files.write(file, new byte[0]);
		refuses("nothing");
	}

	private void refuses(String what) {
		assertThatThrownBy(() -> Checkpoint.read(file)).as(what).isInstanceOf(UncheckedIOException.class)
			.hasMessageStartingWith("\"" + file + "\" is not a whole checkpoint of a training: ").message().doesNotContain("\n");
	}

	private static int indexOf(byte[] bytes, byte[] part) {
		for (int i = 0; i < bytes.length; i++) {
			if (Arrays.equals(bytes, i, Math.min(bytes.length, i + part.length), part, 0, part.length)) {
				return i;
			}
		}
		throw new AssertionError("not there");
	}
}
