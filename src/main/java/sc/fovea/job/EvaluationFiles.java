package sc.fovea.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.Reference;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageWriter;
import sc.fovea.tile.Progress;

/**
 * What an evaluation leaves in a folder: a CSV file for each table, {@code evaluation.png} with the scores as lines, and pictures
 * {@code worst_1_NAME.png}, … of the worst images.
 *
 * @param report to be written
 * @param worst number of pictures
 */
public record EvaluationFiles(EvaluationReport report, int worst) {

	private static final String WORST = "worst_";

	/** Shows what is wrong in an image. */
	@FunctionalInterface
	public interface Pictures {

		/** Predicts the image once more and writes a picture. @throws IOException with one sentence, if it cannot be written */
		void save(Reference reference, Path file, Progress progress) throws IOException;
	}

	/** Writes all files, or none. */
	public void write(Pictures pictures, Path folder, Progress progress) throws IOException {
		List<Reference> shown = report.images().stream().limit(worst).map(image -> image.reference()).toList();
		AtomicFolder.write(folder, staging -> {
			for (Map.Entry<String, Table> table : report.tables().entrySet()) {
				Files.writeString(staging.resolve(table.getKey() + ".csv"), table.getValue().csv());
			}
			ImageWriter.savePng(EvaluationPlot.of(report.pooled().chart()).getProcessor().getBufferedImage(), staging.resolve("evaluation.png"));
			for (int i = 0; i < shown.size(); i++) {
				pictures.save(shown.get(i), staging.resolve(picture(i, shown)), new Quiet(progress));
			}
		});
		removeOutdated(folder, shown);
	}

	private static String picture(int rank, List<Reference> shown) {
		return WORST + (rank + 1) + "_" + shown.get(rank).name() + ".png";
	}

	/** Removes pictures of an earlier evaluation, which would pass for those of this one. */
	private static void removeOutdated(Path folder, List<Reference> shown) throws IOException {
		try (DirectoryStream<Path> pictures = Files.newDirectoryStream(folder, WORST + "*.png")) {
			for (Path file : pictures) {
				String name = file.getFileName().toString();
				boolean isOurs = name.matches(WORST + "\\d{1,4}_.*") && Files.isRegularFile(file);
				int rank = isOurs ? Integer.parseInt(name.substring(WORST.length()).replaceFirst("_.*", "")) - 1 : -1;
				boolean isNew = rank >= 0 && rank < shown.size() && name.equals(picture(rank, shown));
				if (isOurs && !isNew) Files.delete(file);
			}
		}
	}

	/** Stops like another, but shows no progress: the images were counted before. */
	private record Quiet(Progress progress) implements Progress {

		@Override
		public void progress(long done, long total) {
			// the bar is full already
		}

		@Override
		public boolean isCancelled() {
			return progress.isCancelled();
		}
	}
}
