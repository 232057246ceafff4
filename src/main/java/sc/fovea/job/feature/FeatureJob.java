package sc.fovea.job.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PlaneIndex;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Tensor;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.WholeImage;
import sc.fovea.task.TargetRequest;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TilePlan;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/** A layer of a model, ready to tell what it sees. Owner of what runs it; for one thread at a time. */
public final class FeatureJob implements AutoCloseable {

	/** Of what there are vectors. */
	public static final List<String> REGIONS = List.of("image", "objects", "rois", "labels");

	private final Model model;
	private final Settings settings;
	private final String layer;
	private final Backend backend;
	private final Runner runner;
	private final boolean isWhole;

	/**
	 * What is wanted.
	 *
	 * @param layer name of a node; blank for the last before the scores
	 * @param regions one of {@link #REGIONS}: whole planes, what the model finds, ROIs of the overlay, or ids of a label image
	 * @param options scale
	 * @param channel number, name or colour of the only one that the model sees; 0 for the only one there is
	 */
	public record Settings(String layer, String regions, SegmentationOptions options, String channel) {

		/** @throws IllegalArgumentException if there are no such regions */
		public Settings {
			if (!REGIONS.contains(regions)) {
				throw new IllegalArgumentException("\"regions\" must be one of " + String.join(", ", REGIONS) + ", but is \"" + regions + "\".");
			}
		}
	}

	private FeatureJob(Model model, Settings settings, Backend backend) {
		this.model = model;
		this.settings = settings;
		this.layer = new FeatureLayers(model).chosen(settings.layer());
		this.backend = backend;
		Network part = model.network().upTo(layer);
		this.isWhole = TilePlan.reasonAgainstTiles(part).isPresent();
		this.runner = backend.runner(part, model.weights().of(part));
	}

	/**
	 * Loads a model.
	 *
	 * @throws IOException if there is no such model, or it cannot be read
	 * @throws IllegalArgumentException if it has no such layer; the sentence names those that it has
	 */
	public static FeatureJob open(ModelRequest request, Settings settings) throws IOException {
		if (request.model().isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a model or the path of one, but is empty.");
		Model model = ModelStore.standard().load(request.model());
		Backend backend = Platform.backends().open(request.backend());
		try {
			return new FeatureJob(model, settings, backend);
		}
		catch (RuntimeException e) {
			backend.close();
			throw e;
		}
	}

	/** Name of the layer. */
	public String layer() {
		return layer;
	}

	/** Where it runs, in words. */
	public String device() {
		return backend.device();
	}

	/**
	 * The vectors of every plane of an image.
	 *
	 * @param name of the image
	 * @param label of its class; empty if there is none
	 * @param image with the channels that the model expects
	 * @param ids an image of ids for regions {@code labels}, of the same size and with the same planes
	 * @throws IllegalArgumentException if the image does not fit, or the regions that are wanted are not there
	 * @throws CancellationException if it was cancelled
	 */
	public List<FeatureVector> vectors(String name, String label, ImagePlus image, Optional<ImagePlus> ids, Progress progress) {
		Hyperstack pixels = Hyperstack.of(image);
		SegmentationOptions options = options(image);
		List<FeatureVector> vectors = new ArrayList<>();
		int planes = pixels.slices() * pixels.frames();
		for (int i = 0; i < planes; i++) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + i + " of " + planes + " planes.");
			Segmenter.Place place = new Segmenter.Place(i % pixels.slices(), i / pixels.slices(), 1);
			List<Part> parts = parts(image, pixels, place, ids, progress);
			for (Part part : parts) {
				Box box = part.mask().bounds();
				if (box.area() == 0) continue;
				float[] values = isWhole ? seen(pixels, place, box, options) : new float[0];
				vectors.add(new FeatureVector(name, part.name(), part.label().isEmpty() ? label : part.label(), box, place.z(), place.t(), values));
			}
			if (!isWhole) fill(vectors, parts, pixels, place, options, progress);
		}
		return vectors;
	}

	private SegmentationOptions options(ImagePlus image) {
		return settings.options().withChannel(ChannelChoice.of(settings.channel(), image, model.input().channels()));
	}

	private List<Part> parts(ImagePlus image, Hyperstack pixels, Segmenter.Place place, Optional<ImagePlus> ids, Progress progress) {
		return switch (settings.regions()) {
			case "objects" -> objects(pixels, place, options(image), progress);
			case "rois" -> Part.ofRois(image, new PlaneIndex(0, place.z(), place.t()));
			case "labels" -> Part.ofLabels(image, new PlaneIndex(0, place.z(), place.t()),
				ids.orElseThrow(() -> new IllegalArgumentException("Expected a label image beside \"" + image.getTitle() + "\", got none.")));
			default -> List.of(new Part("", "", box(Box.ofImage(pixels.width(), pixels.height()), pixels)));
		};
	}

	private static PixelMask box(Box box, Hyperstack pixels) {
		return PixelMask.ofBox(box, pixels.width(), pixels.height());
	}

	private List<Part> objects(Hyperstack pixels, Segmenter.Place place, SegmentationOptions options, Progress progress) {
		try (Predictor predictor = Tasks.installed().of(model.task()).open(model, backend, MemoryBudget.automatic())) {
			TargetRequest request = new TargetRequest(pixels, place.z(), place.t(), Optional.empty(), options, backend, progress);
			List<Part> parts = new ArrayList<>();
			for (Target target : targets(Tasks.installed().of(model.task()), predictor, request)) {
				PixelMask mask = target.mask().orElseGet(() -> box(target.box().orElse(Box.ofImage(pixels.width(), pixels.height())), pixels));
				parts.add(new Part(target.label().startsWith("object-") ? target.label() : target.label() + "-" + (parts.size() + 1),
					target.label().startsWith("object-") ? "" : target.label(), mask));
			}
			return parts;
		}
	}

	private static <P extends Predictor> List<Target> targets(Task<P> own, Predictor predictor, TargetRequest request) {
		@SuppressWarnings("unchecked") // a task's predictor was opened by it
		P opened = (P) predictor;
		return own.targets(opened, request);
	}

	/** A model of whole images sees the square around a part. */
	private float[] seen(Hyperstack pixels, Segmenter.Place place, Box box, SegmentationOptions options) {
		int side = (int) Math.max(box.width(), box.height());
		int width = Math.min(side, pixels.width());
		int height = Math.min(side, pixels.height());
		int x = (int) Math.max(0, Math.min(pixels.width() - width, box.centerX() - width / 2.0));
		int y = (int) Math.max(0, Math.min(pixels.height() - height, box.centerY() - height / 2.0));
		boolean isAll = box.width() == pixels.width() && box.height() == pixels.height();
		WholeImage.View view = new WholeImage.View(place.z(), place.t(), options.channel(),
			isAll ? Optional.empty() : Optional.of(new Region(x, y, width, height)));
		Tensor value = runner.run(WholeImage.of(model).of(pixels, view));
		float[] sums = new float[value.channels()];
		int places = value.height() * value.width();
		for (int i = 0; i < value.data().length; i++) {
			sums[i % sums.length] += value.data()[i] / places;
		}
		return sums;
	}

	/** Values of the last vectors, those of a plane: the mean over the cells whose middle lies in each, or the one nearest to its middle. */
	private void fill(List<FeatureVector> vectors, List<Part> parts, Hyperstack pixels, Segmenter.Place place, SegmentationOptions options, Progress progress) {
		PlaneInput input = new PlaneInput(model.input(), options);
		TileSource plane = input.of(pixels, place, progress);
		RandomAccessibleInterval<FloatType> map = new TiledInference(runner, MemoryBudget.automatic()).lazily(plane, layer);
		int channels = (int) map.dimension(2);
		double stepX = (double) pixels.width() / map.dimension(0);
		double stepY = (double) pixels.height() / map.dimension(1);
		RandomAccess<FloatType> cells = map.randomAccess();
		List<Part> filled = parts.stream().filter(part -> part.mask().bounds().area() > 0).toList();
		for (int k = 0; k < filled.size(); k++) {
			int at = vectors.size() - filled.size() + k;
			FeatureVector vector = vectors.get(at);
			float[] values = mean(cells, filled.get(k).mask(), vector.place(), new double[] { stepX, stepY },
				new long[] { map.dimension(0), map.dimension(1), channels });
			vectors.set(at, new FeatureVector(vector.image(), vector.region(), vector.label(), vector.place(), vector.z(), vector.t(), values));
		}
	}

	private static float[] mean(RandomAccess<FloatType> cells, PixelMask mask, Box box, double[] step, long[] size) {
		float[] sums = new float[(int) size[2]];
		int count = 0;
		for (long v = (long) (box.y() / step[1]); v < Math.min(size[1], Math.ceil(box.bottom() / step[1])); v++) {
			for (long u = (long) (box.x() / step[0]); u < Math.min(size[0], Math.ceil(box.right() / step[0])); u++) {
				int x = (int) ((u + 0.5) * step[0]) - mask.x();
				int y = (int) ((v + 0.5) * step[1]) - mask.y();
				if (x >= 0 && y >= 0 && x < mask.width() && y < mask.height() && mask.pixels().get(y * mask.width() + x)) {
					count++;
					add(cells, u, v, sums);
				}
			}
		}
		if (count == 0) {
			count = 1;
			add(cells, Math.min(size[0] - 1, (long) (box.centerX() / step[0])), Math.min(size[1] - 1, (long) (box.centerY() / step[1])), sums);
		}
		for (int c = 0; c < sums.length; c++) {
			sums[c] /= count;
		}
		return sums;
	}

	private static void add(RandomAccess<FloatType> cells, long u, long v, float[] sums) {
		for (int c = 0; c < sums.length; c++) {
			sums[c] += cells.setPositionAndGet(u, v, c).get();
		}
	}

	/**
	 * The maps of the layer for the first plane of an image.
	 *
	 * @return (1, h, w, C)
	 * @throws IllegalArgumentException if the image does not fit
	 */
	public Tensor maps(ImagePlus image) {
		Hyperstack pixels = Hyperstack.of(image);
		SegmentationOptions options = options(image);
		if (isWhole) return runner.run(WholeImage.of(model).of(pixels, new WholeImage.View(0, 0, options.channel(), Optional.empty())));
		TileSource plane = new PlaneInput(model.input(), options).of(pixels, Segmenter.Place.FIRST, Progress.none());
		RandomAccessibleInterval<FloatType> map = new TiledInference(runner, MemoryBudget.automatic()).lazily(plane, layer);
		RandomAccess<FloatType> cells = map.randomAccess();
		Tensor maps = Tensor.zeros(1, (int) map.dimension(1), (int) map.dimension(0), (int) map.dimension(2));
		for (int i = 0; i < maps.data().length; i++) {
			int place = i / maps.channels();
			maps.data()[i] = cells.setPositionAndGet(place % maps.width(), place / maps.width(), i % maps.channels()).get();
		}
		return maps;
	}

	/** The kernel of the first convolution that sees the image, (height, width, channels, filters); empty if there is none. */
	public Optional<Tensor> filters() {
		return model.network().nodes().stream()
			.filter(node -> node.layer() instanceof Convolution && node.inputs().contains(model.imageInput())).map(Node::name).findFirst()
			.map(name -> model.weights().get(name + ".kernel"));
	}

	@Override
	public void close() {
		runner.close();
		backend.close();
	}
}
