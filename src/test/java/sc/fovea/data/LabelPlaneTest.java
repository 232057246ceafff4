package sc.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageWriter;

class LabelPlaneTest {

	@TempDir
	Path folder;

	private Path save(ImagePlus image) throws ImageFileException {
		Path file = folder.resolve("labels.tif");
		ImageWriter.saveTiff(image, file);
		return file;
	}

	private Path save(ImageProcessor pixels) throws ImageFileException {
		return save(new ImagePlus("", pixels));
	}

	@Test
	void ids_of_16_and_32_bit_and_of_grey_rgb_are_read() throws Exception {
		LabelPlane shorts = LabelPlane.open(save(new ShortProcessor(3, 1, new short[] { 0, (short) 65535, 7 }, null)));
		assertThat(shorts.ids()).containsExactly(0, 65535, 7);
		assertThat(new int[] { shorts.width(), shorts.height() }).containsExactly(3, 1);
		assertThat(LabelPlane.open(save(new FloatProcessor(2, 1, new float[] { 0, 1 << 24 }))).ids()).containsExactly(0, 1 << 24);
		assertThat(LabelPlane.open(save(new ColorProcessor(2, 1, new int[] { 0x050505, 0 }))).ids()).containsExactly(5, 0);
	}

	@Test
	void what_is_no_label_image_is_refused_by_name() throws Exception {
		refused(save(new FloatProcessor(2, 1, new float[] { 0, 1.5f })), "whole numbers from 0 to 16777216, got 1.5 at x=1, y=0");
		refused(save(new FloatProcessor(1, 2, new float[] { 0, Float.NaN })), "got NaN at x=0, y=1");
		refused(save(new FloatProcessor(1, 1, new float[] { -1 })), "got -1.0 at x=0, y=0");
		refused(save(new ColorProcessor(1, 1, new int[] { 0x010203 })), "one channel, got 3 that differ");
		ImageStack stack = new ImageStack(2, 2);
		stack.addSlice(new ByteProcessor(2, 2));
		stack.addSlice(new ByteProcessor(2, 2));
		refused(save(new ImagePlus("", stack)), "one slice and one frame, got 2 and 1");
		refused(folder.resolve("none.tif"), "does not exist");
	}

	private static void refused(Path file, String why) {
		assertThatThrownBy(() -> LabelPlane.open(file)).isInstanceOf(ImageFileException.class).hasMessageContaining(why).hasMessageContaining(file.toString());
	}
}
