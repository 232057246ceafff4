package sc.fovea.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

class OneBoxHeadTest {

	private static final OneBoxHead HEAD = OneBoxHead.standard(3);

	static List<Network> trunks() {
		return List.of(new UNet().trunk(new TrunkOptions(3, 4, 8, 3, Pooling.Kind.MAX, 0)),
			new NetworkInNetwork().trunk(new TrunkOptions(3, 8, 8, 1, Pooling.Kind.MAX, 0)), new MobileNetV1().features(3, 0.25),
			new MobileNetV2().features(3, 0.35), new ResNet50().features(3, 0.25));
	}

	@ParameterizedTest
	@MethodSource("trunks")
	void any_trunk_gives_class_box_and_confidence_and_is_found_again(Network trunk) {
		Network whole = HEAD.attach(trunk).withInputSize(Size.of(64));
		Map<String, Shape> shapes = whole.shapes();
		assertThat(shapes.get(OneBoxHead.SCORES)).isEqualTo(new Shape(1, 1, 3));
		assertThat(shapes.get(OneBoxHead.BOX)).isEqualTo(new Shape(1, 1, 4));
		assertThat(shapes.get(OneBoxHead.CONFIDENCE)).isEqualTo(new Shape(1, 1, 1));
		assertThat(Trunk.of(whole).network().last()).isEqualTo(trunk.last());
	}

	/** The map of the object is the image itself here: high in an ellipse, low around it. */
	@Test
	void at_the_start_the_box_is_that_of_the_ellipse_where_the_map_of_the_object_is_high() {
		Network head = HEAD.attach(Network.input("image", 1).then("pixels", new Dropout(0)));
		Tensor image = Tensor.zeros(1, 60, 80, 1);
		for (int y = 0; y < 60; y++) {
			for (int x = 0; x < 80; x++) {
				image.data()[y * 80 + x] = Math.hypot((x + 0.5 - 30) / 20, (y + 0.5 - 36) / 12) <= 1 ? 1 : 0;
			}
		}
		Tensor centre = Tensor.zeros(3, 3, 1, 64);
		centre.data()[4 * 64] = 1;
		Tensor map = Tensor.zeros(1, 1, 64, 1);
		map.data()[0] = 10;
		Weights weights = Weights.initialise(head, 1).with(HEAD.start()).with(Map.of("place_features.kernel", centre, OneBoxHead.OBJECT + ".kernel", map));
		try (Runner runner = new ReferenceBackend().runner(head, weights)) {
			float[] box = runner.run(Map.of("image", image)).get(OneBoxHead.BOX).data();
			assertThat(box).containsExactly(new float[] { 10 / 80f, 24 / 60f, 50 / 80f, 48 / 60f }, within(0.01f));
		}
	}
}
