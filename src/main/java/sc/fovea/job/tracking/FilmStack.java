package sc.fovea.job.tracking;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A film as ImageJ's stack whose frames are made when they are asked for. */
final class FilmStack extends VirtualStack {

	private final int width;
	private final int height;
	private final int frames;
	private final int bits;
	private final Frames maker;

	/** Makes frames. */
	@FunctionalInterface
	interface Frames {

		ImageProcessor of(int frame) throws IOException;
	}

	private FilmStack(ImageProcessor first, int frames, Frames maker) {
		this.width = first.getWidth();
		this.height = first.getHeight();
		this.bits = first.getBitDepth();
		this.frames = frames;
		this.maker = maker;
	}

	/** A film, calibrated as another one. */
	static ImagePlus image(String title, Film film, Frames maker) throws IOException {
		ImagePlus image = new ImagePlus(title, new FilmStack(maker.of(0), film.frames(), maker));
		image.setDimensions(1, 1, film.frames());
		Calibration calibration = film.calibration().copy();
		calibration.disableDensityCalibration();
		image.setCalibration(calibration);
		return image;
	}

	/** @throws UncheckedIOException if the frame cannot be made */
	@Override
	public ImageProcessor getProcessor(int n) {
		try {
			return maker.of(n - 1);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public Object getPixels(int n) {
		return getProcessor(n).getPixels();
	}

	@Override
	public int getSize() {
		return frames;
	}

	@Override
	public int getWidth() {
		return width;
	}

	@Override
	public int getHeight() {
		return height;
	}

	@Override
	public int getBitDepth() {
		return bits;
	}

	@Override
	public String getSliceLabel(int n) {
		return null;
	}
}
