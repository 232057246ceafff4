package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.image.LabelImage;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.Platform;

/** The command as scripts and {@code CommandService} use it. */
class SegmentTest {

	@TempDir
	static Path models;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	@Test
	void each_disc_becomes_a_label_and_the_input_stays() throws Exception {
		ImagePlus image = calibrated(BlobModel.image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 }));
		byte[] before = ((byte[]) image.getProcessor().getPixels()).clone();
		ImagePlus labels = labels(run(image, Map.of()));
		int[] ids = LabelImage.ids(labels.getProcessor());
		assertThat(LabelImage.largest(ids)).isEqualTo(2);
		assertThat(ids[20 * 96 + 20]).isPositive().isNotEqualTo(ids[40 * 96 + 60]);
		assertThat(ids[40 * 96 + 60]).isPositive();
		assertThat(ids[5 * 96 + 90]).isZero();
		assertThat((byte[]) image.getProcessor().getPixels()).isEqualTo(before);
	}

	@Test
	void labels_are_calibrated_16_bit_in_glasbey_colours_and_say_how_they_came() throws Exception {
		ImagePlus labels = labels(run(calibrated(BlobModel.image("discs.tif", new int[] { 20, 20 })), Map.of("probability", 0.4)));
		assertThat(labels.getBitDepth()).isEqualTo(16);
		assertThat(labels.getTitle()).isEqualTo("discs_labels");
		assertThat(labels.getCalibration().pixelWidth).isEqualTo(0.5);
		assertThat(labels.getCalibration().getUnit()).isEqualTo("µm");
		assertThat(labels.getCalibration().frameInterval).isEqualTo(3);
		assertThat(labels.getProcessor().getLut().getRGB(1)).isEqualTo(sc.fovea.image.Glasbey.lut().getRGB(1));
		assertThat(labels.getInfoProperty()).contains("Model: blobs 1.0.0").contains("Device: CPU").contains("Probability: 0.4");
	}

	@Test
	void every_slice_and_frame_is_segmented_with_ids_of_its_own() throws Exception {
		ImageStack stack = new ImageStack(96, 80);
		for (int n = 0; n < 6; n++) {
			stack.addSlice(BlobModel.image("", new int[] { 20 + 8 * n, 30 }).getProcessor());
		}
		ImagePlus image = new ImagePlus("movie.tif", stack);
		image.setDimensions(1, 2, 3);
		ImagePlus labels = labels(run(image, Map.of("scale", 1.0, "rois", true)));
		assertThat(new int[] { labels.getNChannels(), labels.getNSlices(), labels.getNFrames() }).containsExactly(1, 2, 3);
		assertThat(labels.isHyperStack()).isTrue();
		for (int n = 0; n < 6; n++) {
			int id = labels.getStack().getProcessor(n + 1).get(20 + 8 * n, 30);
			assertThat(id).isEqualTo(n + 1);
			assertThat(labels.getOverlay().get(n).getTPosition()).isEqualTo(1 + n / 2);
			assertThat(labels.getOverlay().get(n).getZPosition()).isEqualTo(1 + n % 2);
		}
	}

	@Test
	void linked_slices_share_ids_and_have_volumes_in_the_unit_of_the_image() throws Exception {
		ImageStack stack = new ImageStack(96, 80);
		for (int n = 0; n < 3; n++) {
			stack.addSlice(BlobModel.image("", new int[] { 20 + n, 30 }, new int[] { 70, 50 }).getProcessor());
		}
		ImagePlus image = calibrated(new ImagePlus("stack.tif", stack));
		image.setDimensions(1, 3, 1);
		image.getCalibration().pixelDepth = 2;
		ResultsTable table = ResultsTable.getResultsTable();
		table.reset();
		ImagePlus labels = labels(run(image, Map.of("scale", 1.0, "slices", "linked", "measure", true)));
		int id = labels.getStack().getProcessor(1).get(20, 30);
		assertThat(labels.getStack().getProcessor(3).get(22, 30)).isEqualTo(id).isPositive();
		assertThat(labels.getStack().getProcessor(2).get(70, 50)).isEqualTo(3 - id);
		assertThat(table.size()).isEqualTo(2);
		assertThat(table.getLabel(0)).isEqualTo("stack.tif:0001");
		assertThat(table.getValue("Volume", 0)).isEqualTo(table.getValue("Voxels", 0) * 0.5 * 0.5 * 2);
		assertThat(table.getValue("LastSlice", 0)).isEqualTo(3);
		assertThat(table.getStringValue("Unit", 0)).isEqualTo("µm");
		table.reset();
	}

	@Test
	void a_channel_is_named_by_its_colour_and_the_only_filled_one_need_not_be() throws Exception {
		ImageProcessor disc = BlobModel.image("", new int[] { 20, 20 }).getProcessor();
		ImageProcessor two = BlobModel.image("", new int[] { 20, 20 }, new int[] { 60, 40 }).getProcessor();
		ImageProcessor empty = two.createProcessor(two.getWidth(), two.getHeight());
		ResultsTable table = ResultsTable.getResultsTable();
		table.reset();
		ImagePlus image = rgb(disc, empty, two);
		assertThat(LabelImage.largest(ids(run(image, Map.of("channel", "Blue", "measure", true))))).isEqualTo(2);
		assertThat(table.getValue("Mean", 0)).isGreaterThan(100);
		table.reset();
		assertThat(LabelImage.largest(ids(run(image, Map.of("channel", 1))))).isEqualTo(1);
		assertThat(LabelImage.largest(ids(run(rgb(empty, empty, two), Map.of())))).isEqualTo(2);
		assertThat(((Cancelable) run(image, Map.of()).getDelegateObject()).getCancelReason()).contains("channel=1 to channel=3");
		assertThat(((Cancelable) run(image, Map.of("channel", "dapi")).getDelegateObject()).getCancelReason()).contains("1 red, 2 green, 3 blue");
	}

	private static ImagePlus rgb(ImageProcessor red, ImageProcessor green, ImageProcessor blue) {
		ColorProcessor colours = new ColorProcessor(red.getWidth(), red.getHeight());
		colours.setRGB((byte[]) red.getPixels(), (byte[]) green.getPixels(), (byte[]) blue.getPixels());
		return new ImagePlus("rgb.tif", colours);
	}

	private static int[] ids(Module module) {
		return LabelImage.ids(labels(module).getProcessor());
	}

	@Test
	void a_selection_restricts_the_result_unless_it_is_to_be_ignored() throws Exception {
		ImagePlus image = calibrated(BlobModel.image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 }));
		int[] whole = ids(run(image, Map.of()));
		image.setRoi(new ij.gui.Roi(40, 0, 18, 80)); // cuts the second disc, whose centre lies outside
		assertThat(LabelImage.largest(ids(run(image, Map.of())))).isZero();
		image.setRoi(new ij.gui.Roi(55, 0, 41, 80));
		int[] restricted = ids(run(image, Map.of()));
		for (int i = 0; i < whole.length; i++) {
			assertThat(restricted[i]).isEqualTo(whole[i] == whole[40 * 96 + 60] && whole[i] > 0 ? 1 : 0);
		}
		assertThat(ids(run(image, Map.of("roi", "ignore")))).isEqualTo(whole);
		assertThat(reason(run(image, Map.of("roi", "inside")))).contains("\"roi\" must be restrict or ignore, but is \"inside\"");
	}

	/** As ImageJ's own commands do. */
	@Test
	void the_current_channel_of_several_is_looked_at_unless_another_is_asked_for() throws Exception {
		ImageStack stack = new ImageStack(96, 80);
		stack.addSlice(BlobModel.image("", new int[] { 20, 20 }).getProcessor());
		stack.addSlice(BlobModel.image("", new int[] { 60, 40 }, new int[] { 20, 60 }).getProcessor());
		ImagePlus image = new ImagePlus("two.tif", stack);
		image.setDimensions(2, 1, 1);
		ij.CompositeImage composite = new ij.CompositeImage(calibrated(image));
		composite.setC(2);
		assertThat(LabelImage.largest(ids(run(composite, Map.of())))).isEqualTo(2);
		composite.setC(1);
		assertThat(LabelImage.largest(ids(run(composite, Map.of())))).isEqualTo(1);
		assertThat(LabelImage.largest(ids(run(composite, Map.of("channel", "2"))))).isEqualTo(2);
	}

	@Test
	void measured_objects_are_appended_to_the_results() throws Exception {
		ResultsTable table = ResultsTable.getResultsTable();
		table.reset();
		run(calibrated(BlobModel.image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 })), Map.of("measure", true));
		run(BlobModel.image("more.tif", new int[] { 30, 50 }), Map.of("measure", true));
		assertThat(table.size()).isEqualTo(3);
		assertThat(table.getLabel(0)).isEqualTo("discs.tif:0001");
		assertThat(table.getLabel(2)).isEqualTo("more.tif:0001");
		assertThat(table.getValue("Area", 0)).isBetween(0.25 * 90, 0.25 * 130);
		assertThat(table.getValue("Area", 2)).isBetween(90.0, 130.0);
	}

	@Test
	void objects_are_measured_in_other_channels_by_name_also_of_linked_slices() throws Exception {
		ImageProcessor disc = BlobModel.image("", new int[] { 20, 20 }).getProcessor();
		ImageProcessor flat = disc.createProcessor(disc.getWidth(), disc.getHeight());
		flat.set(17);
		ResultsTable table = ResultsTable.getResultsTable();
		table.reset();
		run(calibrated(rgb(disc, flat, disc)), Map.of("channel", "red", "measured", "green,blue"));
		assertThat(table.size()).isEqualTo(1);
		assertThat(table.getValue("Mean_green", 0)).isEqualTo(17);
		assertThat(table.getValue("IntDen_green", 0)).isEqualTo(17 * table.getValue("Area", 0));
		assertThat(table.getValue("Mean_blue", 0)).isEqualTo(table.getValue("Mean", 0));
		table.reset();
		ImageStack stack = new ImageStack(96, 80);
		for (int z = 0; z < 2; z++) {
			stack.addSlice(disc);
			stack.addSlice(flat);
		}
		ImagePlus image = calibrated(new ImagePlus("stack.tif", stack));
		image.setDimensions(2, 2, 1);
		image.getCalibration().pixelDepth = 2;
		run(image, Map.of("channel", "1", "slices", "linked", "measured", "2", "scale", 1.0));
		assertThat(table.size()).isEqualTo(1);
		assertThat(table.getValue("Mean_Ch2", 0)).isEqualTo(17);
		assertThat(table.getValue("IntDen_Ch2", 0)).isEqualTo(17 * table.getValue("Volume", 0));
		assertThat(table.getValue("StdDev_Ch2", 0)).isZero();
		table.reset();
		assertThat(reason(run(image, Map.of("channel", "1", "measured", "2,5")))).contains("from 1 to 2").contains("got 5");
		assertThat(table.size()).isZero();
	}

	@Test
	void scale_follows_from_the_pixel_size_and_can_be_set() throws Exception {
		ImagePlus image = calibrated(BlobModel.image("discs.tif", new int[] { 20, 20 }));
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.25; // half the model's: discs look half as large to it
		assertThat(area(labels(run(image, Map.of("scale", 1.0))))).isBetween(90, 130);
		assertThat(area(labels(run(image, Map.of("probability", 0.0005))))).isBetween(360, 520);
	}

	@Test
	void maps_are_given_beside_the_labels_at_their_scale() throws Exception {
		ImagePlus image = calibrated(BlobModel.image("discs.tif", new int[] { 20, 20 }));
		assertThat(run(image, Map.of()).getOutput("probabilities")).isNull();
		Module module = run(image, Map.of("maps", true, "scale", 0.5, "probability", 0.0005));
		ImagePlus map = (ImagePlus) module.getOutput("probabilities");
		assertThat(new int[] { map.getWidth(), map.getHeight(), map.getBitDepth() }).containsExactly(48, 40, 32);
		assertThat(map.getCalibration().pixelWidth).isEqualTo(1);
		assertThat(map.getProcessor().getf(10, 10)).isGreaterThan(100 * map.getProcessor().getf(40, 35));
		assertThat(LabelImage.largest(LabelImage.ids(labels(module).getProcessor()))).isEqualTo(1);
	}

	@Test
	void mistakes_are_one_sentence() throws Exception {
		ImagePlus image = BlobModel.image("discs.tif", new int[] { 20, 20 });
		assertThat(reason(run(image, Map.of("model", "blob")))).contains("'blob'").contains("Did you mean 'blobs'?");
		assertThat(reason(run(image, Map.of("device", "tpu")))).contains("\"device\" must be one of any, cpu, gpu, but is \"tpu\"");
		assertThat(reason(run(image, Map.of("probability", 1.5)))).contains("probability between 0 and 1, got 1.5");
		assertThat(reason(run(null, Map.of()))).isEqualTo("An image is needed, but none is open.");
		assertThat(reason(run(new ImagePlus(), Map.of()))).contains("not one that is open");
		ImagePlus colour = new ImagePlus("rgb", image.getProcessor().convertToRGB());
		colour.getProcessor().set(0, 0xff0000);
		assertThat(reason(run(colour, Map.of()))).contains("choose one with channel=1 to");
		assertThat(labels(run(colour, Map.of("channel", 2)))).isNotNull();
	}

	@Test
	void the_model_stays_loaded_until_another_is_asked_for() throws Exception {
		ModelCache cache = new ModelCache();
		ModelRequest request = ModelRequest.of(BlobModel.NAME, sc.fovea.backend.BackendOptions.Device.CPU);
		Object first = cache.use(request, (segmenter, device) -> segmenter);
		assertThat((Object) cache.use(request, (segmenter, device) -> segmenter)).isSameAs(first);
		java.nio.file.Files.setLastModifiedTime(models.resolve("blobs.zip"), java.nio.file.attribute.FileTime.fromMillis(1));
		assertThat((Object) cache.use(request, (segmenter, device) -> segmenter)).isNotSameAs(first);
		cache.close();
	}

	private static int area(ImagePlus labels) {
		int count = 0;
		for (int id : LabelImage.ids(labels.getProcessor())) {
			count += id > 0 ? 1 : 0;
		}
		return count;
	}

	private static ImagePlus calibrated(ImagePlus image) {
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("µm");
		image.getCalibration().frameInterval = 3;
		return image;
	}

	private static Module run(ImagePlus image, Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(Map.of("model", BlobModel.NAME));
		inputs.putAll(settings);
		if (image != null) {
			inputs.put("input", image);
		}
		return Platform.context().service(CommandService.class).run(Segment.class, true, inputs).get();
	}

	private static ImagePlus labels(Module module) {
		assertThat(((Cancelable) module).getCancelReason()).isNull();
		return (ImagePlus) module.getOutput("output");
	}

	private static String reason(Module module) {
		assertThat(((Cancelable) module).isCanceled()).isTrue();
		assertThat(module.getOutput("output")).isNull();
		return ((Cancelable) module).getCancelReason();
	}
}
