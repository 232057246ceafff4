package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import sc.fovea.data.Extent;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageWriter;

/** A data folder that is written by a test; ' stands for ". */
record Folder(Path root) {

	static final int WIDTH = 20;
	static final int HEIGHT = 12;
	static final Extent EXTENT = Extent.plane(WIDTH, HEIGHT);

	Folder image(String name) throws IOException {
		return image("images/" + name, new ByteProcessor(WIDTH, HEIGHT));
	}

	Folder image(String path, ImageProcessor pixels) throws IOException {
		Files.createDirectories(root.resolve(path).getParent());
		ImageWriter.saveTiff(new ImagePlus("test", pixels), root.resolve(path));
		return this;
	}

	Folder text(String path, String text) throws IOException {
		Files.createDirectories(root.resolve(path).getParent());
		Files.writeString(root.resolve(path), text.replace('\'', '"'), StandardCharsets.UTF_8);
		return this;
	}

	DataSet open() throws ImageFileException {
		return DataSet.open(root, AnnotationFormats.own());
	}

	Annotations only() throws ImageFileException {
		return open().images().get(0).annotations(EXTENT);
	}

	/** That reading ends in one sentence with these parts. */
	void refuses(String... parts) {
		assertThatThrownBy(() -> only().instances()).isInstanceOf(ImageFileException.class).hasMessageContainingAll(parts).message().endsWith(".")
			.doesNotContain("\n").doesNotContain("Exception").doesNotContain("null");
	}

	static BitSet pixels(PixelMask mask) {
		BitSet pixels = new BitSet();
		for (int index : mask.indices(WIDTH)) {
			pixels.set(index);
		}
		return pixels;
	}
}
