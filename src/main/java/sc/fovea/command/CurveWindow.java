package sc.fovea.command;

import ij.ImagePlus;
import ij.gui.ImageWindow;
import ij.process.ColorProcessor;
import java.awt.Button;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Label;
import java.awt.Panel;
import java.awt.Scrollbar;
import java.awt.image.BufferedImage;
import sc.fovea.job.CurvePlot;

/** The picture of a training's curves, with how long it takes above, and below what pauses it, stops it, and smooths the curves. */
final class CurveWindow extends ImageWindow {

	private static final long serialVersionUID = 1L;

	private static final String PAUSE = "Pause";
	private static final String RESUME = "Resume";

	/** Of the scroll bar, for a weight of 1. */
	private static final int PARTS = 100;
	/** The smoothest: a hundredth less than a straight line, as TensorBoard has it. */
	private static final int SMOOTHEST = 99;

	/** What its buttons do. */
	interface Hands {

		/** Rest, or go on. */
		void pause(boolean shallRest);

		/** End, and keep the best. */
		void stop();

		/** Draw again, since the curves are to be smoother or less so. */
		void redraw();
	}

	private final transient Hands hands;
	private final Button pause = named(new Button(RESUME), "pause");
	private final Button stop = named(new Button("Stop"), "stop");
	private final Scrollbar smoothing = named(new Scrollbar(Scrollbar.HORIZONTAL, (int) Math.round(PARTS * CurvePlot.SMOOTHING), 1, 0, SMOOTHEST + 1),
		"smoothing");
	private String times = " ";

	/** Shows a picture. */
	CurveWindow(String title, BufferedImage picture, Hands hands) {
		super(new ImagePlus(title, new ColorProcessor(picture)));
		this.hands = hands;
		Panel panel = new Panel();
		pause.addActionListener(event -> press());
		stop.addActionListener(event -> hands.stop());
		smoothing.addAdjustmentListener(event -> hands.redraw());
		smoothing.setPreferredSize(new Dimension(180, 18));
		panel.add(pause);
		panel.add(stop);
		panel.add(new Label("   Smoothing"));
		panel.add(smoothing);
		add(panel);
		pack(); // with the longer label, which will fit then
		pause.setLabel(PAUSE);
	}

	private static <C extends Component> C named(C component, String name) {
		component.setName(name);
		component.setFocusable(false); // so that keys go to ImageJ as in every other image's window
		return component;
	}

	private void press() {
		boolean shallRest = pause.getLabel().equals(PAUSE);
		pause.setLabel(shallRest ? RESUME : PAUSE);
		hands.pause(shallRest);
	}

	/** Weight of the moving average that was chosen. */
	double smoothing() {
		return smoothing.getValue() / (double) PARTS;
	}

	/** Shows how it goes now. @param heading title of the window @param newTimes how long it took and will take */
	void show(String heading, String newTimes, BufferedImage picture) {
		times = newTimes;
		imp.setProcessor(new ColorProcessor(picture));
		imp.changes = false;
		imp.setTitle(heading);
		repaint();
	}

	/** There is nothing to pause or stop any more. */
	void end() {
		pause.setEnabled(false);
		stop.setEnabled(false);
	}

	/** In the place where ImageJ tells the size of an image. */
	@Override
	public String createSubtitle() {
		return times == null ? " " : times; // asked before it is initialised
	}
}
