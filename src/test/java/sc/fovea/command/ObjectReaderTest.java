package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.ParticleAnalyzer;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sc.fovea.image.Hyperstack;

/** ImageJ's own Analyze Particles is the oracle. */
class ObjectReaderTest {

	private static final int WIDTH = 120;
	private static final int HEIGHT = 90;
	private static final int ALL = Measurements.AREA | Measurements.MEAN | Measurements.STD_DEV | Measurements.MIN_MAX | Measurements.CENTROID
		| Measurements.PERIMETER | Measurements.RECT | Measurements.ELLIPSE | Measurements.SHAPE_DESCRIPTORS | Measurements.FERET
		| Measurements.INTEGRATED_DENSITY;

	@Test
	void everyColumnIsWhatAnalyzeParticlesMeasures() {
		ImagePlus image = image();
		int[] labels = discs();
		ResultsTable expected = analyzeParticles(image, labels);
		List<FoundObject> found = read(image, labels, new ObjectReader.Position(1, 1, false));
		assertThat(found).hasSize(expected.size()).hasSize(4);
		for (FoundObject object : found) {
			int row = rowAt(expected, object);
			for (int c = 0; c < ObjectReader.COLUMNS.size(); c++) {
				String column = ObjectReader.COLUMNS.get(c);
				assertThat(object.values()[c]).as(column + " of " + object.id()).isCloseTo(expected.getValue(column, row), within(1e-3));
			}
		}
	}

	@Test
	void anOutlineHoldsExactlyThePixelsOfItsObject() {
		int[] labels = discs();
		for (FoundObject object : read(image(), labels, new ObjectReader.Position(1, 1, false))) {
			for (int i = 0; i < labels.length; i++) {
				assertThat(object.outline().contains(i % WIDTH, i / WIDTH)).isEqualTo(labels[i] == object.id());
			}
		}
	}

	@Test
	void anObjectInTwoPartsIsOneOutline() {
		int[] labels = new int[WIDTH * HEIGHT];
		labels[WIDTH * 10 + 10] = 7;
		labels[WIDTH * 20 + 30] = 7;
		List<FoundObject> found = read(image(), labels, new ObjectReader.Position(1, 1, false));
		assertThat(found).hasSize(1);
		Roi outline = found.get(0).outline();
		assertThat(outline.contains(10, 10)).isTrue();
		assertThat(outline.contains(30, 20)).isTrue();
		assertThat(outline.contains(20, 15)).isFalse();
		assertThat(outline.getName()).isEqualTo("7");
	}

	@Test
	void outlinesSayWhereTheyAre() {
		int[] labels = discs();
		Roi slice = read(image(), labels, new ObjectReader.Position(1, 5, false)).get(0).outline();
		assertThat(slice.getPosition()).isEqualTo(5);
		Roi hyper = read(image(), labels, new ObjectReader.Position(2, 3, true)).get(0).outline();
		assertThat(List.of(hyper.getCPosition(), hyper.getZPosition(), hyper.getTPosition())).containsExactly(0, 2, 3);
		Roi single = read(image(), labels, new ObjectReader.Position(1, 1, false)).get(0).outline();
		assertThat(single.getPosition()).isZero();
		assertThat(single).isInstanceOf(PolygonRoi.class);
	}

	@Test
	void aPlaneWithoutObjectsGivesNone() {
		assertThat(read(image(), new int[WIDTH * HEIGHT], new ObjectReader.Position(1, 1, false))).isEmpty();
	}

	private static List<FoundObject> read(ImagePlus image, int[] labels, ObjectReader.Position position) {
		List<FoundObject> found = new ArrayList<>();
		new ObjectReader(image.getCalibration()).read(LabelPlane.of(labels, WIDTH), Hyperstack.of(image).plane(0, 0, 0), position, found::add);
		return found;
	}

	private static ImagePlus image() {
		Random random = new Random(1);
		FloatProcessor pixels = new FloatProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			pixels.setf(i, 10 + 100 * random.nextFloat());
		}
		ImagePlus image = new ImagePlus("image", pixels);
		Calibration calibration = image.getCalibration();
		calibration.pixelWidth = calibration.pixelHeight = 0.65;
		calibration.xOrigin = 4;
		calibration.yOrigin = 2;
		calibration.setUnit("micron");
		return image;
	}

	/** Four discs and ellipses that do not touch; ids with gaps. */
	private static int[] discs() {
		int[] labels = new int[WIDTH * HEIGHT];
		double[][] discs = {{20, 20, 9, 9, 3}, {60, 25, 20, 7, 4}, {95, 60, 6, 14, 9}, {30, 65, 12.5, 11, 12}};
		for (double[] d : discs) {
			for (int i = 0; i < labels.length; i++) {
				double x = (i % WIDTH - d[0]) / d[2];
				double y = (i / WIDTH - d[1]) / d[3];
				if (x * x + y * y <= 1) labels[i] = (int) d[4];
			}
		}
		return labels;
	}

	private static ResultsTable analyzeParticles(ImagePlus image, int[] labels) {
		ByteProcessor mask = new ByteProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < labels.length; i++) {
			mask.set(i, labels[i] > 0 ? 255 : 0);
		}
		ImageProcessor masked = image.getProcessor().duplicate();
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == 0) masked.setf(i, 0);
		}
		masked.setThreshold(1, 1000, ImageProcessor.NO_LUT_UPDATE);
		ImagePlus imp = new ImagePlus("masked", masked);
		imp.setCalibration(image.getCalibration());
		ResultsTable table = new ResultsTable();
		assertThat(new ParticleAnalyzer(0, ALL, table, 0, 1e9).analyze(imp)).isTrue();
		return table;
	}

	private static int rowAt(ResultsTable table, FoundObject object) {
		for (int row = 0; row < table.size(); row++) {
			if (Math.abs(table.getValue("X", row) - object.values()[5]) < 1 && Math.abs(table.getValue("Y", row) - object.values()[6]) < 1) return row;
		}
		throw new AssertionError("No particle at object " + object.id());
	}
}
