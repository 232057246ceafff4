package sc.fovea.command.annotate;

import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.Insets;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.border.Border;

/** Parts of the window. */
final class Widgets {

	private Widgets() {}

	/** A component with a name for programs and a tip for people. */
	static <C extends JComponent> C named(C component, String name, String tip) {
		component.setName(name);
		component.setToolTipText(tip);
		return component;
	}

	static JButton button(String label, String tip, Runnable action) {
		JButton button = named(new JButton(label), label, tip);
		button.setMargin(new Insets(2, 6, 2, 6));
		button.addActionListener(event -> action.run());
		return button;
	}

	/** Components side by side. */
	static JPanel row(Component... components) {
		JPanel row = new JPanel(new FlowLayout(FlowLayout.LEFT, 4, 2));
		for (Component component : components) {
			row.add(component);
		}
		return row;
	}

	static Border titled(String title) {
		return BorderFactory.createCompoundBorder(BorderFactory.createTitledBorder(title), BorderFactory.createEmptyBorder(2, 4, 4, 4));
	}
}
