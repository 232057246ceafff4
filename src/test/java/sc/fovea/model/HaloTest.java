package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sc.fovea.net.Axis;
import sc.fovea.net.Convolution;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Upsampling;

/** Halos of networks for which they can be counted by hand. */
class HaloTest {

	@Test
	void a_convolution_sees_half_its_kernel() {
		Network network = Network.input("image", 1).then("a", Convolution.of(1, 5)).then("b", Convolution.of(1, 3));
		assertThat(Halo.of(network, "b", Axis.Y)).isEqualTo(3);
		assertThat(Halo.leastSide(network, Axis.Y)).isEqualTo(8);
	}

	@Test
	void behind_a_pooling_pixels_count_on_the_grid_of_the_output() {
		Network network = Network.input("image", 1).then("a", Convolution.of(1, 3)).then("half", Pooling.max(2)).then("b", Convolution.of(1, 3));
		// One cell of two pixels by b, one more pixel by a: two cells, rounded up.
		assertThat(Halo.of(network, "b", Axis.X)).isEqualTo(2);
		Network twice = network.then("up", Upsampling.nearest(2));
		assertThat(Halo.of(twice, "up", Axis.X)).isEqualTo(3);
		assertThat(Halo.leastSide(twice, Axis.X)).isEqualTo(8);
	}

	@Test
	void what_sees_its_own_pixel_or_everything_has_none() {
		Network network = Network.input("image", 1).then("a", Convolution.pointwise(2)).then("all", new GlobalPooling(Pooling.Kind.MAX));
		assertThat(Halo.of(network, "a", Axis.X)).isZero();
		assertThat(Halo.of(network, "all", Axis.X)).isZero();
	}
}
