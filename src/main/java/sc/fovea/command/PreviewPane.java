package sc.fovea.command;

import ij.gui.GenericDialog;
import java.awt.Canvas;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Panel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The part of a dialog that shows what its settings would do. It is drawn on a thread of its own, so that sliders move freely; of several changes only the
 * last is drawn.
 */
final class PreviewPane implements DialogPart {

	private static final Dimension SIZE = new Dimension(660, 330);

	private final DialogPreview preview;
	private final AtomicReference<Map<String, Object>> wanted = new AtomicReference<>();
	private final ExecutorService painter = Executors.newSingleThreadExecutor(work -> {
		Thread thread = new Thread(work, "Fovea preview");
		thread.setDaemon(true);
		return thread;
	});
	private final Sheet sheet = new Sheet();

	/** @param preview drawn whenever a field changes */
	PreviewPane(DialogPreview preview) {
		this.preview = preview;
	}

	/** Shows at once what the fields say at first. */
	@Override
	public void join(GenericDialog dialog, List<CommandInput> inputs, DialogNote note) {
		Panel panel = new Panel();
		panel.add(sheet);
		dialog.addPanel(panel);
		dialog.addDialogListener((changed, event) -> {
			InputDialog.readable(changed, inputs).ifPresent(this::show);
			return true;
		});
		Map<String, Object> values = new LinkedHashMap<>();
		inputs.forEach(input -> values.put(input.name(), input.value()));
		show(values);
	}

	private void show(Map<String, Object> values) {
		if (wanted.getAndSet(values) == null && !painter.isShutdown()) {
			painter.execute(this::draw);
		}
	}

	private void draw() {
		Map<String, Object> values = wanted.getAndSet(null);
		try {
			sheet.show(preview.draw(values).image());
		}
		catch (IOException | IllegalArgumentException e) {
			sheet.say(e.getMessage());
		}
	}

	@Override
	public void close() {
		painter.shutdownNow();
	}

	/** A picture, or a sentence that says why there is none. */
	private static final class Sheet extends Canvas {

		private static final long serialVersionUID = 1L;

		private transient volatile BufferedImage picture;
		private volatile String sentence = "";

		Sheet() {
			setPreferredSize(SIZE);
			setBackground(Color.DARK_GRAY);
			setForeground(Color.WHITE);
		}

		void show(BufferedImage newPicture) {
			picture = newPicture;
			sentence = "";
			repaint();
		}

		void say(String newSentence) {
			sentence = newSentence;
			repaint();
		}

		/** Without clearing first, which would flicker. */
		@Override
		public void update(Graphics graphics) {
			paint(graphics);
		}

		@Override
		public void paint(Graphics graphics) {
			BufferedImage shown = picture;
			boolean isPicture = shown != null && sentence.isEmpty();
			graphics.clearRect(0, isPicture ? shown.getHeight() : 0, getWidth(), getHeight());
			if (isPicture) {
				graphics.clearRect(shown.getWidth(), 0, getWidth(), getHeight());
				graphics.drawImage(shown, 0, 0, null);
			}
			else {
				words(graphics);
			}
		}

		private void words(Graphics graphics) {
			int line = graphics.getFontMetrics().getHeight();
			int y = line;
			StringBuilder text = new StringBuilder();
			for (String word : sentence.split(" ")) {
				if (graphics.getFontMetrics().stringWidth(text + word) > getWidth() - 2 * line) {
					graphics.drawString(text.toString(), line, y += line);
					text.setLength(0);
				}
				text.append(word).append(' ');
			}
			graphics.drawString(text.toString(), line, y + line);
		}
	}
}
