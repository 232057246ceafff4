package sc.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.transfer.InitialWeights;

class StarPatchesTest {

	@ParameterizedTest
	@CsvSource({ "1, 21, 0.3, true", "1, 54, 0.3, true", "1, 55, 0.3, false", "1, 8.5, 0.3, true", "1, 8, 0.3, false", "1, 21, -0.3, false",
		"3, 21, 0.3, false" })
	void a_model_goes_on_to_resample_images_to_the_size_that_it_knows_where_new_objects_look_alike(int channels, double diameter, double contrast,
		boolean isKept) throws Exception {
		Model nuclei = ModelStore.standard().load("nuclei");
		DataSurvey survey = new DataSurvey(3, 1000, channels, new DataSurvey.Objects(9, diameter, 2 * diameter), contrast);
		InitialWeights sized = StarPatches.sized(InitialWeights.FROM_SCRATCH, nuclei, survey);
		assertThat(sized.record()).as("2.6 times larger or smaller is too far")
			.isEqualTo(isKept ? Map.of("scale", Map.of("diameter", 21.0, "bright", true)) : Map.of());
	}
}
