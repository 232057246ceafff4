package sc.fovea.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import sc.fovea.image.ImageWriter;

/** Rendered images of two classes, which can only be told by their texture: spots that are fine or coarse, of different size and brightness. */
public final class TextureFolders {

	private TextureFolders() {}

	/** Writes them. @param count images of each class */
	public static void write(Path folder, int count) throws IOException {
		for (String name : new String[] { "coarse", "fine" }) {
			Files.createDirectories(folder.resolve(name));
			for (int i = 0; i < count; i++) {
				ImageWriter.saveTiff(image(name.equals("fine"), i), folder.resolve(name + "/" + i + ".tif"));
			}
		}
	}

	/** An image of about 40 x 40 pixels. */
	public static ImagePlus image(boolean isFine, long seed) {
		SplittableRandom random = new SplittableRandom(seed * 2 + (isFine ? 1 : 0));
		int width = 36 + random.nextInt(9);
		double period = isFine ? 4 : 12;
		double level = 90 + 60 * random.nextDouble();
		double phase = 6 * random.nextDouble();
		ByteProcessor pixels = new ByteProcessor(width, 40);
		for (int y = 0; y < 40; y++) {
			for (int x = 0; x < width; x++) {
				double wave = Math.sin(2 * Math.PI * x / period + phase) * Math.sin(2 * Math.PI * y / period + phase);
				pixels.set(x, y, (int) Math.max(0, Math.min(255, level + 60 * wave + 10 * random.nextDouble())));
			}
		}
		return new ImagePlus(isFine ? "fine" : "coarse", pixels);
	}
}
