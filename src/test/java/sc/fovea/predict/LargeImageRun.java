package sc.fovea.predict;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import sc.fovea.data.NucleiPlane;
import sc.fovea.data.NucleiScene;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.MappedLabels;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** Segments an image file of any size into a label file, in a process of its own: {@code LargeImageRun FOLDER SIDE}. */
final class LargeImageRun {

	private static final int BAND = 256;

	private final Path file;
	private final int side;
	private final Set<Integer> nuclei = new HashSet<>();

	private LargeImageRun(Path folder, int side) {
		this.file = folder.resolve("nuclei.tif");
		this.side = side;
	}

	/** Prints {@code nuclei, objects, wrong pixels, foreground pixels}. */
	public static void main(String[] args) throws IOException {
		LargeImageRun run = new LargeImageRun(Path.of(args[0]), Integer.parseInt(args[1]));
		run.render();
		System.out.println(run.nuclei.size() + " " + run.segment(Path.of(args[0], "labels.tif")));
	}

	/** The truth as 8-bit image, band by band: neighbours differ. */
	private void render() throws IOException {
		NucleiPlane plane = new NucleiPlane(NucleiScene.touching(), 7, 0);
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
			out.write(tiffHeader());
			for (int y = 0; y < side; y += BAND) {
				int[] labels = plane.block(0, y, side, Math.min(BAND, side - y)).labels();
				byte[] pixels = new byte[labels.length];
				for (int i = 0; i < labels.length; i++) {
					pixels[i] = (byte) (labels[i] == 0 ? 0 : 1 + labels[i] % 255);
					if (labels[i] != 0) {
						nuclei.add(labels[i]);
					}
				}
				out.write(pixels);
			}
		}
	}

	/** Little more than the size: 8-bit grey in one strip. */
	private byte[] tiffHeader() {
		int[][] tags = { { 256, side }, { 257, side }, { 258, 8 }, { 259, 1 }, { 262, 1 }, { 273, 0 }, { 277, 1 }, { 278, side },
			{ 279, side * side } };
		int length = 8 + 2 + 12 * tags.length + 4;
		tags[5][1] = length;
		ByteBuffer header = ByteBuffer.allocate(length).putInt(0x4d4d002a).putInt(8).putShort((short) tags.length);
		for (int[] tag : tags) {
			header.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
		}
		return header.array();
	}

	private String segment(Path target) throws IOException {
		Hyperstack image = Hyperstack.of(ImageFiles.open(file));
		try (MappedLabels labels = MappedLabels.create(target, side, side, image.pixelSize());
			Segmenter segmenter = Tasks.installed().open(StarOracle.model(2), new StarOracle(2), MemoryBudget.automatic(), Segmenter.class)) {
			Segmenter.Place place = new Segmenter.Place(0, 0, 1);
			int count = segmenter.segmentPlane(image, place, SegmentationOptions.STANDARD, LabelRows.of(labels), Progress.none());
			labels.commit();
			return count + " " + wrongPixels(image, labels);
		}
	}

	/** Pixels that are foreground in only one of the two, and those of the truth's foreground. */
	private static String wrongPixels(Hyperstack image, MappedLabels labels) throws IOException {
		TileSource source = ImageSource.of(image.plane(0, 0, 0));
		int[] ids = new int[labels.width()];
		float[] pixels = new float[labels.width()];
		long wrong = 0;
		long foreground = 0;
		for (int y = 0; y < labels.height(); y++) {
			labels.readRow(y, ids);
			source.read(new Region(0, y, pixels.length, 1), pixels);
			for (int x = 0; x < pixels.length; x++) {
				wrong += ids[x] > 0 == pixels[x] > 0 ? 0 : 1;
				foreground += pixels[x] > 0 ? 1 : 0;
			}
		}
		return wrong + " " + foreground;
	}
}
