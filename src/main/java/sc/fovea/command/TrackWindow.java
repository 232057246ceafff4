package sc.fovea.command;

import ij.ImageListener;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.List;
import sc.fovea.evaluate.Table;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;
import sc.fovea.job.tracking.Film;
import sc.fovea.job.tracking.TrackTables;
import sc.fovea.job.tracking.TrackedFilm;

/** Tracks as ImageJ shows them: labels in colours that stay, and a table. */
final class TrackWindow {

	/** Title of the table. */
	static final String TABLE = "Tracks";

	private TrackWindow() {}

	/** The labels, in memory as all label images of ImageJ, calibrated like the film. */
	static ImagePlus of(TrackedFilm tracked, ImagePlus source) throws IOException {
		Film film = tracked.film();
		int largest = tracked.tracks().tracks().size();
		ImageStack stack = new ImageStack(film.width(), film.height());
		for (int t = 0; t < film.frames(); t++) {
			stack.addSlice(LabelImage.of(tracked.labels(t), film.width(), film.height(), largest, PixelSize.PIXEL, "").getProcessor());
		}
		ImagePlus labels = new ImagePlus(film.stem() + "_tracks", stack);
		boolean isSlices = source.getNFrames() == 1;
		labels.setDimensions(1, isSlices ? film.frames() : 1, isSlices ? 1 : film.frames());
		labels.setCalibration(source.getCalibration().copy());
		labels.getCalibration().disableDensityCalibration();
		LabelImage.colour(labels, largest);
		return labels;
	}

	/** The table Tracks with a row for each track; an earlier one of that name is replaced. */
	static ResultsTable showTable(TrackedFilm tracked, ImagePlus labels) throws IOException {
		Table rows = new TrackTables(tracked.tracks(), tracked.film().scale()).tracksTable();
		ResultsTable table = new ResultsTable();
		for (List<Object> row : rows.rows()) {
			table.addRow();
			for (int i = 0; i < row.size(); i++) {
				if (row.get(i) instanceof Number number) table.addValue(rows.columns().get(i), number.doubleValue());
				else
					table.addValue(rows.columns().get(i), String.valueOf(row.get(i)));
			}
		}
		if (!GraphicsEnvironment.isHeadless()) {
			table.show(TABLE);
			TrackFollower follower = new TrackFollower(tracked.tracks(), labels);
			follower.listenToTable(TABLE);
			ImagePlus.addImageListener(new OnceShown(labels, () -> follower.listenToLabels(TABLE)));
		}
		return table;
	}

	/** Waits until an image has its window. */
	private record OnceShown(ImagePlus image, Runnable action) implements ImageListener {

		@Override
		public void imageOpened(ImagePlus opened) {
			if (opened != image) return;
			ImagePlus.removeImageListener(this);
			action.run();
		}

		@Override
		public void imageClosed(ImagePlus closed) {}

		@Override
		public void imageUpdated(ImagePlus updated) {}
	}
}
