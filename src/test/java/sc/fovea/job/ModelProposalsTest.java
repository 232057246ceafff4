package sc.fovea.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import sc.fovea.backend.BackendOptions;
import sc.fovea.geometry.Box;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Dense;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.Weights;
import sc.fovea.task.detection.region.RegionLook;
import sc.fovea.task.detection.region.RegionProposals;
import sc.fovea.task.detection.region.Regions;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;

class ModelProposalsTest {

	@TempDir
	private Path folder;

	private Path model(RegionProposals proposals) throws IOException {
		Network network = Network.input("image", 1).then("features", Pooling.max(8)).withInput("regions", new Shape(1, 1, RoiAlign.REGION))
			.then("pooled", new RoiAlign(2, 1, 8), "features", "regions").then("scores", Dense.of(2)).then("offsets", Dense.of(4), "pooled")
			.withOutputs("scores", "offsets");
		Regions settings = new Regions(List.of("cell"), proposals, new RegionLook.Shared("features", List.of(RegionLook.View.whole("regions"))),
			new Regions.Heads("scores", "offsets"), new Regions.Refinement.None(), new Regions.Limits(0.5, 0.5, new Regions.Window(64, 64, 16)));
		Path file = folder.resolve("m.zip");
		ModelArchive.write(new Model(TrainingJob.About.named("fixed").card(), ModelInput.ofAnyScale(1, new Normalisation.None()), settings, network,
			Weights.initialise(network, 1)), file);
		return file;
	}

	@Test
	void the_boxes_of_a_model_fill_the_image() throws IOException {
		Path file = model(new RegionProposals.Fixed(List.of(0.0, 0.0, 0.5, 1.0, 0.25, 0.5, 0.75, 0.5)));
		try (ModelProposals proposals = ModelProposals.open(file.toString(), BackendOptions.cpu())) {
			Hyperstack image = Hyperstack.of(new ImagePlus("grey", new ByteProcessor(80, 40)));
			assertThat(proposals.name()).isEqualTo("fixed");
			assertThat(proposals.propose(image, 10)).extracting(p -> p.box()).containsExactly(new Box(0, 0, 40, 40), new Box(20, 20, 60, 20));
			assertThat(proposals.propose(image, 1)).hasSize(1);
		}
	}

	@Test
	void a_model_that_proposes_nothing_is_refused() {
		assertThatThrownBy(() -> ModelProposals.open("nuclei", BackendOptions.cpu())).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("\"model\" must detect by regions, but 'nuclei' is for star-convex instance segmentation.");
	}
}
