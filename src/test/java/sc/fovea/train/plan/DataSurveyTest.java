package sc.fovea.train.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.model.TrainingRecord;
import sc.fovea.train.TestSamples;
import sc.fovea.train.transfer.SourceLook;

class DataSurveyTest {

	/** Squares of sides 2, 4 and 10 of one value on a ground of another, in two channels of which the second is always 0. */
	private static Sample squares(float inside, float outside) {
		int[] labels = new int[40 * 40];
		square(labels, 1, 1, 2);
		square(labels, 2, 10, 4);
		square(labels, 3, 20, 10);
		float[] pixels = new float[2 * labels.length];
		for (int i = 0; i < labels.length; i++) {
			pixels[2 * i] = labels[i] > 0 ? inside : outside;
		}
		return new Sample("squares", 40, 40, 2, pixels, labels);
	}

	private static void square(int[] labels, int id, int at, int side) {
		for (int y = at; y < at + side; y++) {
			Arrays.fill(labels, y * 40 + at, y * 40 + at + side, id);
		}
	}

	@Test
	void sizes_and_contrast_are_measured() {
		DataSurvey survey = DataSurvey.of(List.of(squares(0.2f, 0.8f), squares(0.2f, 0.8f)), false);
		assertThat(survey.images()).isEqualTo(2);
		assertThat(survey.pixels()).isEqualTo(3200);
		assertThat(survey.channels()).isEqualTo(2);
		assertThat(survey.objects().count()).isEqualTo(6);
		assertThat(survey.objects().medianDiameter()).isCloseTo(2 * Math.sqrt(16 / Math.PI), within(1e-9));
		assertThat(survey.objects().largeDiameter()).isCloseTo(2 * Math.sqrt(100 / Math.PI), within(1e-9));
		assertThat(survey.contrast()).isCloseTo(-0.3, within(1e-6));
		assertThat(survey.polarity()).isEqualTo(DataSurvey.Polarity.DARK);
		assertThat(survey.sentence()).isEqualTo("2 images of 2 channels, 6 objects, half of them more than 5 pixels across, darker than their surroundings.");
	}

	@Test
	void classes_are_objects_where_they_hang_together() {
		Sample squares = squares(0.8f, 0.2f);
		Sample classes = new Sample("classes", 40, 40, 2, squares.pixels(), Arrays.stream(squares.labels()).map(id -> id > 0 ? 2 : 0).toArray());
		DataSurvey survey = DataSurvey.of(List.of(classes), true);
		assertThat(survey.objects()).isEqualTo(DataSurvey.of(List.of(squares), false).objects());
		assertThat(survey.polarity()).isEqualTo(DataSurvey.Polarity.BRIGHT);
	}

	@Test
	void nothing_to_compare_is_unclear() {
		assertThat(DataSurvey.of(List.of(TestSamples.plain(0.5f, 0, 4)), false).polarity()).isEqualTo(DataSurvey.Polarity.UNCLEAR);
		assertThat(DataSurvey.of(List.of(TestSamples.plain(0.5f, 2, 4)), false).polarity()).isEqualTo(DataSurvey.Polarity.UNCLEAR);
		assertThat(DataSurvey.of(List.of(TestSamples.plain(0.5f, 0, 4)), false).sentence()).isEqualTo("1 image of 1 channel, 0 objects.");
	}

	@Test
	void a_model_shows_in_its_test_image_whether_it_knows_bright_or_dark_objects() throws IOException {
		Model nuclei = new ModelStore(Path.of("none"), ModelStore.class.getClassLoader()).load("nuclei");
		assertThat(new SourceLook(nuclei.withTraining(TrainingRecord.NONE)).polarity()).isEqualTo(DataSurvey.Polarity.BRIGHT);
		assertThat(new SourceLook(nuclei.withTraining(TrainingRecord.NONE)).medianDiameter()).isEmpty();
		Map<String, Object> survey = DataSurvey.of(List.of(squares(0.2f, 0.8f)), false).tree();
		SourceLook recorded = new SourceLook(nuclei.withTraining(new TrainingRecord(Map.of(SourceLook.SURVEY, survey))));
		assertThat(recorded.polarity()).isEqualTo(DataSurvey.Polarity.DARK);
		assertThat(recorded.medianDiameter()).hasValueCloseTo(4.51, within(0.01));
	}
}
