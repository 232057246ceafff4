package sc.fovea.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read by a reader that was made from the definitions of TFRecord and of the messages, with a checksum of its own. */
class EventFileTest {

	private static final TrainingHistory ONE = new TrainingHistory(List.of(row(300, 0.5, 0.75)));
	private static final TrainingHistory TWO = ONE.plus(row(5_000_000_000L, Double.NaN, 0.25));

	@TempDir
	private Path folder;

	private static TrainingHistory.Row row(long step, double training, double validation) {
		return new TrainingHistory.Row(step, training, validation, new Score(0.125, Map.of("AP@0.5, ü", -3.5)));
	}

	/** What an event says: a version, or a value of a step. */
	private record Event(double time, long step, String version, String tag, float value) {

		/** The value alone, as text. */
		String said() {
			return version.isEmpty() ? step + " " + tag + " " + value : version;
		}
	}

	private static List<Event> read(byte[] file) {
		List<Event> events = new ArrayList<>();
		ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		while (in.hasRemaining()) {
			byte[] length = next(in, 8);
			assertThat(in.getInt()).as("checksum of the length").isEqualTo(masked(length));
			byte[] message = next(in, Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()));
			assertThat(in.getInt()).as("checksum of the message").isEqualTo(masked(message));
			events.add(event(ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN)));
		}
		return events;
	}

	private static byte[] next(ByteBuffer in, int count) {
		byte[] bytes = new byte[count];
		in.get(bytes);
		return bytes;
	}

	/** Castagnoli's polynomial bit by bit, then the mask of TFRecord. */
	private static int masked(byte[] bytes) {
		int crc = -1;
		for (byte b : bytes) {
			crc ^= b & 0xff;
			for (int bit = 0; bit < 8; bit++) {
				crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
			}
		}
		long sum = ~crc & 0xffffffffL;
		return (int) ((sum >> 15 | sum << 17) + 0xa282ead8L);
	}

	private static Event event(ByteBuffer in) {
		double time = 0;
		long step = 0;
		String version = "";
		Event value = new Event(0, 0, "", "", 0);
		while (in.hasRemaining()) {
			switch ((int) varint(in)) {
				case 1 << 3 | 1 -> time = in.getDouble();
				case 2 << 3 -> step = varint(in);
				case 3 << 3 | 2 -> version = new String(next(in, (int) varint(in)), StandardCharsets.UTF_8);
				case 5 << 3 | 2 -> value = value(part(part(in)));
				default -> throw new AssertionError("another field");
			}
		}
		return new Event(time, step, version, value.tag(), value.value());
	}

	/** The first field, which is a message. */
	private static ByteBuffer part(ByteBuffer in) {
		if (in.position() == 0) assertThat(varint(in)).isEqualTo(1 << 3 | 2);
		return ByteBuffer.wrap(next(in, (int) varint(in))).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static Event value(ByteBuffer in) {
		assertThat(varint(in)).isEqualTo(1 << 3 | 2);
		String tag = new String(next(in, (int) varint(in)), StandardCharsets.UTF_8);
		assertThat(varint(in)).isEqualTo(2 << 3 | 5);
		return new Event(0, 0, "", tag, in.getFloat());
	}

	private static long varint(ByteBuffer in) {
		long value = 0;
		for (int shift = 0;; shift += 7) {
			byte b = in.get();
			value |= (long) (b & 0x7f) << shift;
			if (b >= 0) return value;
		}
	}

	private List<Event> only() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			List<Path> all = files.filter(f -> f.toString().contains("tfevents")).toList();
			assertThat(all).hasSize(1);
			assertThat(all.get(0).getFileName().toString()).matches("events\\.out\\.tfevents\\.\\d{10}\\.fovea");
			return read(Files.readAllBytes(all.get(0)));
		}
	}

	@Test
	void checksums_and_bytes_are_those_of_the_format() {
		assertThat(masked("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Integer.rotateRight(0xe3069283, 15) + 0xa282ead8);
		byte[] header = EventRecord.header(1.5);
		assertThat(HexFormat.of().formatHex(header, 12, header.length - 4)).isEqualTo("09000000000000f83f1a0d627261696e2e4576656e743a32");
		byte[] scalar = EventRecord.scalar(1.5, 300, "a", 2);
		assertThat(HexFormat.of().formatHex(scalar, 12, scalar.length - 4)).isEqualTo("09000000000000f83f10ac022a0a0a080a01611500000040");
	}

	@Test
	void losses_and_metrics_are_read_again() throws IOException {
		double before = System.currentTimeMillis() / 1000.0;
		EventFile.begin(folder, ONE).append(TWO);
		List<Event> events = only();
		assertThat(events.stream().map(Event::said)).containsExactly("brain.Event:2", "300 loss/training 0.5", "300 loss/validation 0.75",
			"300 metric/score 0.125", "300 metric/AP@0.5, ü -3.5", "5000000000 loss/training NaN", "5000000000 loss/validation 0.25",
			"5000000000 metric/score 0.125", "5000000000 metric/AP@0.5, ü -3.5");
		assertThat(events.get(8).time()).isCloseTo(before, within(30.0));
	}

	@Test
	void a_resumed_training_goes_on_where_its_history_ends() throws IOException {
		Files.writeString(folder.resolve("events.out.tfevents.0000000001.fovea"), "of another training");
		Files.writeString(folder.resolve("events.out.tfevents.0000000001.other"), "of another program");
		Path notes = Files.writeString(folder.resolve("notes.txt"), "of a person");
		EventFile.begin(folder, ONE).append(TWO);
		Files.delete(folder.resolve("events.out.tfevents.0000000001.other"));
		EventFile.begin(folder, ONE).append(ONE.plus(row(400, 0.25, 0.5)));
		assertThat(only().stream().filter(e -> e.tag().equals("loss/training")).map(Event::step)).containsExactly(300L, 400L);
		assertThat(notes).exists();
	}

	@Test
	void a_file_that_was_taken_away_is_written_again() throws IOException {
		Path events = folder.resolve("cells_events");
		EventFile file = EventFile.begin(events, ONE);
		try (Stream<Path> files = Files.list(events)) {
			for (Path each : files.toList()) {
				Files.delete(each);
			}
		}
		Files.delete(events);
		file.append(TWO);
		try (Stream<Path> files = Files.list(events)) {
			assertThat(read(Files.readAllBytes(files.findFirst().orElseThrow()))).hasSize(9);
		}
	}

	@Test
	void something_in_the_place_of_the_folder_is_a_sentence() throws IOException {
		Path taken = Files.writeString(folder.resolve("events"), "");
		assertThatThrownBy(() -> EventFile.begin(taken, ONE)).isInstanceOf(IOException.class).hasMessageStartingWith("Cannot make the folder \"" + taken);
	}
}
