package sc.fovea.command.models;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.ImageIcon;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import sc.fovea.job.ModelTile;

/** The card of a model. */
final class ModelPanel extends JPanel {

	private static final long serialVersionUID = 1L;

	private static final int PICTURE = 96;
	private static final Color LINE = new Color(0xc8c8c8);

	private final JLabel picture = new JLabel("", JLabel.CENTER);
	private final JPanel words = new JPanel();
	private final JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEFT, 4, 2));
	private final JLabel outcome = new JLabel(" ");

	/** Without a picture and without buttons yet. */
	ModelPanel(ModelTile tile) {
		super(new BorderLayout(10, 0));
		setName(tile.name());
		setBorder(BorderFactory.createCompoundBorder(BorderFactory.createMatteBorder(0, 0, 1, 0, LINE), BorderFactory.createEmptyBorder(8, 10, 6, 10)));
		picture.setPreferredSize(new Dimension(PICTURE, PICTURE));
		picture.setVerticalAlignment(JLabel.TOP);
		words.setLayout(new BoxLayout(words, BoxLayout.Y_AXIS));
		say(tile.task().isEmpty() ? tile.name() : tile.name() + ": " + tile.task(), Font.BOLD);
		say(tile.purpose(), Font.PLAIN);
		if (!tile.scores().isEmpty()) say("How good: " + tile.scores(), Font.PLAIN);
		say(tile.size(), Font.PLAIN);
		add(picture, BorderLayout.WEST);
		add(words, BorderLayout.CENTER);
		JPanel bottom = new JPanel(new BorderLayout());
		bottom.add(buttons, BorderLayout.WEST);
		outcome.setName("outcome " + tile.name());
		bottom.add(outcome, BorderLayout.CENTER);
		add(bottom, BorderLayout.SOUTH);
	}

	/** Text that wraps, and can be copied. */
	private void say(String text, int style) {
		JTextArea line = new JTextArea(text);
		line.setEditable(false);
		line.setLineWrap(true);
		line.setWrapStyleWord(true);
		line.setOpaque(false);
		line.setFont(getFont().deriveFont(style));
		words.add(line);
	}

	/** Adds a button. */
	void offer(String label, String tip, Runnable action) {
		JButton button = new JButton(label);
		button.setName(label + " " + getName());
		button.setToolTipText(tip);
		button.addActionListener(event -> action.run());
		buttons.add(button);
	}

	/** Says how a test went. */
	void tell(String sentence) {
		outcome.setText(sentence);
		outcome.setToolTipText(sentence);
	}

	/** Shows a picture. @param png a file as bytes @throws IOException if it is no picture */
	void show(byte[] png) throws IOException {
		BufferedImage whole = ImageIO.read(new ByteArrayInputStream(png));
		if (whole == null) throw new IOException("The picture of '" + getName() + "' is not one that Java can read.");
		picture.setIcon(new ImageIcon(small(whole)));
	}

	private static Image small(BufferedImage whole) {
		double factor = Math.min(1, (double) PICTURE / Math.max(whole.getWidth(), whole.getHeight()));
		int width = Math.max(1, (int) (factor * whole.getWidth()));
		int height = Math.max(1, (int) (factor * whole.getHeight()));
		BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = small.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(whole, 0, 0, width, height, null);
		graphics.dispose();
		return small;
	}
}
