package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.TestModels;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Weights;
import sc.fovea.task.detection.region.Regions.Refinement;

class RegionsTest {

	private static final Regions.Heads HEADS = new Regions.Heads("scores", "offsets");
	private static final Regions.Limits LIMITS = new Regions.Limits(0.5, 0.4, new Regions.Window(64, 48, 20));
	private static final RegionLook.Shared SHARED = new RegionLook.Shared("features",
		List.of(RegionLook.View.whole("regions"), new RegionLook.View("around", -0.4, -0.4, 1.4, 1.4)));

	@TempDir
	private Path folder;

	private static Network shared() {
		return Network.input("image", 3).then("features", Pooling.max(8)).then("proposal_scores", Convolution.pointwise(2))
			.then("proposal_offsets", Convolution.pointwise(8), "features")
			.withInput("regions", new Shape(1, 1, RoiAlign.REGION)).withInput("around", new Shape(1, 1, RoiAlign.REGION))
			.then("pooled", new RoiAlign(2, 1, 8), "features", "regions").then("scores", Dense.of(3))
			.then("pooled2", new RoiAlign(2, 1, 8), "features", "around")
			.then("offsets", Dense.of(8)).withOutputs("scores", "offsets", "proposal_scores", "proposal_offsets");
	}

	private static Network warped() {
		return Network.input("crops", new Shape(16, 16, 3)).then("scores", Dense.of(2)).then("offsets", Dense.of(8), "crops").withOutputs("scores", "offsets");
	}

	private static Model model(Network network, RegionProposals proposals, RegionLook look, Refinement refinement) {
		Regions settings = new Regions(List.of("RBC", "WBC"), proposals, look, HEADS, refinement, LIMITS);
		return new Model(TestModels.card("regions"), ModelInput.ofAnyScale(3, new Normalisation.None()), settings, network, Weights.initialise(network, 1));
	}

	static List<Model> models() {
		RegionProposals anchored = new RegionProposals.Anchored("proposal_scores", "proposal_offsets", 8, List.of(10.0, 12.5, 30.0, 20.0), 0.7, 100);
		RegionProposals fixed = new RegionProposals.Fixed(List.of(0.0, 0.25, 0.5, 0.75, 0.1, 0.1, 0.2, 1.0));
		return List.of(model(shared(), anchored, SHARED, new Refinement.None()), model(shared(), fixed, SHARED, new Refinement.Iterative(2)),
			model(warped(), new RegionProposals.Searched("selective-search", 300), new RegionLook.Warped("crops", 16, 2), new Refinement.Bayesian(8)));
	}

	@ParameterizedTest
	@MethodSource("models")
	void an_archive_keeps_every_kind_of_detector_by_regions(Model model) throws IOException {
		ModelArchive.write(model, folder.resolve("a.zip"));
		assertThat(ModelArchive.read(folder.resolve("a.zip"))).isEqualTo(model);
		assertThat(ModelArchive.summary(folder.resolve("a.zip")).task()).isEqualTo(model.task());
	}

	@Test
	void the_input_that_takes_no_regions_takes_the_image() {
		assertThat(models().get(0).imageInput()).isEqualTo("image");
		assertThat(models().get(2).imageInput()).isEqualTo("crops");
	}

	@Test
	void the_background_has_a_score_if_there_is_one_more_than_classes() {
		Regions settings = (Regions) models().get(0).task();
		assertThat(settings.hasBackground(shared())).isTrue();
		assertThat(((Regions) models().get(2).task()).hasBackground(warped())).isFalse();
	}

	@Test
	void a_network_that_does_not_fit_is_refused_with_the_name_of_what_is_wrong() {
		RegionProposals three = new RegionProposals.Anchored("proposal_scores", "proposal_offsets", 8, List.of(1.0, 1.0, 2.0, 2.0, 3.0, 3.0), 0.7, 10);
		assertThatThrownBy(() -> model(shared(), three, SHARED, new Refinement.None())).isInstanceOf(ShapeException.class)
			.hasMessageContaining("proposal_scores");
		RegionLook other = new RegionLook.Shared("features", List.of(RegionLook.View.whole("regions"), RegionLook.View.whole("nowhere")));
		assertThatThrownBy(() -> model(shared(), new RegionProposals.Searched("x", 1), other, new Refinement.None())).hasMessageContaining("image");
		RegionLook large = new RegionLook.Warped("crops", 32, 2);
		assertThatThrownBy(() -> model(warped(), new RegionProposals.Searched("x", 1), large, new Refinement.None())).isInstanceOf(ShapeException.class)
			.hasMessageContaining("32x32");
	}

	@Test
	void numbers_outside_their_range_are_refused() {
		assertThatThrownBy(() -> new Regions.Window(10, 10, 6)).hasMessageContaining("overlap");
		assertThatThrownBy(() -> new RegionProposals.Fixed(List.of(0.0, 0.0, 1.0))).hasMessageContaining("four numbers");
		assertThatThrownBy(() -> new RegionProposals.Fixed(List.of(0.0, 0.0, 1.0, 1.5))).hasMessageContaining("0-1");
		assertThatThrownBy(() -> new RegionProposals.Anchored("a", "b", 8, List.of(1.0), 0.7, 1)).hasMessageContaining("pairs");
		assertThatThrownBy(() -> new RegionLook.View("v", 1, 0, 1, 1)).hasMessageContaining("above 0");
		assertThatThrownBy(() -> new RegionLook.Warped("v", 8, 4)).hasMessageContaining("context");
	}
}
