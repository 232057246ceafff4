package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.scijava.plugin.Plugin;
import sc.fovea.command.Restore;
import sc.fovea.evaluate.Table;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.RestoredStack;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.restoration.ImageRestoration;
import sc.fovea.task.restoration.Restorer;
import sc.fovea.tile.Progress;

/** {@code fovea restore}: images in, the same images without noise or blur out. */
@Plugin(type = ImageSubcommand.class)
public final class RestoreFiles implements ImageSubcommand<Restorer> {

	private static final String RESTORED = "_restored.tif";

	@Override
	public String verb() {
		return ImageRestoration.VERB;
	}

	@Override
	public Class<Restorer> predictor() {
		return Restorer.class;
	}

	@Override
	public Class<Restore> command() {
		return Restore.class;
	}

	@Override
	public String header() {
		return "Removes noise or blur from images with a model of CARE or Noise2Void.";
	}

	@Override
	public Map<String, String> imageFiles() {
		return Map.of(RESTORED, "the restored image, 32 bits, calibrated like the input");
	}

	@Override
	public Map<String, String> tableFiles() {
		return Map.of();
	}

	@Override
	public Run begin(Restorer restorer, SegmentationOptions options) {
		return new Restoring(restorer, options);
	}

	/** @param restorer a loaded model @param options channel */
	private record Restoring(Restorer restorer, SegmentationOptions options) implements Run {

		@Override
		public long on(Path file, ImagePlus image, Function<String, Path> results, Progress progress) throws IOException {
			ImageWriter.saveTiff(RestoredStack.of(image, restorer, options, progress), results.apply(RESTORED));
			return UNCOUNTED;
		}

		@Override
		public List<Table> tables() {
			return List.of();
		}
	}
}
