package sc.fovea.job.annotate;

import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fovea.annotation.Collector;

/** What is done with the outlines of an image. An outline is predicted as long as nobody has touched it, see {@link #isPredicted}. */
public final class Outlines {

	/** Colours that colour-blind people can tell apart (Okabe and Ito 2008): drawn, predicted, a region. */
	private static final Color DRAWN = new Color(0xf0e442);
	private static final Color PREDICTED = new Color(0x56b4e9);
	private static final Color REGION = Color.WHITE;

	private static final String ORIGIN = "fovea.origin";
	private static final String PREDICTION = "prediction";
	/** A new outline takes the place of one of which it covers more than this share; those of neighbours that touch hardly overlap. */
	private static final double COVERED = 0.5;
	/** The name of a region in which all objects have outlines; see {@link sc.fovea.annotation.RoiFormat}. */
	private static final String ANNOTATED = "annotated";

	private Outlines() {}

	/** Whether it is a region that says what is annotated, and no object. */
	public static boolean isRegion(Roi outline) {
		return outline.getName() != null && Collector.Role.ofName(outline.getName()) != Collector.Role.OBJECT;
	}

	/** Whether a model drew it, and nobody has touched it. */
	public static boolean isPredicted(Roi outline) {
		return PREDICTION.equals(outline.getProperty(ORIGIN));
	}

	/** Remembers whether a model drew it, and colours it accordingly. */
	public static Roi marked(Roi outline, boolean isPredicted) {
		outline.setProperty(ORIGIN, isPredicted ? PREDICTION : null);
		return coloured(outline);
	}

	/** Coloured by what it is. */
	static Roi coloured(Roi outline) {
		outline.setStrokeColor(isRegion(outline) ? REGION : isPredicted(outline) ? PREDICTED : DRAWN);
		outline.setFillColor(null);
		return outline;
	}

	/**
	 * With one more outline, which takes the place of those of which it covers more than half: a better outline replaces one, one around several unites them, and of
	 * two that are drawn over one after the other, the first replaces it.
	 *
	 * @throws IllegalArgumentException if it encloses no area, with a sentence
	 */
	static List<Roi> with(List<Roi> outlines, Roi added) {
		if (added == null || !added.isArea() || added.getBounds().isEmpty()) {
			throw new IllegalArgumentException("An area is needed, but "
				+ (added == null ? "nothing is selected" : "the selection is a " + added.getTypeAsString().toLowerCase(java.util.Locale.ROOT)) + ".");
		}
		List<Roi> all = new ArrayList<>(outlines.stream().filter(old -> isRegion(old) || coverage(old, added) <= COVERED).toList());
		all.add(marked((Roi) added.clone(), false));
		return all;
	}

	/** The same for a region in which all objects have outlines, so that what is outside neither teaches nor counts. */
	static List<Roi> withRegion(List<Roi> outlines, Roi region) {
		with(List.of(), region);
		List<Roi> all = new ArrayList<>(outlines);
		Roi named = (Roi) region.clone();
		named.setName(ANNOTATED);
		all.add(marked(named, false));
		return all;
	}

	/** Share of the pixels of an area that another covers, 0–1. */
	static double coverage(Roi of, Roi by) {
		Rectangle bounds = of.getBounds();
		if (!bounds.intersects(by.getBounds())) return 0;
		long all = 0;
		long covered = 0;
		for (int y = bounds.y; y < bounds.y + bounds.height; y++) {
			for (int x = bounds.x; x < bounds.x + bounds.width; x++) {
				if (!of.contains(x, y)) continue;
				all++;
				if (by.contains(x, y)) covered++;
			}
		}
		return all == 0 ? 0 : (double) covered / all;
	}

	/** Clones, which stay as they are while the others are edited. */
	static List<Roi> copy(List<Roi> outlines) {
		return outlines.stream().map(outline -> (Roi) outline.clone()).toList();
	}

	/** Of an overlay; none if there is none. */
	static List<Roi> of(Overlay overlay) {
		return overlay == null ? List.of() : List.of(overlay.toArray());
	}

	/** As an overlay that can be clicked. */
	static Overlay overlay(List<Roi> outlines) {
		Overlay overlay = new Overlay();
		outlines.forEach(outline -> overlay.add(coloured(outline)));
		overlay.selectable(true);
		return overlay;
	}

	/** Changes with every change of an outline, but not with colours. */
	static int digest(List<Roi> outlines) {
		int digest = outlines.size();
		for (Roi outline : outlines) {
			Roi plain = (Roi) outline.clone();
			plain.setStrokeColor(null);
			plain.setImage(null);
			digest = 31 * digest + Arrays.hashCode(RoiEncoder.saveAsByteArray(plain));
		}
		return digest;
	}
}
