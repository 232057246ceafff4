package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiDecoder;
import ij.measure.ResultsTable;
import ij.plugin.filter.ParticleAnalyzer;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.image.ConnectedComponents.Connectivity;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.image.table.LabelMeasurements;

class LabelObjectsTest {

	private static final int SIDE = 160;

	@TempDir
	Path folder;

	/** Discs on a grid, some touching, of pixels that grow to the right. */
	private static int[] discs(int side, int pitch, double radius) {
		int[] labels = new int[side * side];
		int perRow = side / pitch;
		for (int y = 0; y < side; y++)
			for (int x = 0; x < side; x++) {
				int column = x / pitch;
				int row = y / pitch;
				double dx = x - (column + 0.5) * pitch + row % 3;
				double dy = (y - (row + 0.5) * pitch) * 1.4 + 0.3 * dx;
				if (column < perRow && row < perRow && dx * dx + dy * dy < radius * radius) labels[y * side + x] = 1 + row * perRow + column;
			}
		return labels;
	}

	private static FloatProcessor noise(int side) {
		FloatProcessor plane = new FloatProcessor(side, side);
		Random random = new Random(2);
		for (int i = 0; i < side * side; i++)
			plane.setf(i, random.nextInt(200) + i % side);
		return plane;
	}

	@Test
	void an_outline_encloses_exactly_the_pixels_of_its_id() {
		int[] labels = new Random(4).ints(40 * 30, 0, 9).toArray();
		List<Roi> rois = LabelRois.of(labels, 40);
		assertThat(rois).hasSize(8);
		int[] painted = new int[labels.length];
		for (Roi roi : rois)
			for (Point p : roi.getContainedPoints()) {
				assertThat(painted[p.y * 40 + p.x]).isZero();
				painted[p.y * 40 + p.x] = Integer.parseInt(roi.getName());
			}
		assertThat(painted).isEqualTo(labels);
	}

	@Test
	void one_part_is_a_polygon_and_several_parts_or_holes_are_composite() {
		int[] labels = new int[100];
		labels[11] = labels[12] = 1;
		labels[55] = labels[77] = 3;
		List<Roi> rois = LabelRois.of(labels, 10);
		assertThat(rois).extracting(Roi::getName).containsExactly("0001", "0003");
		assertThat(rois.get(0).getBounds()).isEqualTo(new java.awt.Rectangle(1, 1, 2, 1));
		assertThat(rois.get(1)).isInstanceOf(ShapeRoi.class);
		assertThat(LabelRois.of(discs(20, 20, 8), 20).get(0)).isInstanceOf(PolygonRoi.class);
	}

	/** How long it takes is measured by LabelRoisBenchmark. */
	@Test
	void each_of_twenty_thousand_outlines_is_around_its_object() {
		int side = 2860;
		List<Roi> rois = LabelRois.of(discs(side, 20, 10), side);
		assertThat(rois).hasSize(143 * 143);
		for (int i = 0; i < rois.size(); i += 997) {
			double[] centre = rois.get(i).getContourCentroid();
			assertThat(centre).as("object %d", i).containsExactly(new double[] { (i % 143 + 0.5) * 20, (i / 143 + 0.5) * 20 }, within(3.5));
		}
	}

	@Test
	void the_numbers_are_those_of_the_particle_analyzer() {
		int[] labels = discs(SIDE, 32, 13);
		ImagePlus image = new ImagePlus("noise", noise(SIDE));
		new PixelSize(0.5, 0.5, 1, "µm").applyTo(image);
		ResultsTable ours = LabelMeasurements.table();
		LabelMeasurements.add(ours, image, PlaneIndex.FIRST, LabelRois.of(labels, SIDE));
		ResultsTable theirs = analyzeParticles(labels, image);
		assertThat(ours.size()).isEqualTo(theirs.size()).isEqualTo(25);
		assertThat(List.of(ours.getHeadings())).containsExactlyElementsOf(LabelMeasurements.COLUMNS);
		for (int row = 0; row < ours.size(); row++) {
			int match = rowAt(theirs, ours.getValue("X", row), ours.getValue("Y", row));
			assertThat(ours.getStringValue("Image", row) + " " + ours.getStringValue("Unit", row)).isEqualTo("noise µm");
			for (String column : LabelMeasurements.COLUMNS.subList(1, LabelMeasurements.COLUMNS.indexOf("Image")))
				assertThat(ours.getValue(column, row)).as(column).isCloseTo(theirs.getValue(column, match), within(1e-9));
		}
		assertThat(ours.getValue("Area", 0)).isEqualTo(0.25 * java.util.Arrays.stream(labels).filter(id -> id == 1).count());
	}

	private static int rowAt(ResultsTable table, double x, double y) {
		for (int row = 0; row < table.size(); row++)
			if (Math.abs(table.getValue("X", row) - x) < 1e-9 && Math.abs(table.getValue("Y", row) - y) < 1e-9) return row;
		throw new AssertionError("no object at " + x + ", " + y);
	}

	/** ImageJ's own: discs do not touch here, so the mask has the same objects. */
	private static ResultsTable analyzeParticles(int[] labels, ImagePlus image) {
		byte[] mask = new byte[labels.length];
		for (int i = 0; i < mask.length; i++)
			mask[i] = (byte) (labels[i] == 0 ? 0 : 255);
		assertThat(ConnectedComponents.of(mask, SIDE, Connectivity.EIGHT).count()).isEqualTo(25);
		FloatProcessor masked = (FloatProcessor) image.getProcessor().duplicate();
		for (int i = 0; i < mask.length; i++)
			masked.setf(i, labels[i] == 0 ? -1 : masked.getf(i));
		masked.setThreshold(0, 1e9, ImageProcessor.NO_LUT_UPDATE);
		ImagePlus thresholded = new ImagePlus("thresholded", masked);
		thresholded.setCalibration(image.getCalibration());
		ResultsTable table = new ResultsTable();
		int all = ij.measure.Measurements.ALL_STATS | ij.measure.Measurements.SHAPE_DESCRIPTORS;
		new ParticleAnalyzer(0, all, table, 0, Double.POSITIVE_INFINITY).analyze(thresholded, masked);
		return table;
	}

	@Test
	void rows_of_a_stack_say_where_they_are() {
		ImagePlus stack = IJ.createHyperStack("s", 20, 20, 2, 3, 4, 8);
		PlaneIndex plane = new PlaneIndex(1, 2, 3);
		ResultsTable table = LabelMeasurements.table();
		List<Roi> rois = LabelRois.of(discs(20, 20, 8), 20);
		LabelMeasurements.add(table, stack, plane, rois);
		assertThat(table.getValue("Ch", 0)).isEqualTo(2);
		assertThat(table.getValue("Slice", 0)).isEqualTo(3);
		assertThat(table.getValue("Frame", 0)).isEqualTo(4);
		plane.place(rois.get(0), stack);
		assertThat(new int[] { rois.get(0).getCPosition(), rois.get(0).getZPosition(), rois.get(0).getTPosition() }).containsExactly(0, 3, 4);
	}

	@Test
	void the_table_as_csv_has_its_heading_even_when_empty() throws IOException {
		Path file = folder.resolve("a.csv");
		LabelMeasurements.saveCsv(LabelMeasurements.table(), file);
		assertThat(file).hasContent(String.join(",", LabelMeasurements.COLUMNS));
		ResultsTable table = LabelMeasurements.table();
		LabelMeasurements.add(table, new ImagePlus("n", noise(SIDE)), PlaneIndex.FIRST, LabelRois.of(discs(SIDE, 40, 15), SIDE));
		LabelMeasurements.saveCsv(table, file);
		List<String> lines = Files.readAllLines(file);
		assertThat(lines).hasSize(17);
		assertThat(lines.get(0)).isEqualTo(String.join(",", LabelMeasurements.COLUMNS));
		assertThat(lines.get(1)).startsWith("0001,").contains("," + (int) table.getValue("BX", 0) + ",");
		assertThat(lines).allSatisfy(line -> assertThat(line.split(",")).hasSize(LabelMeasurements.COLUMNS.size()));
	}

	@Test
	void outlines_come_back_from_the_zip_with_name_and_place() throws IOException {
		List<Roi> rois = LabelRois.of(discs(SIDE, 40, 15), SIDE);
		rois.forEach(roi -> roi.setPosition(3));
		rois.get(1).setName("0001");
		Path file = folder.resolve("Zellen ä rois.zip");
		RoiFiles.write(rois, file);
		try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
			for (int i = 0; i < rois.size(); i++) {
				ZipEntry entry = zip.getNextEntry();
				Roi roi = RoiDecoder.openFromByteArray(zip.readAllBytes());
				assertThat(entry.getName()).isEqualTo(i == 1 ? "0001-1.roi" : rois.get(i).getName() + ".roi");
				assertThat(roi.getPosition()).isEqualTo(3);
				assertThat(roi.getBounds()).isEqualTo(rois.get(i).getBounds());
				assertThat(roi.getContainedPoints()).isEqualTo(rois.get(i).getContainedPoints());
			}
			assertThat(zip.getNextEntry()).isNull();
		}
	}

	@Test
	void an_overlay_outlines_objects_and_stretches_the_rest() {
		int[] labels = discs(SIDE, 40, 15);
		ImagePlus image = new ImagePlus("n", noise(SIDE));
		image.getProcessor().setf(0, Float.NaN);
		BufferedImage picture = Overlays.outlines(image, PlaneIndex.FIRST, labels);
		assertThat(picture.getWidth()).isEqualTo(SIDE);
		int darkest = 255;
		int brightest = 0;
		for (int y = 1; y < SIDE - 1; y++)
			for (int x = 1; x < SIDE - 1; x++) {
				int i = y * SIDE + x;
				int colour = picture.getRGB(x, y) & 0xffffff;
				boolean isBorder = labels[i] != 0 && (labels[i - 1] != labels[i] || labels[i + 1] != labels[i] || labels[i - SIDE] != labels[i]
					|| labels[i + SIDE] != labels[i]);
				assertThat(colour == Glasbey.colour(labels[i])).as("(%d, %d)", x, y).isEqualTo(isBorder || labels[i] == 0 && colour == 0);
				if (!isBorder) assertThat(colour >> 16).isEqualTo(colour & 255);
				if (!isBorder) darkest = Math.min(darkest, colour & 255);
				if (!isBorder) brightest = Math.max(brightest, colour & 255);
			}
		assertThat(darkest).isZero();
		assertThat(brightest).isEqualTo(255);
	}

	@Test
	void a_large_image_is_shrunk_and_colours_stay() {
		ImagePlus image = new ImagePlus("wide", new ByteProcessor(9000, 30).convertToRGB());
		image.getProcessor().set(3, 3, 0x123456);
		BufferedImage picture = Overlays.outlines(image, PlaneIndex.FIRST, new int[9000 * 30]);
		assertThat(picture.getWidth()).isEqualTo(3000);
		assertThat(picture.getHeight()).isEqualTo(10);
		assertThat(picture.getRGB(1, 1) & 0xffffff).isEqualTo(0x123456);
	}
}
