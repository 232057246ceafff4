package sc.fovea.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;

class ImageSinkTest {

	private static final Network HALF = Network.input("image", 2).then("half", Pooling.max(2));
	private static final Tile TILE = new Tile(new Region(2, 4, 4, 2), new Region(2, 4, 4, 2));
	private static final Map<String, Tensor> ANSWERS = Map.of("half", Tensor.of(new float[] { 1.6f, -3, 300, 4 }, 1, 1, 2, 2));

	@Test
	void answers_are_written_at_their_place_on_the_outputs_grid() {
		ArrayImg<FloatType, FloatArray> image = ArrayImgs.floats(3, 3, 2);
		ImageSink.of(HALF, "half", image).accept(TILE, ANSWERS);
		assertThat(image.update(null).getCurrentStorageArray()).containsExactly(0, 0, 0, 0, 0, 0, 0, 1.6f, 300, 0, 0, 0, 0, 0, 0, 0, -3, 4);
	}

	@Test
	void integers_are_rounded_and_clipped() {
		ArrayImg<UnsignedByteType, ByteArray> image = ArrayImgs.unsignedBytes(3, 3, 2);
		ImageSink.of(HALF, "half", Views.translate(image, 5, 5, 5)).accept(TILE, ANSWERS);
		assertThat(image.update(null).getCurrentStorageArray()).containsExactly(0, 0, 0, 0, 0, 0, 0, 2, 255, 0, 0, 0, 0, 0, 0, 0, 0, 4);
	}

	@Test
	void a_plane_takes_one_channel() {
		Network one = Network.input("image", 1).then("half", Pooling.max(2));
		ArrayImg<FloatType, FloatArray> image = ArrayImgs.floats(3, 3);
		ImageSink.of(one, "half", image).accept(TILE, Map.of("half", Tensor.of(new float[] { 5, 6 }, 1, 1, 2, 1)));
		assertThat(image.update(null).getCurrentStorageArray()).containsExactly(0, 0, 0, 0, 0, 0, 0, 5, 6);
	}

	@Test
	void images_that_do_not_fit_are_refused() {
		assertThatThrownBy(() -> ImageSink.of(HALF, "half", ArrayImgs.floats(3, 3))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("2 channels");
		assertThatThrownBy(() -> ImageSink.of(HALF, "full", ArrayImgs.floats(3, 3, 2))).hasMessageContaining("[half]");
		ImageSink small = ImageSink.of(HALF, "half", ArrayImgs.floats(2, 3, 2));
		assertThatThrownBy(() -> small.accept(TILE, ANSWERS))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2x1 pixels at (1, 2)");
	}
}
