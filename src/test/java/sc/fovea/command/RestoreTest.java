package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.cli.Fovea;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.restoration.RestoredIntensities;

/** A model that halves intensities, in the command and on the command line. */
class RestoreTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
		Network network = Network.input("image", 1).then("half", Convolution.pointwise(1));
		ModelCard card = new ModelCard("half", "Halves.", "1.0.0", new ModelCard.Credits(List.of("Fovea developers"), List.of(), "CC0-1.0"),
			new ModelCard.Data("None.", "", "CC0-1.0"), ModelCard.Scores.NONE, "");
		Weights weights = new Weights(Map.of("half.kernel", Tensor.of(new float[] { 0.5f }, 1, 1, 1, 1), "half.bias", Tensor.zeros(1)));
		ModelArchive.write(
			new Model(card, ModelInput.ofAnyScale(1, new Normalisation.Fixed(1 / 255.0, 0)), new RestoredIntensities("half", true), network, weights),
			models.resolve("half.zip"));
	}

	/** Two slices in three frames, calibrated. */
	private static ImagePlus film() {
		ImageStack stack = new ImageStack(20, 10);
		for (int i = 0; i < 6; i++) {
			ByteProcessor plane = new ByteProcessor(20, 10);
			plane.setValue(10 * i);
			plane.fill();
			plane.set(3, 4, 200);
			stack.addSlice(plane);
		}
		ImagePlus film = new ImagePlus("film.tif", stack);
		film.setDimensions(1, 2, 3);
		film.getCalibration().pixelWidth = film.getCalibration().pixelHeight = 0.25;
		film.getCalibration().setUnit("um");
		return film;
	}

	private static void assertHalved(ImagePlus restored) {
		assertThat(new int[] { restored.getNChannels(), restored.getNSlices(), restored.getNFrames(), restored.getBitDepth() }).containsExactly(1, 2, 3, 32);
		assertThat(restored.getCalibration().pixelWidth).isEqualTo(0.25, within(1e-6));
		for (int i = 0; i < 6; i++) {
			assertThat(restored.getStack().getProcessor(i + 1).getf(0, 0)).isEqualTo(5f * i, within(1e-3f));
			assertThat(restored.getStack().getProcessor(i + 1).getf(3, 4)).isEqualTo(100, within(1e-3f));
		}
	}

	@Test
	void a_channel_is_chosen_by_name_or_is_the_current_one() throws Exception {
		ImageStack stack = new ImageStack(20, 10);
		for (int c = 1; c <= 2; c++) {
			ByteProcessor plane = new ByteProcessor(20, 10);
			plane.setValue(50 * c);
			plane.fill();
			plane.set(0, 0, 0);
			stack.addSlice(c == 1 ? "DAPI" : "GFP", plane);
		}
		ImagePlus image = new ImagePlus("two.tif", stack);
		image.setDimensions(2, 1, 1);
		ImagePlus restored = (ImagePlus) run(Map.of("input", image, "model", "half", "channel", "gfp")).getOutput("output");
		assertThat(restored.getProcessor().getf(3, 3)).isEqualTo(50, within(1e-3f));
		image.setC(1);
		assertThat(((ImagePlus) run(Map.of("input", image, "model", "half")).getOutput("output")).getProcessor().getf(3, 3)).isEqualTo(25, within(1e-3f));
		assertThat(((Cancelable) run(Map.of("input", image, "model", "half", "channel", "cy5"))).getCancelReason()).contains("1 DAPI, 2 GFP");
		ImageWriter.saveTiff(image, folder.resolve("two.tif"));
		StringWriter err = new StringWriter();
		int code = Fovea.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), "restore", folder.resolve("two.tif").toString(), "--model",
			"half",
			"--channel", "gfp", "--output", folder.resolve("out").toString());
		assertThat(code).as(err.toString()).isZero();
		assertThat(ImageFiles.open(folder.resolve("out/two_restored.tif")).getProcessor().getf(3, 3)).isEqualTo(50, within(1e-3f));
	}

	private static Module run(Map<String, Object> inputs) throws Exception {
		return Platform.context().service(CommandService.class).run(Restore.class, true, inputs).get();
	}

	@Test
	void every_slice_and_frame_is_restored_into_a_new_image() throws Exception {
		Module done = run(Map.of("input", film(), "model", "half"));
		assertThat(((Cancelable) done).getCancelReason()).isNull();
		ImagePlus restored = (ImagePlus) done.getOutput("output");
		assertThat(restored.getTitle()).isEqualTo("film_restored");
		assertHalved(restored);
	}

	@Test
	void other_models_are_refused_in_a_sentence() throws Exception {
		assertThat(((Cancelable) run(Map.of("input", film(), "model", BlobModel.NAME))).getCancelReason()).contains("'blobs'", "Segment...");
	}

	@Test
	void files_are_restored_and_training_is_refused() throws IOException {
		ImageWriter.saveTiff(film(), folder.resolve("film.tif"));
		StringWriter text = new StringWriter();
		PrintWriter writer = new PrintWriter(text, true);
		int code = Fovea.run(writer, writer, "restore", folder.resolve("film.tif").toString(), "--model", "half", "--output", folder.resolve("out").toString());
		assertThat(code).as("%s", text).isZero();
		assertThat(text.toString()).contains("film.tif: done", "1 image, ").doesNotContain("object");
		assertHalved(ImageFiles.open(folder.resolve("out/film_restored.tif")));
		assertThat(Fovea.run(writer, writer, "train", "--task", "restoration", "--data", folder.toString(), "--output", folder.resolve("m.zip").toString()))
			.isEqualTo(2);
		assertThat(text.toString()).contains("are imported");
	}
}
