package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.io.TiffDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeStackTest {

	private static final int START = 1024;

	@TempDir
	Path folder;

	/** A stack of 3,000 slices of 2 MB in one directory with ImageJ's description, without the disk space: the file has holes. */
	private Path stack(int slices) throws IOException {
		byte[] text = ("ImageJ=1.54p\nimages=" + slices + "\nchannels=2\nslices=" + slices / 2 + "\nhyperstack=true\nunit=um\nspacing=3.0\n\0")
			.getBytes(StandardCharsets.US_ASCII);
		int[][] tags = { { 256, 4, 1, 2000 }, { 257, 4, 1, 1000 }, { 258, 4, 1, 8 }, { 259, 4, 1, 1 }, { 262, 4, 1, 1 }, { 270, 2, text.length, 512 },
			{ 273, 4, 1, START }, { 277, 4, 1, 1 }, { 278, 4, 1, 1000 }, { 279, 4, 1, 2_000_000 } };
		ByteBuffer header = ByteBuffer.allocate(START).order(ByteOrder.LITTLE_ENDIAN);
		header.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.length);
		for (int[] tag : tags)
			header.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
		header.put(512, text);
		Path file = folder.resolve("stack.tif");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
			channel.write(header.clear(), 0);
			for (int n = 0; n < slices; n++)
				channel.write(ByteBuffer.wrap(new byte[] { (byte) (n % 251) }), START + n * 2_000_000L + 1_999_999);
		}
		return file;
	}

	@Test
	void a_stack_of_6_gigabytes_opens_with_every_slice() throws IOException {
		Path file = stack(3000);
		assertThat(new TiffDecoder(folder + "/", "stack.tif").getTiffInfo()[0].nImages).isEqualTo(3000);
		ImagePlus image = ImageFiles.open(file);
		Hyperstack stack = Hyperstack.of(image);
		assertThat(new int[] { stack.channels(), stack.slices(), stack.frames() }).containsExactly(2, 1500, 1);
		for (int n = 0; n < 3000; n += 487)
			assertThat(stack.plane(n % 2, n / 2, 0).getAt(1999, 999).getRealDouble()).isEqualTo(n % 251);
		assertThat(image.getStack().getProcessor(3000).get(1999, 999)).isEqualTo(2999 % 251);
		assertThat(stack.pixelSize().depth()).isEqualTo(3);
		assertThat(stack.pixelSize().unit()).isEqualTo("µm");
	}
}
