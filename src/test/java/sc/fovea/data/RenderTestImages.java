package sc.fovea.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.Calibration;

/**
 * Writes {@code test-images/}: five simulated pictures and, in {@code truth/}, their label images; and, in {@code blood-smears/}, a rendered smear
 * with boxes as it would be trained with. Run its main with the
 * folder as the argument.
 */
public final class RenderTestImages {

	/**
	 * One picture of the set.
	 *
	 * @param file file name, {@code .tif} or {@code .png}
	 * @param frames rendered frames, one or more
	 */
	record Picture(String file, List<SimulatedImage> frames) {

		int width() {
			return frames.get(0).width();
		}

		int height() {
			return frames.get(0).height();
		}

		/** Name of the truth in {@code truth/}. */
		String truthFile() {
			return file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.')) + "_truth.tif";
		}
	}

	/** Folder of the smear. */
	static final String SMEARS = "blood-smears";

	private RenderTestImages() {}

	/** Writes the set into the folder args[0]. */
	public static void main(String[] args) throws IOException {
		Path folder = Path.of(args[0]);
		Files.createDirectories(folder.resolve("truth"));
		for (Picture picture : pictures()) {
			Files.createDirectories(folder.resolve(picture.file()).getParent());
			write(picture, folder.resolve(picture.file()));
			writeTruth(picture, folder.resolve("truth").resolve(picture.truthFile()));
		}
		Path images = Files.createDirectories(folder.resolve(SMEARS + "/images"));
		Path labels = Files.createDirectories(folder.resolve(SMEARS + "/labels"));
		BloodSmear smear = smear();
		ImageIO.write(smear.image().getBufferedImage(), "png", images.resolve("smear.png").toFile());
		VocFile.write(labels.resolve("smear.xml"), "smear.png", new Extent(smear.image().getWidth(), smear.image().getHeight(), 1, 1), smear.boxes());
	}

	/** Renders the blood smear. */
	static BloodSmear smear() {
		return BloodSmear.of(640, 480, 6);
	}

	/** Renders the set. */
	static List<Picture> pictures() {
		return List.of(
			new Picture("nuclei_sparse.tif", new NucleiSimulator(NucleiScene.sparse()).frames(256, 256, 1, 1)),
			new Picture("nuclei_touching.tif", new NucleiSimulator(NucleiScene.touching()).frames(256, 256, 1, 7)),
			new Picture("nuclei_uneven.png", new NucleiSimulator(NucleiScene.uneven()).frames(320, 256, 1, 17)),
			new Picture("nuclei_timelapse.tif", new NucleiSimulator(NucleiScene.moving()).frames(128, 128, 3, 2)),
			new Picture("films/moving_blob.tif", movingBlob()));
	}

	/** A thing that moves and turns before a background that moves as well, of the same kind of texture. */
	private static List<SimulatedImage> movingBlob() {
		MoverScene.Motion motion = new MoverScene.Motion(0.35, 0.4, new MoverScene.Velocity(2.5, 1.5), 0.03, MoverScene.Rest.NONE);
		MoverScene scene = new MoverScene(List.of(new MoverScene.Mover(MoverScene.Shape.BLOB, 26, motion)), new MoverScene.Velocity(-1, 0.5),
			MoverScene.Look.grey());
		return new MoverFilm(scene).film(128, 112, 8, 1).stream().map(frame -> new SimulatedImage(128, 112, 8, shorts(frame.channels().get(0)), frame.labels()))
			.toList();
	}

	private static short[] shorts(byte[] bytes) {
		short[] shorts = new short[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			shorts[i] = (short) (bytes[i] & 0xff);
		}
		return shorts;
	}

	private static void write(Picture picture, Path path) throws IOException {
		SimulatedImage first = picture.frames().get(0);
		if (picture.file().endsWith(".png")) {
			BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
			image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), first.bytes());
			ImageIO.write(image, "png", path.toFile());
			return;
		}
		ImageStack stack = new ImageStack(picture.width(), picture.height());
		for (SimulatedImage frame : picture.frames())
			stack.addSlice(null, frame.bits() == 8 ? frame.bytes() : frame.pixels());
		save(new ImagePlus(Path.of(picture.file()).getFileName().toString(), stack), first.bits() == 16, path);
	}

	private static void save(ImagePlus image, boolean calibrated, Path path) throws IOException {
		int frames = image.getStackSize();
		image.setDimensions(1, 1, frames);
		if (calibrated) image.setCalibration(halfMicron(frames));
		image.resetDisplayRange();
		FileSaver saver = new FileSaver(image);
		boolean saved = frames > 1 ? saver.saveAsTiffStack(path.toString()) : saver.saveAsTiff(path.toString());
		if (!saved) throw new IOException("Could not write " + path);
	}

	private static Calibration halfMicron(int frames) {
		Calibration calibration = new Calibration();
		calibration.pixelWidth = calibration.pixelHeight = 0.5;
		calibration.setUnit("micron");
		if (frames > 1) {
			calibration.frameInterval = 600;
			calibration.setTimeUnit("sec");
		}
		return calibration;
	}

	/** Label images are compressed (Deflate), which makes them a fortieth of the size; a sequence keeps ImageJ's own form. */
	private static void writeTruth(Picture picture, Path path) throws IOException {
		if (picture.frames().size() > 1) {
			ImageStack stack = new ImageStack(picture.width(), picture.height());
			for (SimulatedImage frame : picture.frames())
				stack.addSlice(null, frame.shortLabels());
			save(new ImagePlus(picture.truthFile(), stack), true, path);
			return;
		}
		BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_USHORT_GRAY);
		image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.frames().get(0).shortLabels());
		ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "tiff").next();
		Files.deleteIfExists(path);
		try (ImageOutputStream out = ImageIO.createImageOutputStream(path.toFile())) {
			ImageWriteParam param = writer.getDefaultWriteParam();
			param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			param.setCompressionType("Deflate");
			writer.setOutput(out);
			writer.write(null, new IIOImage(image, null, null), param);
		}
		finally {
			writer.dispose();
		}
	}
}
