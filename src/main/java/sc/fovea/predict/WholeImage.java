package sc.fovea.predict;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * How an image, or a part of it, becomes what a network sees at once: channels chosen, normalised, stretched to the network's size. Training and application
 * share it.
 *
 * @param expected of the image, as the model says
 * @param size of the network's input; empty if it takes images of any size
 */
public record WholeImage(ModelInput expected, Optional<Size> size) {

	/**
	 * Which part of an image.
	 *
	 * @param z slice from 0
	 * @param t frame from 0
	 * @param channel which channel a one-channel model sees, from 1; 0 if there is only one
	 * @param crop a rectangle inside the image; empty for all of it
	 */
	public record View(int z, int t, int channel, Optional<Region> crop) {

		/** The first slice of the first frame, all channels. */
		public static final View FIRST = new View(0, 0, 0, Optional.empty());

		/** @throws IllegalArgumentException if the channel is below 0 */
		public View {
			if (channel < 0) {
				throw new IllegalArgumentException("Expected channel from 1, or 0 for the only one, got " + channel + ".");
			}
		}

		/** Another slice and frame. */
		public View at(int newZ, int newT) {
			return new View(newZ, newT, channel, crop);
		}

		/** A rectangle. */
		public View within(Region region) {
			return new View(z, t, channel, Optional.of(region));
		}
	}

	/** What a model sees. */
	public static WholeImage of(Model model) {
		Shape shape = model.network().inputs().values().iterator().next();
		return new WholeImage(model.input(), shape.isFixed() ? Optional.of(new Size(shape.height(), shape.width())) : Optional.empty());
	}

	/**
	 * The network's input, (1, H, W, C). A grey image is shown to a colour model with equal channels, and a colour image whose channels are equal everywhere counts as
	 * grey.
	 *
	 * @throws IllegalArgumentException if the image has other channels, or a pixel is not finite
	 */
	public Tensor of(Hyperstack image, View view) {
		return of(normalised(image, view));
	}

	/**
	 * The network's input for parts of an image, (1, H, W, C) each. Normalised is the whole, so that parts of different brightness stay different.
	 *
	 * @param parts gives rectangles inside a size, which is that of the view
	 * @throws IllegalArgumentException as {@link #of(Hyperstack, View)}, or if a rectangle is not inside
	 */
	public List<Tensor> parts(Hyperstack image, View view, Function<Size, List<Region>> parts) {
		TileSource whole = normalised(image, view);
		Size all = new Size(Math.toIntExact(whole.height()), Math.toIntExact(whole.width()));
		return parts.apply(all).stream().map(part -> of(new CroppedSource(whole, part))).toList();
	}

	private TileSource normalised(Hyperstack image, View view) {
		TileSource chosen = channels(image, view);
		return Normaliser.apply(expected.normalisation(), view.crop().isPresent() ? new CroppedSource(chosen, view.crop().get()) : chosen);
	}

	private Tensor of(TileSource normalised) {
		TileSource sized = size.isPresent() ? new ScaledSource(normalised, size.get()) : normalised;
		Region all = new Region(0, 0, Math.toIntExact(sized.width()), Math.toIntExact(sized.height()));
		float[] values = new float[Math.toIntExact(all.area() * sized.channels())];
		sized.read(all, values);
		return Tensor.of(values, 1, all.height(), all.width(), sized.channels());
	}

	private TileSource channels(Hyperstack image, View view) {
		int wanted = expected.channels();
		if (view.channel() > image.channels()) {
			throw new IllegalArgumentException("Expected a channel from 1 to " + image.channels() + ", got " + view.channel() + ".");
		}
		if (view.channel() > 0 || image.channels() == 1) {
			TileSource grey = ImageSource.of(image, Math.max(0, view.channel() - 1), view.z(), view.t());
			return wanted == 1 ? grey : new SpreadSource(grey, wanted);
		}
		TileSource all = ImageSource.of(image, view.z(), view.t());
		if (image.channels() == wanted) {
			return all;
		}
		if (PlaneInput.isGrey(all)) {
			TileSource grey = ImageSource.of(image, 0, view.z(), view.t());
			return wanted == 1 ? grey : new SpreadSource(grey, wanted);
		}
		throw PlaneInput.otherChannels(wanted, image);
	}
}
