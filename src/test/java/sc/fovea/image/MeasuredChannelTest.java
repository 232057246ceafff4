package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fovea.image.table.LabelMeasurements;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.image.table.MeasurementCsv;

/** Against ImageJ's Measure with the same outline, while the image shows that channel. */
class MeasuredChannelTest {

	private static final int SIDE = 40;

	@TempDir
	Path folder;

	private static ImagePlus stack(int bits) {
		ImagePlus image = new CompositeImage(IJ.createHyperStack("cells", SIDE, SIDE, 3, 2, 2, bits), CompositeImage.COMPOSITE);
		Random random = new Random(7);
		for (int n = 1; n <= 12; n++)
			for (int i = 0; i < SIDE * SIDE; i++)
				image.getStack().getProcessor(n).setf(i, bits == 32 ? random.nextFloat() : random.nextInt(bits == 8 ? 256 : 60_000));
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("µm");
		ChannelNames.set(image, List.of("DAPI", "", "GFP"));
		return image;
	}

	private static List<Roi> rois() {
		Roi disc = new OvalRoi(5, 6, 13, 9);
		disc.setName("0001");
		Roi box = new Roi(20, 21, 7, 8);
		box.setName("0002");
		return List.of(disc, box);
	}

	private static Map<String, Double> measured(ImagePlus shown, Roi roi) {
		ResultsTable table = new ResultsTable();
		shown.setRoi((Roi) roi.clone());
		new Analyzer(shown, Measurements.AREA | Measurements.MEAN | Measurements.STD_DEV | Measurements.MIN_MAX | Measurements.INTEGRATED_DENSITY, table)
			.measure();
		shown.deleteRoi();
		return Map.of("Mean", table.getValue("Mean", 0), "StdDev", table.getValue("StdDev", 0), "Min", table.getValue("Min", 0), "Max",
			table.getValue("Max", 0),
			"IntDen", table.getValue("IntDen", 0), "RawIntDen", table.getValue("RawIntDen", 0));
	}

	private static ResultsTable ours(ImagePlus image, PlaneIndex plane, List<MeasuredChannel> channels) {
		ResultsTable table = LabelMeasurements.table();
		LabelMeasurements.add(table, image, plane, rois());
		channels.forEach(channel -> channel.addTo(table, 0, image, plane, rois()));
		return table;
	}

	private static void assertEqual(ResultsTable ours, int row, String name, Map<String, Double> theirs) {
		theirs.forEach((kind, value) -> assertThat(ours.getValue(kind + "_" + name, row)).as(kind).isCloseTo(value, within(Math.abs(value) * 1e-12)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void the_numbers_of_each_channel_are_those_of_ImageJ(int bits) {
		ImagePlus image = stack(bits);
		if (bits == 16) image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 3, 0.25 }, "OD");
		ResultsTable ours = ours(image, new PlaneIndex(0, 1, 1), MeasuredChannel.of("gfp, 2,dapi", image));
		assertThat(ours.size()).isEqualTo(2);
		for (Map.Entry<String, Integer> channel : Map.of("gfp", 3, "Ch2", 2, "dapi", 1).entrySet()) {
			image.setPosition(channel.getValue(), 2, 2);
			for (int row = 0; row < 2; row++)
				assertEqual(ours, row, channel.getKey(), measured(image, rois().get(row)));
		}
	}

	@Test
	void a_colour_of_RGB_is_a_channel() {
		ColorProcessor colours = new ColorProcessor(SIDE, SIDE);
		Random random = new Random(3);
		for (int i = 0; i < SIDE * SIDE; i++)
			colours.set(i, random.nextInt(1 << 24));
		ResultsTable ours = ours(new ImagePlus("rgb", colours), new PlaneIndex(-1, 0, 0), MeasuredChannel.of("blue,Red", new ImagePlus("rgb", colours)));
		ImageProcessor blue = colours.getChannel(3, null);
		assertEqual(ours, 1, "blue", measured(new ImagePlus("blue", blue), rois().get(1)));
		assertEqual(ours, 0, "Red", measured(new ImagePlus("red", colours.getChannel(1, null)), rois().get(0)));
	}

	@ParameterizedTest
	@CsvSource({ "'dapi,', Expected channels to measure by number", "'0', Expected channels to measure by number",
		"'1,,2', Expected channels to measure by number", "'cy5', Channels to measure: expected one of the channels",
		"'4', Channels to measure: expected a channel from 1 to 3" })
	void a_channel_that_is_not_there_is_refused_by_name(String asked, String sentence) {
		assertThatIllegalArgumentException().isThrownBy(() -> MeasuredChannel.of(asked, stack(8))).withMessageContainingAll(sentence,
			"\"" + (asked.matches("[4c].*") ? "cells" : asked));
	}

	@Test
	void the_same_channel_twice_is_measured_once_and_two_of_one_name_are_refused() {
		ImagePlus image = stack(8);
		assertThat(MeasuredChannel.of("dapi,1,red", image)).containsExactly(new MeasuredChannel(1, "dapi"));
		assertThat(MeasuredChannel.of(" ", image)).isEmpty();
		ChannelNames.set(image, List.of("A", "A", "B"));
		assertThatIllegalArgumentException().isThrownBy(() -> MeasuredChannel.of("1,2", image)).withMessageContaining("two that are called \"A\"");
	}

	@Test
	void a_name_with_a_comma_stays_in_its_column() throws Exception {
		ImagePlus image = stack(8);
		ChannelNames.set(image, List.of("Alexa, \"488\"", "", ""));
		List<MeasuredChannel> channels = MeasuredChannel.of("1", image);
		Path file = folder.resolve("a.csv");
		try (MeasurementCsv csv = new MeasurementCsv(file, channels.get(0).columns())) {
			csv.add(ours(image, PlaneIndex.FIRST, channels));
		}
		assertThat(Files.readAllLines(file).get(0)).contains(",\"Mean_Alexa, \"\"488\"\"\",");
		try (MeasurementCsv csv = new MeasurementCsv(file, channels.get(0).columns())) {
			csv.add(LabelMeasurements.table());
		}
		assertThat(Files.readAllLines(file)).singleElement().asString().endsWith(",\"RawIntDen_Alexa, \"\"488\"\"\"");
	}

	@Test
	void a_channel_is_called_by_its_wavelength() {
		ImagePlus image = stack(8);
		ChannelNames.set(image, List.of("405", "488", "561"));
		assertThat(MeasuredChannel.of("561,488", image)).containsExactly(new MeasuredChannel(3, "561"), new MeasuredChannel(2, "488"));
	}
}
