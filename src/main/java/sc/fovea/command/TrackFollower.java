package sc.fovea.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.text.TextPanel;
import ij.text.TextWindow;
import java.awt.Color;
import java.awt.Component;
import java.awt.Point;
import java.awt.Window;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import sc.fovea.image.Glasbey;
import sc.fovea.track.Spot;
import sc.fovea.track.Tracks;

/** Clicks follow: on a row of the table, the labels show the first frame of its track and the way that its object takes; on a label, the same and its row. */
final class TrackFollower {

	private final Tracks tracks;
	private final ImagePlus labels;

	TrackFollower(Tracks tracks, ImagePlus labels) {
		this.tracks = tracks;
		this.labels = labels;
	}

	/** Listens to the table of a title. */
	void listenToTable(String title) {
		Window window = WindowManager.getWindow(title);
		if (!(window instanceof TextWindow table)) return;
		TextPanel panel = table.getTextPanel();
		for (Component part : panel.getComponents()) {
			part.addMouseListener(new MouseAdapter() {

				@Override
				public void mouseReleased(MouseEvent e) {
					int row = panel.getSelectionStart();
					if (row >= 0 && row < tracks.tracks().size()) follow(row + 1, true);
				}
			});
		}
	}

	/** Listens to the window of the labels, which is shown. */
	void listenToLabels(String title) {
		if (labels.getCanvas() == null) return;
		labels.getCanvas().addMouseListener(new MouseAdapter() {

			@Override
			public void mouseReleased(MouseEvent e) {
				Point at = labels.getCanvas().getCursorLoc();
				int id = Math
					.round(labels.getProcessor().getf(Math.min(labels.getWidth() - 1, Math.max(0, at.x)), Math.min(labels.getHeight() - 1, Math.max(0, at.y))));
				if (id < 1 || id > tracks.tracks().size()) return;
				follow(id, false);
				if (WindowManager.getWindow(title) instanceof TextWindow table) table.getTextPanel().setSelection(id - 1, id - 1);
			}
		});
	}

	/** Shows the way of a track. @param fromStart whether to show its first frame */
	void follow(int id, boolean fromStart) {
		List<Spot> spots = tracks.track(id).spots();
		float[] x = new float[spots.size()];
		float[] y = new float[spots.size()];
		for (int i = 0; i < x.length; i++) {
			x[i] = (float) spots.get(i).x();
			y[i] = (float) spots.get(i).y();
		}
		Roi way = new PolygonRoi(x, y, Roi.POLYLINE);
		way.setStrokeColor(new Color(Glasbey.colour(id)).brighter());
		way.setStrokeWidth(2);
		way.setName(String.format("track %04d", id));
		labels.setOverlay(new Overlay(way));
		if (fromStart) labels.setSlice(spots.get(0).frame() + 1);
	}
}
