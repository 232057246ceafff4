package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import sc.fovea.net.NetworkPicture.Arrow;
import sc.fovea.net.NetworkPicture.Box;

class NetworkPictureTest {

	private static final Network NET = Network.input("image", 1).then("a", Convolution.of(8, 3)).then("a_relu", Activation.relu())
		.then("pool", Pooling.max(2)).then("b", Convolution.of(16, 3)).then("b_norm", Normalization.batch()).then("b_relu", Activation.relu())
		.then("up", Upsampling.nearest(2)).then("both", Join.concatenate(), "a_relu", "up").then("c", Convolution.pointwise(2));

	private final NetworkPicture picture = NetworkPicture.of(NET);

	@Test
	void a_layer_shares_its_box_with_what_only_changes_its_values() {
		assertThat(picture.boxes()).extracting(Box::name).containsExactly("image", "a", "pool", "b", "up", "both", "c");
	}

	@Test
	void coarser_grids_lie_lower_and_boxes_follow_from_left_to_right() {
		List<Integer> tops = picture.boxes().stream().map(Box::y).toList();
		assertThat(tops.subList(2, 4)).containsOnly(tops.get(2));
		assertThat(tops.get(2)).isGreaterThan(tops.get(0));
		assertThat(tops.get(4)).isEqualTo(tops.get(0));
		for (int i = 1; i < picture.boxes().size(); i++) {
			Box before = picture.boxes().get(i - 1);
			assertThat(picture.boxes().get(i).x()).isGreaterThan(before.x() + before.width());
		}
	}

	@Test
	void every_input_has_an_arrow_and_one_past_boxes_touches_none() {
		assertThat(picture.arrows()).hasSize(7);
		Arrow skip = picture.arrows().stream().filter(a -> a.xs().size() == 4).findFirst().orElseThrow();
		assertThat(skip.ys().get(1)).isEqualTo(skip.ys().get(2)).isLessThan(picture.boxes().get(0).y()).isPositive();
	}

	@Test
	void everything_lies_in_the_picture() {
		assertThat(picture.boxes()).allSatisfy(box -> {
			assertThat(box.x() + box.width()).isLessThan(picture.size().width());
			assertThat(box.y() + box.height()).isLessThan(picture.size().height());
		});
	}

	@Test
	void the_svg_is_well_formed_and_holds_every_box() throws Exception {
		Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(picture.svg())));
		assertThat(document.getElementsByTagName("title").getLength()).isEqualTo(picture.boxes().size());
		assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("image");
		assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(picture.arrows().size());
	}
}
