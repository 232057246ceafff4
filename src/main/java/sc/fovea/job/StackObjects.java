package sc.fovea.job;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import java.util.List;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;
import sc.fovea.image.table.LabelMeasurements;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Region;
import sc.fovea.volume.Body;
import sc.fovea.volume.BodyMeasurements;
import sc.fovea.volume.BodyValues;
import sc.fovea.volume.SliceLinks;
import sc.fovea.volume.Voxel;

/**
 * Objects of a stack from the objects of its slices, frame by frame.
 *
 * @param image that was segmented
 * @param channel that was segmented, from 0; it is measured
 * @param measured channels more that are measured
 */
public record StackObjects(ImagePlus image, int channel, List<MeasuredChannel> measured) {

	/** Slices are images of their own. */
	public static final String INDEPENDENT = "independent";
	/** Objects of slices are parts of bodies. */
	public static final String LINKED = "linked";

	/** Copies the list. */
	public StackObjects {
		measured = List.copyOf(measured);
	}

	/** Measured in the segmented channel alone. */
	public StackObjects(ImagePlus image, int channel) {
		this(image, channel, List.of());
	}

	/**
	 * Whether a setting asks for bodies.
	 *
	 * @throws IllegalArgumentException if it is neither independent nor linked
	 */
	public static boolean isLinked(String slices) {
		if (!slices.equals(LINKED) && !slices.equals(INDEPENDENT)) {
			throw new IllegalArgumentException("\"slices\" must be independent or linked, but is \"" + slices + "\".");
		}
		return slices.equals(LINKED);
	}

	/** Whether there is something to link. @throws IllegalArgumentException if the model knows classes of pixels, and no objects */
	public boolean applies(PlaneSegmentation segmentation) {
		if (!segmentation.findsObjects()) {
			throw new IllegalArgumentException("Linked slices are for a model that finds objects, but '" + segmentation.segmenter().model().card().name()
				+ "' tells classes of pixels; leave \"slices\" at independent.");
		}
		return image.getNSlices() > 1;
	}

	/** Gives all objects the ids of their bodies. @param planes ids, slices of the first frame first; overwritten @return number of bodies */
	public int link(List<int[]> planes) {
		int count = 0;
		for (int t = 0; t < image.getNFrames(); t++) {
			count += new SliceLinks(image.getWidth()).link(frame(planes, t), values(t), count + 1);
		}
		return count;
	}

	private List<int[]> frame(List<int[]> planes, int t) {
		return planes.subList(t * image.getNSlices(), (t + 1) * image.getNSlices());
	}

	/** Several channels count with their mean. */
	private SliceLinks.Values values(int t) {
		Hyperstack pixels = Hyperstack.of(image);
		return z -> {
			boolean isColour = pixels.channels() > 1 && image.getNChannels() == 1;
			ImageSource source = ImageSource.of(isColour ? pixels.image(z, t) : pixels.plane(channel, z, t));
			float[] values = new float[image.getWidth() * image.getHeight() * source.channels()];
			source.read(new Region(0, 0, image.getWidth(), image.getHeight()), values);
			return isColour ? means(values, source.channels()) : values;
		};
	}

	private static float[] means(float[] values, int channels) {
		float[] means = new float[values.length / channels];
		for (int i = 0; i < values.length; i++) {
			means[i / channels] += values[i] / channels;
		}
		return means;
	}

	/** A row for each body: volume, surface, centroid and mean, in the unit of the image's calibration, and the slices that it goes through, from 1. */
	public ResultsTable table(List<int[]> planes) {
		ResultsTable table = LabelMeasurements.table();
		addTo(table, planes);
		return table;
	}

	/** Adds the rows of {@link #table} to one. */
	public void addTo(ResultsTable table, List<int[]> planes) {
		PixelSize size = PixelSize.of(image);
		Voxel voxel = new Voxel(size.width(), size.height(), size.depth());
		for (int t = 0; t < image.getNFrames(); t++) {
			int first = table.size();
			for (Body body : BodyMeasurements.of(frame(planes, t), image.getWidth(), voxel, values(t))) {
				addRow(table, body, t, voxel);
			}
			for (MeasuredChannel one : measured) {
				addChannel(table, first, one, BodyValues.of(frame(planes, t), calibrated(one.number() - 1, t)), voxel);
			}
		}
	}

	private static void addChannel(ResultsTable table, int first, MeasuredChannel channel, List<BodyValues> bodies, Voxel voxel) {
		for (int i = 0; i < bodies.size(); i++) {
			BodyValues body = bodies.get(i);
			channel.put(table, first + i,
				new double[] { body.mean(), body.deviation(), body.lowest(), body.highest(), body.sum() * voxel.volume(), body.sum() });
		}
	}

	/** A plane of a channel, or a colour, with the density calibration of the image. */
	private SliceLinks.Values calibrated(int c, int t) {
		Hyperstack pixels = Hyperstack.of(image);
		Calibration calibration = image.getCalibration();
		boolean isDensity = calibration.calibrated() && !calibration.isSigned16Bit();
		return z -> {
			float[] values = new float[image.getWidth() * image.getHeight()];
			ImageSource.of(pixels.plane(c, z, t)).read(new Region(0, 0, image.getWidth(), image.getHeight()), values);
			for (int i = 0; isDensity && i < values.length; i++)
				values[i] = (float) calibration.getCValue((double) values[i]);
			return values;
		};
	}

	private void addRow(ResultsTable table, Body body, int frame, Voxel voxel) {
		Calibration calibration = image.getCalibration();
		table.addRow();
		table.addLabel(String.format("%04d", body.id()));
		table.addValue("Volume", body.size().volume());
		table.addValue("Surface", body.size().surface());
		table.addValue("Sphericity", body.size().sphericity());
		table.addValue("Mean", body.mean());
		table.addValue("X", body.centre().x() - calibration.xOrigin * voxel.width());
		table.addValue("Y", body.centre().y() - calibration.yOrigin * voxel.height());
		table.addValue("Z", body.centre().z() - calibration.zOrigin * voxel.depth());
		table.addValue("Voxels", body.extent().voxels());
		table.addValue("FirstSlice", body.extent().first() + 1);
		table.addValue("LastSlice", body.extent().last() + 1);
		table.addValue("Frame", frame + 1);
		table.addValue(LabelMeasurements.IMAGE, image.getTitle());
		table.addValue(LabelMeasurements.UNIT, calibration.getUnits());
	}
}
