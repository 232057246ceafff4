package org.example.counting;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import sc.fovea.image.ChannelChoice;

/**
 * Shows an image in grey, the density in orange and true centres as blue squares.
 *
 * @param map of the model
 * @param truth centres of objects
 */
record DensityPicture(DensityMap map, List<Centres.Centre> truth) {

	private static final Color FOUND = new Color(0xd55e00); // both can be told apart by colour-blind people (Okabe and Ito 2008)
	private static final Color TRUE = new Color(0x56b4e9);
	private static final int MARK = 4;

	/** The picture. @param channel that is shown, by number, name or colour @throws IllegalArgumentException if the image has no such channel */
	BufferedImage on(ImagePlus image, String channel) {
		BufferedImage picture = new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_INT_RGB);
		paint(picture, grey(image, ChannelChoice.shown(channel, image)));
		Graphics2D pen = picture.createGraphics();
		pen.setColor(TRUE);
		truth.forEach(centre -> pen.drawRect((int) centre.x() - MARK / 2, (int) centre.y() - MARK / 2, MARK, MARK));
		pen.dispose();
		return picture;
	}

	private static ImageProcessor grey(ImagePlus image, int channel) {
		ImageProcessor plane = image.getStack().getProcessor(Math.min(channel + 1, image.getStackSize())).duplicate();
		plane.resetMinAndMax();
		return plane.convertToByte(true);
	}

	private void paint(BufferedImage picture, ImageProcessor grey) {
		double peak = Math.max(map.peak(), Float.MIN_NORMAL);
		for (int y = 0, i = 0; y < map.height(); y++) {
			for (int x = 0; x < map.width(); x++, i++) {
				picture.setRGB(x, y, mixed(grey.get(x, y), Math.max(0, map.values()[i] / peak)));
			}
		}
	}

	private static int mixed(int grey, double share) {
		return channel(grey, FOUND.getRed(), share) << 16 | channel(grey, FOUND.getGreen(), share) << 8 | channel(grey, FOUND.getBlue(), share);
	}

	private static int channel(int grey, int colour, double share) {
		return (int) Math.round(grey + (colour - grey) * share);
	}
}
