package sc.fovea.image.table;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.ChannelNames;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.roi.LabelRois;

/**
 * A channel in which objects are measured besides the one that was segmented: how much of a marker each of them holds. Its columns are {@code Mean_NAME},
 * {@code StdDev_NAME}, {@code Min_NAME}, {@code Max_NAME}, {@code IntDen_NAME} and {@code RawIntDen_NAME}, with the numbers that ImageJ's Measure gives for the
 * same outline in that channel.
 *
 * @param number of the channel, from 1
 * @param name in the columns: as it was asked for, so that the tables of many images fit each other
 */
public record MeasuredChannel(int number, String name) {

	/** What the columns begin with. */
	public static final List<String> KINDS = List.of("Mean", "StdDev", "Min", "Max", "IntDen", "RawIntDen");

	private static final int WHAT = Measurements.AREA | Measurements.MEAN | Measurements.STD_DEV | Measurements.MIN_MAX | Measurements.INTEGRATED_DENSITY;

	/**
	 * The channels that someone lists: {@code "dapi,gfp"}.
	 *
	 * @param asked numbers, names or colours as {@link ChannelChoice} takes them, with commas between; a channel that was asked for by its number is called by the
	 *        name that the file gives it, or {@code Ch2}; empty for none
	 * @return one for each, those that mean the same channel once
	 * @throws IllegalArgumentException with one sentence, if the image has no such channel, or one is listed by an empty name or 0
	 */
	public static List<MeasuredChannel> of(String asked, ImagePlus image) {
		Map<Integer, MeasuredChannel> channels = new LinkedHashMap<>();
		for (String one : words(asked)) {
			int number = number(one, image);
			channels.putIfAbsent(number, new MeasuredChannel(number, name(one, number, image)));
		}
		return distinct(List.copyOf(channels.values()), asked);
	}

	/** There may be a wrong channel to segment as well: the sentence says which of both it is about. */
	private static int number(String asked, ImagePlus image) {
		try {
			return ChannelChoice.of(asked, image);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("Channels to measure: " + Character.toLowerCase(e.getMessage().charAt(0)) + e.getMessage().substring(1), e);
		}
	}

	/** The channels in a list, without looking for them in an image. @throws IllegalArgumentException if one has an empty name or is 0 */
	public static List<String> words(String asked) {
		if (asked.isBlank()) return List.of();
		List<String> words = new ArrayList<>();
		for (String one : asked.split(",", -1)) {
			String word = one.strip();
			if (word.isEmpty() || word.matches("0+")) {
				throw new IllegalArgumentException(
					"Expected channels to measure by number from 1, name or colour, with commas between, got \"" + asked + "\".");
			}
			words.add(word);
		}
		return words;
	}

	private static String name(String asked, int number, ImagePlus image) {
		if (!asked.matches("\\d+")) return asked;
		List<String> names = ChannelNames.of(image);
		return number <= names.size() && !names.get(number - 1).isBlank() ? names.get(number - 1).strip() : "Ch" + number;
	}

	/** A file may call two channels the same. */
	private static List<MeasuredChannel> distinct(List<MeasuredChannel> channels, String asked) {
		Set<String> names = new LinkedHashSet<>();
		for (MeasuredChannel channel : channels) {
			if (!names.add(channel.name())) {
				throw new IllegalArgumentException(
					"Expected channels to measure of different names, got two that are called \"" + channel.name() + "\" in \"" + asked + "\".");
			}
		}
		return channels;
	}

	/** Names of the columns, in their order. */
	public List<String> columns() {
		return KINDS.stream().map(this::column).toList();
	}

	/** Name of a column. @param kind one of {@link #KINDS} */
	public String column(String kind) {
		return kind + "_" + name;
	}

	/**
	 * Measures objects in this channel and adds the columns to their rows.
	 *
	 * @param table with a row for each object
	 * @param first row of the first object
	 * @param image calibrated image; of RGB the channel is a colour
	 * @param plane slice and frame; its channel does not matter
	 * @param rois outlines in pixels of the plane, as {@link LabelRois} gives them
	 */
	public void addTo(ResultsTable table, int first, ImagePlus image, PlaneIndex plane, List<Roi> rois) {
		ImageProcessor pixels = new PlaneIndex(number - 1, plane.z(), plane.t()).of(image).duplicate();
		Calibration calibration = image.getCalibration();
		for (int i = 0; i < rois.size(); i++) {
			pixels.setRoi(rois.get(i));
			put(table, first + i, ImageStatistics.getStatistics(pixels, WHAT, calibration));
		}
	}

	private void put(ResultsTable table, int row, ImageStatistics statistics) {
		double[] values = { statistics.mean, statistics.stdDev, statistics.min, statistics.max, statistics.area * statistics.mean,
			statistics.pixelCount * statistics.umean };
		put(table, row, values);
	}

	/** Sets the columns in a row. @param values in the order of {@link #KINDS} */
	public void put(ResultsTable table, int row, double[] values) {
		for (int k = 0; k < values.length; k++)
			table.setValue(column(KINDS.get(k)), row, values[k]);
	}
}
