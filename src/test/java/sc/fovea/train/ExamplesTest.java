package sc.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.Sample;
import sc.fovea.geometry.AveragePrecision;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.job.ExamplePicture;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.net.Pooling;
import sc.fovea.task.instance.InstanceValidation;
import sc.fovea.task.instance.StarSetup;
import sc.fovea.train.loop.Example;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.Schedule;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/** What a window shows of images to judge by while a network learns. */
class ExamplesTest {

	private static final List<Sample> NUCLEI = TestSamples.easyNuclei(8, 48);
	private static final Split SPLIT = new Split(NUCLEI.subList(0, 3), NUCLEI.subList(3, 8));
	private static final StarSetup TASK = new StarSetup(new UNet(), new TrunkOptions(1, 2, 4, 2, Pooling.Kind.MAX, 0.2), new StarHeads(8, 8));

	private static TrainingBackend backend;

	@BeforeAll
	static void open() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	/** Draws each picture, as a window does. */
	private static final class Viewer implements TrainingListener {

		final List<List<Example>> seen = new ArrayList<>();
		int validations;

		@Override
		public void seen(List<Example> examples) {
			seen.add(examples);
			ExamplePicture.of(examples, 640);
		}

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {}

		@Override
		public void validated(TrainingHistory history) {
			validations++;
			assertThat(seen).hasSize(validations);
		}

		@Override
		public boolean isCancelled() {
			return false;
		}
	}

	private static Model train(TrainingListener listener) {
		TrainingPlan standard = TrainingPlan.standard(Budget.ofSteps(40), 1);
		TrainingPlan plan = new TrainingPlan(standard.budget(), new Schedule(1e-2, 1e-4, 5), standard.optimizer(),
			new TrainingPlan.Sampling(16, 4, standard.sampling().augmentation()), new TrainingPlan.Validating(20, 2, 0.9), 1);
		ExportSettings packaging = new ExportSettings(ModelInput.ofAnyScale(1, new Normalisation.None()), TrainingJob.About.named("small").card(),
			Precision.FLOAT32);
		return new ModelTraining(TASK, plan, InitialWeights.FROM_SCRATCH, packaging).run(backend, SPLIT, Optional.empty(), listener);
	}

	@Test
	void a_seed_gives_the_same_model_whether_somebody_looks_or_not() {
		Viewer viewer = new Viewer();
		Model seen = train(viewer);
		Model unseen = train(Watcher.toTheEnd());
		assertThat(seen.weights()).isEqualTo(unseen.weights());
		assertThat(seen.training()).isEqualTo(unseen.training());
		assertThat(seen.card().scores()).isEqualTo(unseen.card().scores());
		assertThat(viewer.validations).isEqualTo(2);
		assertThat(viewer.seen).as("two validations, and the model that was kept").hasSize(3)
			.allSatisfy(examples -> assertThat(examples).extracting(Example::image).containsExactlyElementsOf(SPLIT.validation().subList(0, 4)));
	}

	@Test
	void examples_are_what_the_score_was_counted_on() {
		List<Sample> few = SPLIT.validation().subList(0, 3);
		List<Example> shown = new ArrayList<>();
		Model model = train(Watcher.toTheEnd());
		double score = IllustratedValidation.shown(TASK.validation(backend, few), shown::addAll).apply(model.weights()).value();
		AveragePrecision pooled = AveragePrecision.NONE;
		for (Example example : shown) {
			pooled = pooled.plus(InstanceMatching.of(example.image().labels(), example.found().labels()));
		}
		assertThat(shown).hasSize(3);
		assertThat(pooled.mean(0.5, 0.9)).isEqualTo(score);
		assertThat(new InstanceValidation(backend, TASK.network(), TASK.settings(), few).apply(model.weights()).value()).isEqualTo(score);
	}
}
