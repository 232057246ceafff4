package sc.fovea.model.zoo;

import java.util.List;

import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;

/** An ONNX file alone, as PyTorch, Keras and MATLAB write it, with its weights inside or in a file beside it. */
final class OnnxFormat implements ForeignFormat {

	@Override
	public String title() {
		return "ONNX (.onnx)";
	}

	@Override
	public boolean recognises(ForeignFiles files) throws ModelFormatException {
		return files.entries().size() == 1 && OnnxFile.is(files.read(entry(files), ForeignFiles.WEIGHTS));
	}

	private static String entry(ForeignFiles files) {
		return files.entries().iterator().next();
	}

	@Override
	public Imported read(ForeignFiles files, Wanted wanted) throws ModelFormatException {
		OnnxBuilder built = OnnxSource.of(files, entry(files)).build();
		LikelyTask likely = LikelyTask.of(built.network(), built.weights(), wanted.task());
		int channels = likely.network().inputs().values().iterator().next().channels();
		Model model = new Model(ForeignCards.of(wanted.name(), "An ONNX model, imported.", List.of()),
			ModelInput.ofAnyScale(channels, new Normalisation.Fixed(1 / 255.0, 0)), likely.task(), likely.network(), likely.weights());
		return new Imported(model, "ONNX", List.of(likely.note(),
			"The file does not say how images are scaled before the network: taken as values from 0 to 255 divided by 255."));
	}
}
