package sc.fovea.detect.proposal;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Colours as other numbers from 0 to 1, in which other things look alike. Images that have not three channels stay as they are.
 */
public enum ColourSpace {

	/** Mean of red, green and blue: blind to colour. */
	GREY,
	/** Red, green and blue. */
	RGB,
	/** Hue, saturation and value: shadows change the value alone. */
	HSV,
	/** CIE L*a*b* under daylight D65 of an sRGB image; equal distances look about equal. a* and b* from −128 to 127 become 0 to 1. */
	LAB;

	private static final int STEPS = 1024;
	private static final float[] LINEAR = table(ColourSpace::linear);
	private static final float[] ROOT = table(ColourSpace::root);

	/** An image of red, green and blue in this space. */
	Raster convert(Raster image) {
		if (image.channels() != 3 || this == RGB) {
			return image;
		}
		float[] red = image.planes().get(0);
		float[] green = image.planes().get(1);
		float[] blue = image.planes().get(2);
		float[][] target = new float[this == GREY ? 1 : 3][red.length];
		float[] value = new float[target.length];
		for (int i = 0; i < red.length; i++) {
			convert(red[i], green[i], blue[i], value);
			for (int c = 0; c < value.length; c++) {
				target[c][i] = value[c];
			}
		}
		return new Raster(image.width(), image.height(), List.of(target));
	}

	private void convert(float red, float green, float blue, float[] value) {
		switch (this) {
			case GREY -> value[0] = (red + green + blue) / 3;
			case HSV -> hsv(red, green, blue, value);
			case LAB -> lab(red, green, blue, value);
			default -> throw new IllegalStateException("RGB needs no conversion.");
		}
	}

	private static void hsv(float red, float green, float blue, float[] value) {
		float most = Math.max(red, Math.max(green, blue));
		float range = most - Math.min(red, Math.min(green, blue));
		float sector = 0;
		if (range > 0) {
			if (most == red) sector = (green - blue) / range;
			else
				sector = most == green ? 2 + (blue - red) / range : 4 + (red - green) / range;
		}
		value[0] = (sector < 0 ? sector + 6 : sector) / 6;
		value[1] = most == 0 ? 0 : range / most;
		value[2] = most;
	}

	private static void lab(float red, float green, float blue, float[] value) {
		float r = look(LINEAR, red);
		float g = look(LINEAR, green);
		float b = look(LINEAR, blue);
		float x = look(ROOT, 0.4339f * r + 0.3762f * g + 0.1899f * b);
		float y = look(ROOT, 0.2126f * r + 0.7152f * g + 0.0722f * b);
		float z = look(ROOT, 0.0178f * r + 0.1095f * g + 0.8727f * b);
		value[0] = Math.max(0, 1.16f * y - 0.16f);
		value[1] = bounded((500 * (x - y) + 128) / 255);
		value[2] = bounded((200 * (y - z) + 128) / 255);
	}

	private static float bounded(float value) {
		return Math.max(0, Math.min(1, value));
	}

	/** Light of an sRGB value. */
	private static double linear(double value) {
		return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
	}

	private static double root(double value) {
		return value > 216.0 / 24389 ? Math.cbrt(value) : (24389.0 / 27 * value + 16) / 116;
	}

	private static float[] table(DoubleUnaryOperator function) {
		float[] table = new float[STEPS + 2];
		for (int i = 0; i < table.length; i++) {
			table[i] = (float) function.applyAsDouble((double) i / STEPS);
		}
		return table;
	}

	/** A function between the places of its table. */
	private static float look(float[] table, float value) {
		float place = Math.min(1, value) * STEPS;
		int index = (int) place;
		return table[index] + (place - index) * (table[index + 1] - table[index]);
	}
}
