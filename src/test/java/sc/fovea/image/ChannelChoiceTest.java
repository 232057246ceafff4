package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelChoiceTest {

	private static ImagePlus named() {
		ImagePlus image = new CompositeImage(IJ.createHyperStack("cells", 4, 4, 3, 1, 1, 8), CompositeImage.COMPOSITE);
		ChannelNames.set(image, List.of("DAPI", "Alexa 488", "Alexa 568"));
		for (int c = 1; c <= 3; c++)
			image.getStack().getProcessor(c).set(1, 1, 10 * c);
		return image;
	}

	@ParameterizedTest
	@CsvSource({ "2,2", "dapi,1", "Alexa 488,2", "568,0", "dap,1", "red,1", "green,2", "blue,3" })
	void a_channel_is_found_by_number_name_or_colour(String asked, int expected) {
		if (expected == 0) assertThatIllegalArgumentException().isThrownBy(() -> ChannelChoice.of(asked, named())).withMessageContaining("from 1 to 3");
		else
			assertThat(ChannelChoice.of(asked, named())).isEqualTo(expected);
	}

	@Test
	void what_is_not_there_or_means_several_is_refused_with_those_that_are() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelChoice.of("cy5", named())).withMessageContainingAll("1 DAPI red", "3 Alexa 568 blue");
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelChoice.of("alexa", named())).withMessageContaining("2 of them");
	}

	@Test
	void labels_of_slices_are_names_where_the_file_has_none() {
		ImagePlus image = IJ.createHyperStack("cells", 4, 4, 2, 2, 1, 8);
		image.getStack().setSliceLabel("DAPI\nexposure 30 ms", 1);
		assertThat(ChannelNames.of(image)).isEmpty();
		image.getStack().setSliceLabel(" GFP", 2);
		assertThat(ChannelNames.of(image)).containsExactly("DAPI", "GFP");
		assertThat(ChannelChoice.of("gfp", image)).isEqualTo(2);
		image.getStack().setSliceLabel("DAPI", 2);
		assertThat(ChannelNames.of(image)).isEmpty();
	}

	@Test
	void colours_of_RGB_are_channels_and_the_only_one_that_is_filled_is_found() {
		ColorProcessor colours = new ColorProcessor(4, 4);
		colours.set(2, 2, 0x0000c8);
		ImagePlus image = new ImagePlus("blue", colours);
		assertThat(ChannelChoice.of("blue", image)).isEqualTo(3);
		assertThat(ChannelChoice.of("0", image)).isEqualTo(3);
		assertThat(ChannelChoice.of("", named())).isZero();
	}

	@Test
	void a_model_of_several_channels_sees_them_all_unless_one_is_asked_for() {
		ColorProcessor colours = new ColorProcessor(4, 4);
		colours.set(2, 2, 0x0000c8);
		ImagePlus image = new ImagePlus("blue", colours);
		assertThat(ChannelChoice.of(" 0", image, 3)).isZero();
		assertThat(ChannelChoice.of("0", image, 1)).isEqualTo(3);
		assertThat(ChannelChoice.of("red", image, 3)).isEqualTo(1);
	}

	@Test
	void a_colour_of_RGB_is_measured_alone() {
		ColorProcessor colours = new ColorProcessor(4, 4);
		colours.set(2, 2, 0x0a14c8);
		ImagePlus image = new ImagePlus("rgb", colours);
		assertThat(new PlaneIndex(2, 0, 0).of(image).get(2, 2)).isEqualTo(200);
		assertThat(new PlaneIndex(0, 0, 0).of(image).get(2, 2)).isEqualTo(10);
		assertThat(new PlaneIndex(-1, 0, 0).of(image)).isInstanceOf(ColorProcessor.class);
		assertThatIllegalArgumentException().isThrownBy(() -> new PlaneIndex(3, 0, 0).of(image));
	}
}
