package sc.fovea.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.Image;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * An ImagePlus over a {@link StoredImage}. A usual ImagePlus holds at least its current plane in memory; this one reads a plane when
 * ImageJ first asks for pixels, and is a virtual stack from then on.
 */
final class MappedImage extends ImagePlus {

	private final StoredImage tiff;
	private final MappedStack planes;
	private boolean isLoaded;

	MappedImage(String title, StoredImage tiff) {
		this.tiff = tiff;
		this.planes = new MappedStack(tiff);
		this.width = tiff.width();
		this.height = tiff.height();
		setTitle(title);
		setType(switch (tiff.bitDepth()) {
			case 8 -> GRAY8;
			case 16 -> GRAY16;
			case 32 -> GRAY32;
			default -> COLOR_RGB;
		});
		setDimensions();
		tiff.pixelSize().applyTo(this);
	}

	private void setDimensions() {
		setDimensions(tiff.channels(), tiff.slices(), tiff.frames());
		setOpenAsHyperStack(getNDimensions() > 3);
	}

	RandomAccessibleInterval<? extends RealType<?>> pixels() {
		return tiff.pixels();
	}

	/** The pixels as a screen shows them. */
	RandomAccessibleInterval<? extends RealType<?>> shown() {
		return tiff.shown();
	}

	private void load() {
		if (isLoaded) return;
		isLoaded = true;
		setStack(getTitle(), planes);
		setDimensions();
	}

	@Override
	public ImageProcessor getProcessor() {
		load();
		return super.getProcessor();
	}

	@Override
	public ImageProcessor getChannelProcessor() {
		load();
		return super.getChannelProcessor();
	}

	@Override
	public Image getImage() {
		load();
		return super.getImage();
	}

	@Override
	public ImageStack getStack() {
		return isLoaded ? super.getStack() : planes;
	}

	@Override
	public ImageStack getImageStack() {
		return getStack();
	}

	@Override
	public int getStackSize() {
		return planes.getSize();
	}

	@Override
	public int getImageStackSize() {
		return planes.getSize();
	}

	private static final class MappedStack extends VirtualStack {

		private final StoredImage tiff;

		MappedStack(StoredImage tiff) {
			this.tiff = tiff;
		}

		@Override
		public Object getPixels(int n) {
			return tiff.plane(n - 1);
		}

		@Override
		public ImageProcessor getProcessor(int n) {
			Object pixels = getPixels(n);
			if (pixels instanceof byte[] bytes) return new ByteProcessor(getWidth(), getHeight(), bytes);
			if (pixels instanceof short[] shorts) return new ShortProcessor(getWidth(), getHeight(), shorts, null);
			if (pixels instanceof int[] colours) return new ColorProcessor(getWidth(), getHeight(), colours);
			return new FloatProcessor(getWidth(), getHeight(), (float[]) pixels);
		}

		@Override
		public int getSize() {
			return tiff.channels() * tiff.slices() * tiff.frames();
		}

		@Override
		public int getWidth() {
			return tiff.width();
		}

		@Override
		public int getHeight() {
			return tiff.height();
		}

		@Override
		public int getBitDepth() {
			return tiff.bitDepth();
		}

		@Override
		public String getSliceLabel(int n) {
			return "";
		}
	}
}
