package sc.fovea.task.shape;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.DataSet;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.image.ImageFileException;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.model.TrainingRecord;
import sc.fovea.shape.ShapeLearning;
import sc.fovea.shape.ShapeModel;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.loop.TrainingListener;

/**
 * From the outlines of a folder of annotated images to a shape model in a file.
 *
 * @param places what is read and written
 * @param about what the model says of itself
 * @param resume whether an unfinished training is continued, which this task never leaves
 */
record ShapeTraining(TrainingPlaces places, About about, boolean resume) implements TrainingJob {

	@Override
	public ShapeTraining with(About newAbout) {
		return new ShapeTraining(places, newAbout, resume);
	}

	/**
	 * Learns, and writes the archive with weights in 32 bits.
	 *
	 * @throws IOException with a sentence, if annotations cannot be read or have no outlines, or the archive cannot be written
	 * @throws IllegalArgumentException with a sentence, if there are too few objects
	 * @throws CancellationException if it was cancelled
	 */
	@Override
	public Model run(TrainingBackend backend, TrainingListener listener) throws IOException {
		places.checkResume(resume);
		DataSet data = DataSet.open(places.data(), places.formats());
		ShapeLearning learning = new ShapeLearning();
		for (AnnotatedImage image : data.images()) {
			if (listener.isCancelled()) throw new CancellationException("Stopped before the shape was learned.");
			Annotations annotations = image.annotations();
			learning.add(instances(annotations, image), annotations.extent().width());
		}
		listener.told(learning.objects() + " objects of " + data.images().size() + " images have a whole outline; " + learning.left()
			+ " are smaller than " + ShapeModel.SMALLEST + " pixels or cut by the edge of their image, and are left out.");
		Model model = model(learning, data.images().size());
		ModelArchive.write(model, places.output(), Precision.FLOAT32);
		return model;
	}

	private static int[] instances(Annotations annotations, AnnotatedImage image) throws ImageFileException {
		try {
			return annotations.instances();
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image.source().file() + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	private Model model(ShapeLearning learning, int images) {
		ShapeModel shape = learning.learn();
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("method", "principal components of star distances");
		record.put("training_images", images);
		record.put("objects", learning.objects());
		record.put("rays", shape.rays());
		record.put("modes", shape.modes().length);
		record.put("steps", 0);
		record.put("ended_by", "solution");
		ModelCard.Scores scores = new ModelCard.Scores(Map.of("explained_variance", explained(shape)), learning.objects() + " objects");
		return new Model(about.card().withScores(scores), ModelInput.ofAnyScale(shape.rays(), new Normalisation.None()),
			ShapePrior.of(shape, learning.objects()),
			ShapePrior.network(shape), ShapePrior.weights(shape)).withTraining(new TrainingRecord(record));
	}

	/** Share of the variance of what was learned from that the modes explain. */
	private static double explained(ShapeModel shape) {
		double modes = ShapeModel.square(shape.deviations());
		return modes / (modes + shape.rest() * shape.rest() * shape.rays());
	}
}
