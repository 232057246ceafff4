package sc.fovea.image.tiff;

/** Numbers for which more is darker, turned into light. */
final class Ink {

	private Ink() {}

	/** A colour of print and its black as red, green or blue, in place: (1 − c) (1 − k) of the largest value. */
	static void toLight(Object colour, Object black, double largest) {
		if (colour instanceof byte[] bytes) for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) light(bytes[i] & 255, ((byte[]) black)[i] & 255, largest);
		else if (colour instanceof short[] shorts) for (int i = 0; i < shorts.length; i++)
			shorts[i] = (short) light(shorts[i] & 0xffff, ((short[]) black)[i] & 0xffff, largest);
		else
			for (int i = 0; i < ((float[]) colour).length; i++)
				((float[]) colour)[i] = (float) ((largest - ((float[]) colour)[i]) * (largest - ((float[]) black)[i]) / largest);
	}

	private static int light(int colour, int black, double largest) {
		return (int) Math.round((largest - colour) * (largest - black) / largest);
	}

	/** White is zero: the largest number minus each; with a sign −1 − v, floating point −v. */
	static void invert(Object values, int at, int count, int format, double largest) {
		if (values instanceof short[] shorts) for (int i = at; i < at + count; i++)
			shorts[i] = (short) ((int) largest - (shorts[i] & 0xffff));
		else {
			float top = format == 1 ? (float) largest : format == 2 ? -1 : 0;
			for (int i = at; i < at + count; i++)
				((float[]) values)[i] = top - ((float[]) values)[i];
		}
	}
}
