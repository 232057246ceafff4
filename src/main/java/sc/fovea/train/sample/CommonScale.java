package sc.fovea.train.sample;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.PixelSize;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.TileSource;

/**
 * The pixel size to which the images of a training are resampled where theirs differ, so that objects have one size. The model has it as its own: images are resampled
 * to it in the same way when it is used.
 *
 * @param micrometres side of a pixel in µm: as stated, or the median of the images that have one
 * @param sizes of the images, as they are
 */
public record CommonScale(double micrometres, List<PixelSize> sizes) {

	/** Key in a training record. */
	public static final String KEY = "pixel_sizes";

	/** Images whose pixel sizes differ by no more than 20 % are taken as they are: an objective that is stated as 20x varies as much between cameras and adapters. */
	private static final double SAME = 1.2;

	/** Copies the list. */
	public CommonScale {
		sizes = List.copyOf(sizes);
	}

	/**
	 * What is to be done.
	 *
	 * @param sizes of the images
	 * @param stated pixel size in µm that the user states, if any
	 * @return nothing where the sizes that are known are about the same
	 */
	public static Optional<CommonScale> of(List<PixelSize> sizes, OptionalDouble stated) {
		double[] known = known(sizes);
		if (known.length == 0 || known[known.length - 1] <= SAME * known[0]) return Optional.empty();
		return Optional.of(new CommonScale(stated.orElse(known[known.length / 2]), sizes));
	}

	/** Ascending, in µm. */
	private static double[] known(List<PixelSize> sizes) {
		return sizes.stream().map(PixelSize::micrometresPerPixel).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).sorted().toArray();
	}

	/** What the model expects then. */
	public ModelInput input(ModelInput seen) {
		return new ModelInput(seen.channels(), seen.normalisation(), OptionalDouble.of(micrometres));
	}

	/**
	 * The images at one pixel size; those whose size is not known as they are. Pixels are resampled as for a model's use, labels come from the nearest pixel.
	 *
	 * @throws ImageFileException naming the image, if its pixel size is no more within a factor of 16
	 */
	public LabelledSamples apply(LabelledSamples data) throws ImageFileException {
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < sizes.size(); i++) {
			Sample sample = data.samples().get(i);
			double factor = factor(sample, sizes.get(i));
			samples.add(factor == 1 ? sample : scaled(sample, factor));
		}
		return new LabelledSamples(samples, data.classes(), data.report(), sizes);
	}

	private double factor(Sample sample, PixelSize size) throws ImageFileException {
		ModelInput model = new ModelInput(sample.channels(), new Normalisation.None(), OptionalDouble.of(micrometres));
		try {
			return new PlaneInput(model, SegmentationOptions.STANDARD).scale(size);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("The image '" + sample.name() + "' cannot be used: " + e.getMessage(), e);
		}
	}

	private static Sample scaled(Sample sample, double factor) {
		TileSource pixels = PlaneInput.scaled(SamplePixels.source(sample), factor);
		int width = Math.toIntExact(pixels.width());
		int height = Math.toIntExact(pixels.height());
		int[] labels = new int[Math.multiplyExact(width, height)];
		for (int y = 0, i = 0; y < height; y++) {
			int row = nearest(y, factor, sample.height()) * sample.width();
			for (int x = 0; x < width; x++, i++) {
				labels[i] = sample.labels()[row + nearest(x, factor, sample.width())];
			}
		}
		List<LabelledBox> boxes = sample.boxes().stream().map(box -> box.at(box.box().scale(factor), box.slice())).toList();
		List<Box> proposals = sample.proposals().stream().map(box -> box.scale(factor)).toList();
		return new Sample(sample.name(), width, height, sample.channels(), FilePlane.read(pixels), labels, boxes, proposals);
	}

	private static int nearest(int position, double factor, int extent) {
		return Math.min(extent - 1, (int) ((position + 0.5) / factor));
	}

	/** For people. */
	public String sentence() {
		double[] known = known(sizes);
		int unknown = sizes.size() - known.length;
		return "The images have pixels of " + text(known[0]) + " to " + text(known[known.length - 1]) + " µm: they are resampled to " + text(micrometres)
			+ " µm, which is the model's pixel size."
			+ (unknown == 0
				? ""
				: " " + unknown + (unknown == 1 ? " without a pixel size is taken as it is." : " without a pixel size are taken as they are."));
	}

	private static String text(double size) {
		return new BigDecimal(size).round(new MathContext(4)).stripTrailingZeros().toPlainString();
	}

	/** For the training record. */
	public Map<String, Object> tree() {
		double[] known = known(sizes);
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("smallest", known[0]);
		tree.put("largest", known[known.length - 1]);
		tree.put("resampled_to", micrometres);
		tree.put("unknown", sizes.size() - known.length);
		return tree;
	}
}
