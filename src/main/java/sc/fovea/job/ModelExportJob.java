package sc.fovea.job;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import sc.fovea.backend.Backend;
import sc.fovea.model.Model;
import sc.fovea.model.WholeFile;
import sc.fovea.model.export.BioimageExport;
import sc.fovea.model.export.KerasWriter;
import sc.fovea.model.export.OnnxWriter;
import sc.fovea.model.export.SavedModelWriter;

/**
 * Writes a model for other programs.
 *
 * @param model what is exported
 * @param format which one
 * @param output file that is made or replaced
 */
public record ModelExportJob(Model model, Format format, Path output) {

	/** Formats of other programs. */
	public enum Format {
		/** An archive of bioimage.io 0.5, which Fovea reads too. */
		BIOIMAGE_IO("bioimage.io"),
		/** The network alone, (N, C, H, W). */
		ONNX("onnx"),
		/** The network alone as a graph of TensorFlow 1.15 or newer, (N, H, W, C), in a zip. */
		SAVED_MODEL("saved-model"),
		/** The network alone as a whole Keras model, (N, H, W, C): .keras of Keras 3, .h5 of Keras 2. */
		KERAS("keras");

		private final String title;

		Format(String title) {
			this.title = title;
		}

		/** As users write it. */
		public String title() {
			return title;
		}

		/** The format of a name. @throws IllegalArgumentException if there is none */
		public static Format of(String title) {
			for (Format format : values()) {
				if (format.title.equals(title)) return format;
			}
			throw new IllegalArgumentException("Expected bioimage.io, onnx, saved-model or keras as format, got '" + title + "'.");
		}
	}

	/**
	 * Writes it.
	 *
	 * @param backend computes the test outputs
	 * @return what was done, and what of the model stays behind
	 * @throws IOException if it cannot be written, or there is a file of that name already
	 * @throws IllegalArgumentException naming the layer that the format has not, or if the name of the file does not fit the format
	 */
	public String run(Backend backend) throws IOException {
		if (Files.exists(output))
			throw new FileAlreadyExistsException("Expected a new file, got \"" + output + "\", which is there already; choose another name.");
		switch (format) {
			case BIOIMAGE_IO -> new BioimageExport(model, backend).write(output);
			case ONNX -> write(OnnxWriter.write(model.network(), model.weights(), OnnxWriter.Layout.CHANNELS_FIRST));
			case SAVED_MODEL -> write(SavedModelWriter.write(model.network(), model.weights(), OnnxWriter.Layout.CHANNELS_LAST));
			case KERAS -> keras();
		}
		return "Exported '" + model.card().name() + "' as " + format.title + " to " + output + "." + besides(model.task().besidesNetwork());
	}

	private static String besides(List<String> more) {
		return more.isEmpty() ? "" : " Other programs get the network's own scores; Fovea also " + String.join(" and ", more) + ".";
	}

	/** Keras tells what a file is by its name. */
	private void keras() throws IOException {
		boolean isOld = output.toString().endsWith(".h5");
		if (!isOld && !output.toString().endsWith(".keras"))
			throw new IllegalArgumentException("Expected a file name that ends in .keras or .h5 for the format keras, got \"" + output + "\".");
		write(KerasWriter.write(model.network(), model.weights(), isOld ? KerasWriter.Container.H5 : KerasWriter.Container.KERAS));
	}

	private void write(byte[] content) throws IOException {
		WholeFile.write(output, temporary -> Files.write(temporary, content));
	}
}
