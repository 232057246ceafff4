package sc.fovea.image.tiff;

/** The arrays that pixels are given in. */
public enum PixelType {

	/** {@code byte[]}, 0 to 255. */
	BYTE,
	/** {@code short[]}, 0 to 65,535. */
	SHORT,
	/** {@code float[]}. */
	FLOAT;

	/** A new array. */
	public Object array(int size) {
		return switch (this) {
			case BYTE -> new byte[size];
			case SHORT -> new short[size];
			case FLOAT -> new float[size];
		};
	}

	/** Bytes of a pixel. */
	public int bytes() {
		return this == BYTE ? 1 : this == SHORT ? 2 : 4;
	}
}
