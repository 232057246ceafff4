package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.macro.Interpreter;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import sc.fovea.image.LabelImage;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.job.Platform;
import sc.fovea.job.preview.VisiblePart;

/** What dialogs show on the image before the command runs. */
class PreviewTest {

	private static final int[][] DISCS = { { 14, 14 }, { 50, 14 }, { 14, 50 }, { 50, 40 }, { 80, 60 } };

	@TempDir
	static Path models;

	private final ImagePlus image = BlobModel.image("discs.tif", DISCS);

	@BeforeAll
	static void installModels() throws IOException {
		BlobModel.install(models);
		BrightnessModel.install(models);
	}

	private PreviewRun.Outcome show(PreviewOverlay overlay, Class<? extends FoveaCommand> command, Rectangle seen, Map<String, Object> settings) {
		Map<String, Object> values = new LinkedHashMap<>();
		CommandInput.of(command).forEach(input -> values.put(input.name(), input.value()));
		values.putAll(settings);
		return new PreviewRun(new CommandInfo(command), overlay).show(values, VisiblePart.of(image, seen), () -> false);
	}

	private PreviewRun.Outcome show(Class<? extends FoveaCommand> command, Map<String, Object> settings) {
		return show(new PreviewOverlay(image), command, new Rectangle(0, 0, 96, 80), settings);
	}

	private List<Roi> shown() {
		return image.getOverlay() == null ? List.of() : Arrays.asList(image.getOverlay().toArray());
	}

	private static Set<Rectangle> bounds(Stream<Roi> rois) {
		return rois.map(Roi::getBounds).collect(Collectors.toSet());
	}

	@Test
	void outlines_of_segment_are_those_of_its_result_in_the_part_that_is_seen() throws Exception {
		ImagePlus labels = (ImagePlus) Platform.context().service(CommandService.class)
			.run(Segment.class, false, Map.of("input", image, "model", BlobModel.NAME, "scale", 1.0)).get().getOutput("output");
		List<Roi> all = LabelRois.of(LabelImage.ids(labels.getProcessor()), 96);
		assertThat(all).hasSize(5);
		PreviewRun.Outcome outcome = show(Segment.class, Map.of("model", BlobModel.NAME, "scale", 1.0));
		assertThat(outcome.isProblem()).as(outcome.sentence()).isFalse();
		assertThat(outcome.sentence()).matches("5 objects, \\d+\\.\\d s");
		assertThat(bounds(shown().stream())).isEqualTo(bounds(all.stream()));
		image.setOverlay((Overlay) null);
		Rectangle seen = new Rectangle(44, 36, 52, 44);
		assertThat(show(new PreviewOverlay(image), Segment.class, seen, Map.of("model", BlobModel.NAME, "scale", 1.0)).sentence()).startsWith("2 objects,");
		assertThat(bounds(shown().stream())).hasSize(2)
			.isEqualTo(bounds(all.stream().filter(roi -> seen.contains(roi.getBounds().getCenterX(), roi.getBounds().getCenterY()))));
	}

	@Test
	void a_selection_restricts_the_preview_as_it_does_the_result() {
		image.setRoi(new Roi(40, 0, 56, 80));
		for (Class<? extends FoveaCommand> command : List.of(Segment.class, Detect.class)) {
			Map<String, Object> model = Map.of("model", command == Segment.class ? BlobModel.NAME : BlobModel.BOXES, "scale", 1.0);
			PreviewRun.Outcome outcome = show(new PreviewOverlay(image), command, new Rectangle(44, 10, 52, 70), model);
			assertThat(outcome.sentence()).startsWith("3 objects in the selection");
			assertThat(shown()).hasSize(3).allMatch(roi -> roi.getBounds().getCenterX() > 40);
			image.setOverlay((Overlay) null);
		}
	}

	@Test
	void boxes_of_detect_lie_where_they_belong_with_a_count_of_each_class() {
		Rectangle seen = new Rectangle(44, 36, 52, 44);
		assertThat(show(new PreviewOverlay(image), Detect.class, seen, Map.of("model", BlobModel.BOXES, "scale", 1.0)).sentence())
			.startsWith("2 objects (bright 2),");
		assertThat(shown()).allMatch(roi -> Math.abs(roi.getBounds().width - 12) <= 2);
		assertThat(bounds(shown().stream())).anyMatch(box -> Math.abs(box.getCenterX() - 50) < 2 && Math.abs(box.getCenterY() - 40) < 2);
	}

	@Test
	void classify_names_the_image_or_each_roi_that_is_seen_and_never_the_previews_own() {
		assertThat(show(Classify.class, Map.of("model", BrightnessModel.NAME)).sentence()).matches("dark \\(\\d\\.\\d\\d\\), \\d+\\.\\d s");
		assertThat(shown()).hasSize(1);
		image.setOverlay(new Overlay(new Roi(10, 10, 8, 8)));
		image.getOverlay().add(new Roi(90, 0, 4, 4));
		PreviewOverlay overlay = new PreviewOverlay(image);
		for (int times = 0; times < 2; times++) {
			PreviewRun.Outcome outcome = show(overlay, Classify.class, new Rectangle(0, 0, 80, 80), Map.of("model", BrightnessModel.NAME, "rois", true));
			assertThat(outcome.sentence()).startsWith("bright (");
			assertThat(shown()).as("two before, a square and its class").hasSize(4);
		}
	}

	@Test
	void what_was_there_comes_back_as_it_was() {
		for (boolean isHidden : new boolean[] { false, true }) {
			Overlay before = new Overlay(new Roi(1, 2, 3, 4));
			before.drawLabels(true);
			image.setOverlay(before);
			image.setHideOverlay(isHidden);
			image.changes = false;
			byte[] pixels = ((byte[]) image.getProcessor().getPixels()).clone();
			try (PreviewOverlay overlay = new PreviewOverlay(image)) {
				show(overlay, Segment.class, new Rectangle(0, 0, 96, 80), Map.of("model", BlobModel.NAME, "scale", 1.0));
				assertThat(shown()).hasSize(isHidden ? 5 : 6);
				assertThat(image.getHideOverlay()).isFalse();
			}
			assertThat(image.getOverlay()).isSameAs(before);
			assertThat(before.size()).isEqualTo(1);
			assertThat(before.get(0).getBounds()).isEqualTo(new Rectangle(1, 2, 3, 4));
			assertThat(image.getHideOverlay()).isEqualTo(isHidden);
			assertThat(image.changes).isFalse();
			assertThat((byte[]) image.getProcessor().getPixels()).isEqualTo(pixels);
		}
	}

	@Test
	void what_others_put_there_meanwhile_stays_and_nothing_is_shown_after_the_end() {
		Overlay others = new Overlay(new Roi(5, 5, 5, 5));
		PreviewOverlay overlay = new PreviewOverlay(image);
		overlay.show(List.of(new Roi(0, 0, 2, 2)));
		image.setOverlay(others);
		overlay.show(List.of(new Roi(0, 0, 3, 3)));
		overlay.close();
		assertThat(image.getOverlay()).isSameAs(others);
		PreviewOverlay late = new PreviewOverlay(image);
		late.close();
		late.show(List.of(new Roi(0, 0, 2, 2)));
		assertThat(image.getOverlay()).isSameAs(others);
	}

	@Test
	void what_is_wrong_is_a_sentence_and_takes_the_last_preview_away() {
		try (PreviewOverlay overlay = new PreviewOverlay(image)) {
			Rectangle all = new Rectangle(0, 0, 96, 80);
			show(overlay, Segment.class, all, Map.of("model", BlobModel.NAME, "scale", 1.0));
			assertThat(shown()).isNotEmpty();
			for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("model", "no such model"), Map.of("model", BlobModel.NAME, "probability", 7.0),
				Map.of("model", BlobModel.BOXES), Map.of("model", BlobModel.NAME, "channel", "red"), Map.of("model", BlobModel.NAME, "shape", "nothing"))) {
				PreviewRun.Outcome outcome = show(overlay, Segment.class, all, wrong);
				assertThat(outcome.isProblem()).as(wrong.toString()).isTrue();
				assertThat(outcome.sentence()).endsWith(".").doesNotContain("\n", "Exception");
				assertThat(shown()).isEmpty();
			}
		}
	}

	@Test
	void a_large_part_is_looked_at_in_its_middle_which_is_framed() {
		ImagePlus large = new ImagePlus("large", BlobModel.image("", new int[] { 40, 40 }).getProcessor().resize(2000, 900));
		VisiblePart part = VisiblePart.of(large, new Rectangle(100, 100, 1800, 400));
		assertThat(part.area()).isEqualTo(new Rectangle(680, 100, 640, 400));
		assertThat(part.isCut()).isTrue();
		assertThat(VisiblePart.of(large, new Rectangle(1900, 800, 200, 200)).area()).as("a canvas may reach beyond")
			.isEqualTo(new Rectangle(1900, 800, 100, 100));
		assertThat(VisiblePart.of(large, new Rectangle(0, 0, 640, 640)).isCut()).isFalse();
	}

	@Test
	void of_much_that_is_wanted_only_the_last_is_done_and_what_is_being_done_is_told_to_stop() throws Exception {
		List<Integer> done = new CopyOnWriteArrayList<>();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		try (LatestWork work = new LatestWork(50)) {
			work.want(isStale -> {
				begun.countDown();
				for (long deadline = System.nanoTime() + 30_000_000_000L; !isStale.getAsBoolean() && System.nanoTime() < deadline;) {
					Thread.onSpinWait();
				}
				done.add(isStale.getAsBoolean() ? -1 : -2);
			});
			assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
			IntStream.rangeClosed(1, 20).forEach(n -> work.want(isStale -> {
				done.add(n);
				ended.countDown();
			}));
			assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(done).containsExactly(-1, 20);
	}

	@Test
	void macros_batch_mode_and_images_without_a_window_have_no_preview() {
		assertThat(PreviewBox.of(new CommandInfo(Segment.class), new Segment(), image)).isSameAs(DialogPart.NONE);
		assertThat(CommandInput.of(Segment.class)).extracting(CommandInput::name).doesNotContain("preview");
		assertThat(Interpreter.isBatchMode()).isFalse();
		assertThat(WindowManager.getImageCount()).isZero();
	}
}
