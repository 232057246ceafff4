package sc.fovea.train.transfer;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fovea.model.Model;
import sc.fovea.net.Tensor;
import sc.fovea.train.plan.DataSurvey;

/**
 * What a model knows from its training: how objects looked there, from its training record or, if that does not say it, from its test tensors.
 *
 * @param model to look at
 */
public record SourceLook(Model model) {

	/** Whether objects were bright or dark. */
	public DataSurvey.Polarity polarity() {
		OptionalDouble recorded = recorded("contrast");
		return recorded.isPresent() ? DataSurvey.polarity(recorded.getAsDouble()) : DataSurvey.polarity(seen());
	}

	/** Median diameter of the objects in pixels, if the record says it. */
	public OptionalDouble medianDiameter() {
		return recorded("median_diameter");
	}

	private OptionalDouble recorded(String key) {
		return model.training().tree().get(SURVEY) instanceof Map<?, ?> survey && survey.get(key) instanceof Number number
			? OptionalDouble.of(number.doubleValue())
			: OptionalDouble.empty();
	}

	/** Key of the survey in a training record. */
	public static final String SURVEY = "survey";

	/** The contrast in the test tensors; 0 if there are none. */
	private double seen() {
		Optional<Tensor> foreground = model.task().foreground().map(output -> model.samples().outputs().get(output));
		return model.samples().input().isEmpty() || foreground.isEmpty() ? 0 : contrast(model.samples().input().get(), foreground.get());
	}

	/** Mean value where the foreground's probability is at least 1/2, minus that elsewhere. */
	private static double contrast(Tensor image, Tensor foreground) {
		double[] sums = new double[2];
		int[] counts = new int[2];
		int step = image.height() / foreground.height();
		for (int y = 0, i = 0; y < image.height(); y++) {
			for (int x = 0; x < image.width(); x++) {
				int kind = foreground.data()[y / step * foreground.width() + x / step] >= 0.5 ? 1 : 0;
				for (int c = 0; c < image.channels(); c++, i++) {
					sums[kind] += image.data()[i];
					counts[kind]++;
				}
			}
		}
		return counts[0] == 0 || counts[1] == 0 ? 0 : sums[1] / counts[1] - sums[0] / counts[0];
	}
}
