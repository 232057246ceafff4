package sc.fovea.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.nio.IntBufferAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.MappedLabels;
import sc.fovea.image.PixelSize;
import sc.fovea.image.SliceCells;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;

/**
 * Segments an image of ImgLib2 that is computed where it is visited into one whose pixels are those of a mapped file, in a process of its own:
 * {@code LazyImageRun FOLDER SIDE COMPARE}.
 */
final class LazyImageRun {

	private static final int BAND = 256;
	private static final int PERIOD = 997;

	private final Path folder;
	private final int side;
	private final Hyperstack image;

	private LazyImageRun(Path folder, int side) {
		this.folder = folder;
		this.side = side;
		this.image = Hyperstack.of(nuclei(side), "YX", PixelSize.PIXEL).withTitle("nuclei");
	}

	/** Prints {@code objects, wrong pixels, foreground pixels, pixels that the labels of the command line have otherwise}. */
	public static void main(String[] args) throws IOException {
		LazyImageRun run = new LazyImageRun(Path.of(args[0]), Integer.parseInt(args[1]));
		Img<IntType> labels = run.mapped(run.folder.resolve("labels.raw"));
		int count = run.segment(labels);
		long different = Boolean.parseBoolean(args[2]) ? run.different(LabelRows.of(labels), count) : 0;
		System.out.println(count + " " + run.wrongPixels(LabelRows.of(labels)) + " " + different);
	}

	/** The truth as 8-bit image (y, x), a pattern that repeats itself: neighbours differ. */
	private static RandomAccessibleInterval<UnsignedByteType> nuclei(int side) {
		int[] pattern = TestImages.touching(PERIOD, PERIOD, 7);
		CellGrid grid = new CellGrid(new long[] { side, side }, new int[] { BAND, side });
		return SliceCells.image(grid, new UnsignedByteType(), band -> {
			int top = (int) band * BAND;
			int height = Math.min(BAND, side - top);
			byte[] pixels = new byte[side * height];
			for (int i = 0; i < pixels.length; i++) {
				int id = pattern[(top + i % height) % PERIOD * PERIOD + i / height % PERIOD];
				pixels[i] = (byte) (id == 0 ? 0 : 1 + id % 255);
			}
			return new ByteArray(pixels);
		});
	}

	/** Each cell is a band of rows. */
	private Img<IntType> mapped(Path file) throws IOException {
		CellGrid grid = new CellGrid(new long[] { side, side }, new int[] { side, BAND });
		Cell<?>[] cells = new Cell<?>[(side + BAND - 1) / BAND];
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
			Arrays.setAll(cells, index -> cell(channel, index * BAND));
		}
		@SuppressWarnings("unchecked")
		LazyCellImg.Get<Cell<IntBufferAccess>> get = index -> (Cell<IntBufferAccess>) cells[(int) index];
		return new LazyCellImg<>(grid, new IntType(), get);
	}

	private Cell<IntBufferAccess> cell(FileChannel channel, int top) {
		int height = Math.min(BAND, side - top);
		try {
			long bytes = (long) side * Integer.BYTES;
			IntBufferAccess pixels = new IntBufferAccess(channel.map(FileChannel.MapMode.READ_WRITE, top * bytes, height * bytes), true);
			return new Cell<>(new int[] { side, height }, new long[] { 0, top }, pixels);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Segmenter segmenter() {
		return Tasks.installed().open(StarOracle.model(2), new StarOracle(2), MemoryBudget.automatic(), Segmenter.class);
	}

	private int segment(Img<IntType> labels) {
		try (Segmenter segmenter = segmenter()) {
			return segmenter.segment(image, labels, SegmentationOptions.STANDARD, Progress.none());
		}
	}

	/** Pixels whose label is not that which the command line writes. */
	private long different(LabelRows labels, int count) throws IOException {
		try (MappedLabels expected = MappedLabels.create(folder.resolve("labels.tif"), side, side, PixelSize.PIXEL); Segmenter segmenter = segmenter()) {
			LabelRows rows = LabelRows.of(expected);
			int others = segmenter.segmentPlane(image, Segmenter.Place.FIRST, SegmentationOptions.STANDARD, rows, Progress.none());
			long different = Math.abs(others - count);
			int[] own = new int[side];
			int[] other = new int[side];
			for (int y = 0; y < side; y++) {
				labels.read(y, 1, own);
				rows.read(y, 1, other);
				for (int x = 0; x < side; x++) {
					different += own[x] == other[x] ? 0 : 1;
				}
			}
			return different;
		}
	}

	/** Pixels that are foreground in only one of image and labels, and those of the image's foreground. */
	private String wrongPixels(LabelRows labels) {
		ImageSource source = ImageSource.of(image.plane(0, 0, 0));
		int[] ids = new int[side];
		float[] pixels = new float[side];
		long wrong = 0;
		long foreground = 0;
		for (int y = 0; y < side; y++) {
			labels.read(y, 1, ids);
			source.read(new Region(0, y, side, 1), pixels);
			for (int x = 0; x < side; x++) {
				wrong += ids[x] > 0 == pixels[x] > 0 ? 0 : 1;
				foreground += pixels[x] > 0 ? 1 : 0;
			}
		}
		return wrong + " " + foreground;
	}
}
