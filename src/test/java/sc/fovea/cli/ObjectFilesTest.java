package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.MappedLabels;
import sc.fovea.image.PixelSize;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.table.MeasuredChannel;

class ObjectFilesTest {

	private static final int WIDTH = 90;
	private static final int HEIGHT = 120;

	@TempDir
	Path folder;

	@Test
	void labels_in_a_file_give_the_same_outlines_and_rows_as_labels_in_memory() throws IOException {
		int[] ids = discs();
		ImagePlus image = image();
		int count = ObjectFiles.write(image, targets("whole"), objects -> objects.add(ids, PlaneIndex.FIRST));
		assertThat(count).isGreaterThan(20);
		for (int bandRows : new int[] { 1, 7, 40, 500 }) {
			try (MappedLabels labels = MappedLabels.create(folder.resolve("labels.tif"), WIDTH, HEIGHT, PixelSize.of(image))) {
				labels.writeRows(0, ids);
				assertThat(ObjectFiles.write(image, targets("bands"), bandRows * WIDTH, objects -> objects.add(labels, 0))).isEqualTo(count);
			}
			assertThat(rows("bands.csv")).as(bandRows + " rows").isEqualTo(rows("whole.csv"));
			assertThat(outlines("bands.zip")).isEqualTo(outlines("whole.zip"));
		}
	}

	@Test
	void further_channels_are_measured_in_bands_as_in_memory() throws IOException {
		ImagePlus first = image();
		ImageStack channels = new ImageStack(WIDTH, HEIGHT);
		channels.addSlice(first.getProcessor());
		channels.addSlice(first.getProcessor().duplicate());
		channels.getProcessor(2).flipHorizontal();
		ImagePlus image = new ImagePlus("two", channels);
		image.setDimensions(2, 1, 1);
		image.setCalibration(first.getCalibration());
		List<MeasuredChannel> measured = MeasuredChannel.of("2,1", image);
		ObjectFiles.Targets whole = new ObjectFiles.Targets(Optional.empty(), Optional.of(folder.resolve("whole.csv")), measured);
		double[] means = new double[2];
		ObjectFiles.write(image, whole, objects -> {
			objects.add(discs(), PlaneIndex.FIRST);
			means[0] = objects.means().get("Mean_Ch2");
		});
		assertThat(rows("whole.csv")).anyMatch(row -> row.endsWith("Mean_Ch1,StdDev_Ch1,Min_Ch1,Max_Ch1,IntDen_Ch1,RawIntDen_Ch1"));
		try (MappedLabels labels = MappedLabels.create(folder.resolve("labels.tif"), WIDTH, HEIGHT, PixelSize.of(image))) {
			labels.writeRows(0, discs());
			ObjectFiles.Targets bands = new ObjectFiles.Targets(Optional.empty(), Optional.of(folder.resolve("bands.csv")), measured);
			ObjectFiles.write(image, bands, 7 * WIDTH, objects -> {
				objects.add(labels, 0);
				means[1] = objects.means().get("Mean_Ch2");
			});
		}
		assertThat(rows("bands.csv")).isEqualTo(rows("whole.csv").stream().map(ObjectFilesTest::withoutPosition).toList());
		assertThat(means[0]).isCloseTo(means[1], within(1e-9)).isGreaterThan(1);
	}

	/** Bands are single planes, which have no columns for channel, slice and frame. */
	private static String withoutPosition(String row) {
		List<String> cells = new ArrayList<>(List.of(row.split(",")));
		cells.subList(26, 29).clear();
		return String.join(",", cells);
	}

	@Test
	void when_objects_cannot_be_found_no_file_stays() {
		assertThatThrownBy(() -> ObjectFiles.write(image(), targets("a"), 1000, objects -> {
			objects.add(discs(), PlaneIndex.FIRST);
			throw new IOException("The labels cannot be read.");
		})).isInstanceOf(ImageFileException.class).hasMessageContaining("The labels cannot be read.");
		assertThat(folder).isEmptyDirectory();
	}

	@Test
	void what_is_not_wanted_is_not_written() throws IOException {
		Path table = folder.resolve("only.csv");
		int count = ObjectFiles.write(image(), targets("both"), objects -> objects.add(discs(), PlaneIndex.FIRST));
		assertThat(ObjectFiles.write(image(), new ObjectFiles.Targets(Optional.empty(), Optional.of(table)), objects -> objects.add(discs(), PlaneIndex.FIRST)))
			.isEqualTo(count);
		assertThat(ObjectFiles.write(image(), new ObjectFiles.Targets(Optional.empty(), Optional.empty()), objects -> objects.add(discs(), PlaneIndex.FIRST)))
			.isEqualTo(count);
		assertThat(rows("only.csv")).isEqualTo(rows("both.csv"));
		assertThat(folder.toFile().list()).containsExactlyInAnyOrder("both.zip", "both.csv", "only.csv");
	}

	private ObjectFiles.Targets targets(String name) {
		return new ObjectFiles.Targets(Optional.of(folder.resolve(name + ".zip")), Optional.of(folder.resolve(name + ".csv")));
	}

	/** In the order of the labels: bands come from top to bottom. */
	private List<String> rows(String csv) throws IOException {
		return Files.readAllLines(folder.resolve(csv)).stream().sorted().toList();
	}

	private List<String> outlines(String name) throws IOException {
		List<String> outlines = new ArrayList<>();
		try (ZipFile zip = new ZipFile(folder.resolve(name).toFile())) {
			for (ZipEntry entry : zip.stream().toList()) {
				outlines.add(entry.getName() + " " + java.util.Arrays.hashCode(zip.getInputStream(entry).readAllBytes()));
			}
		}
		return outlines.stream().sorted().toList();
	}

	private static ImagePlus image() {
		ShortProcessor pixels = new ShortProcessor(WIDTH, HEIGHT);
		Random random = new Random(3);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			pixels.set(i, 100 + random.nextInt(1000));
		}
		ImagePlus image = new ImagePlus("noise", pixels);
		new PixelSize(0.5, 0.5, 1, "µm").applyTo(image);
		image.getCalibration().yOrigin = 3;
		return image;
	}

	/** Discs with ids in no order, some in two parts. */
	private static int[] discs() {
		int[] ids = new int[WIDTH * HEIGHT];
		Random random = new Random(4);
		for (int n = 0; n < 60; n++) {
			int id = 1 + (n * 37) % 50;
			double x = random.nextInt(WIDTH);
			double y = random.nextInt(HEIGHT);
			double radius = 2 + random.nextInt(8);
			for (int i = 0; i < ids.length; i++) {
				if (Math.hypot(i % WIDTH - x, i / WIDTH - y) <= radius) ids[i] = id;
			}
		}
		return ids;
	}
}
