package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import sc.fovea.data.Sample;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Size;
import sc.fovea.net.Weights;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.ModelTraining;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.fit.LogisticRegression;
import sc.fovea.train.loop.Stage;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.transfer.InitialWeights;

/** What a training begins with. */
class NetworkLearningTest {

	private static final int SIDE = 8;
	private static final Network TRUNK = Network.input("image", 1).then("a", Convolution.pointwise(2));
	private static final ClassSetup TASK = ClassSetup.of(TRUNK, Size.of(SIDE), List.of("x", "y"), 0);
	private static final float[][] FEATURES = { { 1, 0.5f }, { 2, -1 }, { 3, 0.25f }, { 7, 4 } };
	private static final int[] TRUTH = { 0, 0, 0, 1 };

	private static Sample sample(int number) {
		int[] labels = new int[SIDE * SIDE];
		Arrays.fill(labels, 1 + number);
		return new Sample("s", SIDE, SIDE, 1, new float[SIDE * SIDE], labels);
	}

	/** With one image of a class there is nothing to choose the penalty by, and it is 1. */
	@Test
	void a_trunk_that_has_learned_before_gets_the_linear_classifier_that_fits_best_and_stays() {
		List<Sample> samples = Arrays.stream(TRUTH).mapToObj(NetworkLearningTest::sample).toList();
		Map<Sample, float[][]> table = new IdentityHashMap<>();
		for (int i = 0; i < TRUTH.length; i++) {
			table.put(samples.get(i), new float[][] { FEATURES[i] });
		}
		ExportSettings packaging = new ExportSettings(ModelInput.ofAnyScale(1, new Normalisation.Fixed(1, 0)), TrainingJob.About.named("m").card(),
			Precision.FLOAT16);
		Weights trunk = Weights.initialise(TRUNK, 3);
		TrainingPlan plan = TrainingPlan.standard(Budget.ofSteps(1), 1);
		ModelTraining training = new ModelTraining(TASK, plan, new InitialWeights(trunk, List.of(Stage.WHOLE), Map.of()), packaging);
		FeatureLearning head = new FeatureLearning(TASK, trunk, new FeatureTable(table), packaging, 1);
		Weights begun = new NetworkLearning(training, Optional.of(head), Optional.empty()).begun(samples, plan).beginning().weights();
		LogisticRegression.Line line = new LogisticRegression(2, 1).fit(FEATURES, TRUTH);
		for (int i = 0; i < 4; i++) {
			assertThat(begun.get("classes_logit.kernel").data()[i]).isCloseTo((float) line.kernel()[i], within(1e-6f));
		}
		assertThat(begun.get("classes_logit.bias").data()[1]).isCloseTo((float) line.bias()[1], within(1e-6f));
		assertThat(begun.get("a.kernel")).isEqualTo(trunk.get("a.kernel"));
		assertThat(new NetworkLearning(training, Optional.empty(), Optional.empty()).begun(samples, plan).beginning().weights()).isEqualTo(trunk);
	}
}
