package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.geometry.Box;

/** Real annotations that lie beside the project, where they are there. */
class RealAnnotationsTest {

	private static final Path BLOOD = Path.of(Optional.ofNullable(System.getenv("FOVEA_SHARED")).orElse("../shared"), "data", "bccd_detection");
	private static final Extent SIZE = Extent.plane(640, 480);

	/** The COCO file was made with x = xmin and width = xmax - xmin, so its left and upper edges are a pixel further inside; it lacks the two boxes of one pixel. */
	@Test
	void coco_and_voc_say_the_same_of_blood_cells() throws IOException {
		assumeTrue(Files.isDirectory(BLOOD), "the blood smears are not there");
		AnnotationFile coco = new CocoFormat().open(BLOOD.resolve("coco.json"));
		assertThat(coco.images()).hasSize(292);
		int boxes = 0;
		for (String image : coco.images()) {
			List<LabelledBox> voc = new VocFormat().open(BLOOD.resolve("labels").resolve(image + ".xml")).read(image, SIZE).boxes().stream()
				.filter(b -> b.box().area() > 1).toList();
			List<LabelledBox> other = coco.read(image, SIZE).boxes();
			assertThat(other).extracting(LabelledBox::label).isEqualTo(voc.stream().map(LabelledBox::label).toList());
			for (int i = 0; i < voc.size(); i++) {
				Box box = voc.get(i).box();
				assertThat(other.get(i).box()).isEqualTo(new Box(box.x() + 1, box.y() + 1, box.width() - 1, box.height() - 1));
			}
			boxes += voc.size();
		}
		assertThat(boxes).isBetween(3900, 3941);
	}
}
