package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.Platform;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.plugin.Plugins;

class BatchTest {

	private static final String PLAN = "input: images\noutput: results\nsteps:\n  - command: segment\n    model: blobs\n";

	@TempDir
	Path folder;

	@BeforeEach
	void images() throws IOException {
		BlobModel.install(folder.resolve("models"));
		Files.createDirectories(folder.resolve("images"));
		for (int i = 0; i < 3; i++)
			ImageWriter.saveTiff(BlobModel.image("", new int[] { 20 + i, 20 }), folder.resolve("images/" + i + ".tif"));
	}

	private String reason(Map<String, Object> inputs) throws Exception {
		return ((Cancelable) Platform.context().service(CommandService.class).run(Batch.class, true, inputs).get()).getCancelReason();
	}

	@Test
	void a_plan_is_carried_out_and_mistakes_are_one_sentence() throws Exception {
		Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
		assertThat(reason(Map.of("plan", plan.toString(), "output", folder.resolve("other").toString()))).isNull();
		assertThat(folder.resolve("other/report.html")).isNotEmptyFile();
		assertThat(folder.resolve("other/segment/2_labels.tif")).isNotEmptyFile();
		Files.writeString(plan, PLAN.replace("model", "modell"));
		assertThat(reason(Map.of("plan", plan.toString()))).contains("has the key \"modell\", which segment has not").contains("Did you mean 'model'?");
		assertThat(reason(Map.of("plan", folder.resolve("none").toString()))).contains("there is no such file");
	}

	@Test
	void escape_stops_it_and_the_next_run_does_the_rest() throws Exception {
		BatchPlan plan = BatchPlan.read(Files.writeString(folder.resolve("plan.yaml"), PLAN + "    jobs: 1\n"));
		PlanRunner runner = Plugins.of(PlanRunner.class).get(0);
		List<String> lines = new ArrayList<>();
		runner.run(plan, new PlanRunner.Watcher(lines::add, line -> {}, () -> Files.exists(folder.resolve("results/segment/0_labels.tif"))));
		assertThat(folder.resolve("results/segment/2_labels.tif")).doesNotExist();
		String end = runner.run(plan, new PlanRunner.Watcher(lines::add, line -> {}, () -> false));
		assertThat(end).startsWith("Done; the report is ");
		assertThat(folder.resolve("results/segment/2_labels.tif")).isNotEmptyFile();
		assertThat(String.join("\n", lines)).contains("Step segment: segment").contains("2 images, 2 objects, 1 before or elsewhere");
	}

	@Test
	void the_menu_has_an_entry() throws IOException {
		try (InputStream config = BatchTest.class.getResourceAsStream("/plugins.config")) {
			assertThat(new String(config.readAllBytes(), StandardCharsets.UTF_8))
				.contains("\"Batch...\", sc.fovea.command.MenuEntry(\"" + Batch.class.getName());
		}
	}
}
