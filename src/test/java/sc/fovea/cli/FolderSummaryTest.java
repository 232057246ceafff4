package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.predict.scale.ScaleEstimate;

class FolderSummaryTest {

	@TempDir
	private Path folder;

	/** 10 × 20 pixels of 0.5 × 0.5 µm in three slices 4 µm apart. */
	private static ImagePlus stack() {
		ImageStack slices = new ImageStack(10, 20);
		for (int z = 0; z < 3; z++) {
			slices.addSlice(new ByteProcessor(10, 20));
		}
		ImagePlus image = new ImagePlus("a, b.tif", slices);
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().pixelDepth = 4;
		return image;
	}

	private List<String> written(String model, boolean areBodies) throws IOException {
		List<Object> row = FolderSummary.row("a, b.tif", stack(), model, new ImageJob.Result(30, ScaleEstimate.asked(1), 8, areBodies, "", Map.of()));
		FolderSummary.write(folder.resolve("summary.csv"), List.of(row), Map.of("bad.tif", "it is \"bad\", sadly"));
		return Files.readAllLines(folder.resolve("summary.csv"));
	}

	@Test
	void objects_of_planes_are_counted_by_area_and_bodies_by_volume() throws IOException {
		assertThat(written("nuclei", false).get(1)).startsWith("\"a, b.tif\",nuclei,1,30,2,0.2,"); // 30 / (5 · 10 · 3 µm²)
		assertThat(written("nuclei", true).get(1)).startsWith("\"a, b.tif\",nuclei,1,30,2,0.05,"); // 30 / (5 · 10 · 12 µm³)
	}

	@Test
	void what_objects_hold_in_further_channels_has_columns_of_its_own_that_are_empty_where_it_is_not_known() throws IOException {
		List<Object> one = FolderSummary.row("a.tif", stack(), "m", new ImageJob.Result(30, ScaleEstimate.asked(1), 8, false, "", Map.of("Mean_gfp", 12.5)));
		List<Object> none = FolderSummary.row("b.tif", stack(), "m",
			new ImageJob.Result(0, ScaleEstimate.asked(1), 8, false, "", Map.of("Mean_gfp", Double.NaN)));
		FolderSummary.write(folder.resolve("summary.csv"), List.of(one, none), Map.of("c.tif", "no channel"));
		assertThat(Files.readAllLines(folder.resolve("summary.csv"))).containsExactly("Label,Model,Scale,Objects,MedianArea,Density,Unit,Mean_gfp,Failure",
			"a.tif,m,1,30,2,0.2,pixels,12.5,", "b.tif,m,1,0,2,0,pixels,,", "c.tif,,NaN,NaN,NaN,NaN,,,no channel");
	}

	@Test
	void a_name_with_a_comma_or_a_quote_stays_in_its_column() throws IOException {
		assertThat(written("my \"best\", n.zip", false).get(1)).startsWith("\"a, b.tif\",\"my \"\"best\"\", n.zip\",1,30,2,0.2,");
		assertThat(written("n", false).get(2)).endsWith(",\"it is \"\"bad\"\", sadly\"");
	}
}
