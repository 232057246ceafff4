package sc.fovea.tile;

import java.util.Arrays;
import java.util.Map;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Tensor;

/**
 * Writes one dense output into an ImgLib2 image (x, y, c), or (x, y) for one channel, whose pixels are those of the output's own
 * grid. Integer types are rounded and clipped to their range.
 */
public final class ImageSink implements TileSink {

	private final String output;
	private final Ratio gridX;
	private final Ratio gridY;
	private final RandomAccessibleInterval<? extends RealType<?>> image;

	private ImageSink(String output, Ratio gridX, Ratio gridY, RandomAccessibleInterval<? extends RealType<?>> image) {
		this.output = output;
		this.gridX = gridX;
		this.gridY = gridY;
		this.image = image;
	}

	/**
	 * A sink that writes into the given image.
	 *
	 * @param network whose output is written
	 * @param output name of one of its outputs
	 * @param image of the extents {@link TilePlan#extent} and the output's channels; a smaller one is an error when a tile reaches beyond it
	 * @throws IllegalArgumentException if there is no such output, or the image is neither (x, y, c) nor (x, y) for one channel
	 */
	public static ImageSink of(Network network, String output, RandomAccessibleInterval<? extends RealType<?>> image) {
		if (!network.outputs().contains(output)) {
			throw new IllegalArgumentException("Expected one of the outputs " + network.outputs() + ", got '" + output + "'.");
		}
		int channels = network.shapes().get(output).channels();
		boolean fits = image.numDimensions() == 3 ? image.dimension(2) == channels : image.numDimensions() == 2 && channels == 1;
		if (!fits) {
			throw new IllegalArgumentException("Expected an image (x, y, c) with " + channels + " channels for output '" + output
				+ "', got extents " + Arrays.toString(image.dimensionsAsLongArray()) + ".");
		}
		ReceptiveField field = new ReceptiveField(network);
		return new ImageSink(output, field.grids(Axis.X).get(output), field.grids(Axis.Y).get(output), image);
	}

	/** Writes the tile's answer. @throws IllegalArgumentException if it reaches beyond the image */
	@Override
	public void accept(Tile tile, Map<String, Tensor> answers) {
		Tensor answer = answers.get(output);
		if (answer.data().length == 0) {
			return;
		}
		long x = tile.originX(gridX);
		long y = tile.originY(gridY);
		if (x + answer.width() > image.dimension(0) || y + answer.height() > image.dimension(1)) {
			throw new IllegalArgumentException("Expected an image that holds " + answer.width() + "x" + answer.height() + " pixels at ("
				+ x + ", " + y + ") for output '" + output + "', got extents " + Arrays.toString(image.dimensionsAsLongArray()) + ".");
		}
		write(planes(answer), FinalInterval.createMinSize(x, y, 0, answer.width(), answer.height(), answer.channels()));
	}

	/** The values (h, w, c) seen as (x, y, c). */
	private static RandomAccessibleInterval<FloatType> planes(Tensor answer) {
		return Views.moveAxis(ArrayImgs.floats(answer.data(), answer.channels(), answer.width(), answer.height()), 0, 2);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private void write(RandomAccessibleInterval<FloatType> values, FinalInterval where) {
		RandomAccessibleInterval atZero = Views.zeroMin(image);
		RandomAccessibleInterval planes = image.numDimensions() == 2 ? Views.addDimension(atZero, 0, 0) : atZero;
		copy(values, Views.interval(planes, where));
	}

	private static <T extends RealType<T>> void copy(RandomAccessibleInterval<FloatType> values, RandomAccessibleInterval<T> target) {
		T type = target.getType();
		if (type instanceof IntegerType) {
			double low = type.getMinValue();
			double high = type.getMaxValue();
			LoopBuilder.setImages(values, target).forEachPixel((v, t) -> t.setReal(Math.min(high, Math.max(low, v.get()))));
		}
		else {
			LoopBuilder.setImages(values, target).forEachPixel((v, t) -> t.setReal(v.get()));
		}
	}
}
