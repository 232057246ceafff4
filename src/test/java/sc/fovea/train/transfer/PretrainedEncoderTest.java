package sc.fovea.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import sc.fovea.architecture.MobileNetV1;
import sc.fovea.architecture.PoolingChoice;
import sc.fovea.architecture.SemanticHead;
import sc.fovea.architecture.Trunk;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Weights;
import sc.fovea.train.plan.PlanRequest;

class PretrainedEncoderTest {

	private static final Network FEATURES = new MobileNetV1().features(1, 0.1);
	private static final Weights PUBLISHED = Weights.initialise(FEATURES, 7);

	private final PretrainedEncoder encoder = new PretrainedEncoder(new Pretrained("mobilenet-v1 of width 0.1", FEATURES, PUBLISHED, 5));

	private Trunk trunk(int grid, int depth) {
		return Trunk.of(encoder, new TrunkOptions(1, grid, 32, depth, PoolingChoice.OPEN, 0));
	}

	@Test
	void all_of_it_leads_down_and_a_decoder_up() {
		Network whole = new SemanticHead(3).attach(trunk(2, encoder.depth(2)).network(), 2);
		assertThat(whole.nodes()).extracting(n -> n.name()).contains("conv_pw_13_relu", "rise16_add", "rise2_relu");
		assertThat(whole.shapes(new Shape(64, 96, 1)).get(SemanticHead.CLASSES)).isEqualTo(new Shape(64, 96, 3));
		Weights begun = encoder.initial().weights().fitTo(whole, 1);
		assertThat(begun.get("conv_pw_13.kernel").data()).as("as published").isEqualTo(PUBLISHED.get("conv_pw_13.kernel").data());
	}

	@Test
	void a_part_of_it_ends_on_a_finer_grid() {
		assertThat(trunk(8, 1).network().last()).isEqualTo("conv_pw_5_relu");
	}

	@Test
	void only_normalizations_keep_their_weights() {
		assertThat(encoder.initial().stages().get(0).rates()).containsEntry("conv1_bn", 0.0).containsEntry("conv_dw_3_bn", 0.0).doesNotContainKey("conv1");
	}

	@Test
	void published_weights_have_their_own_design() {
		Optional<PlanRequest.WeightsFile> file = Optional.of(new PlanRequest.WeightsFile(Path.of("w.h5"), List.of(new MobileNetV1())));
		assertThatThrownBy(() -> new PlanRequest.Design(Optional.empty(), OptionalDouble.of(0.5), OptionalInt.empty(), PoolingChoice.OPEN, file))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("pretrained weights, which have their own");
	}
}
