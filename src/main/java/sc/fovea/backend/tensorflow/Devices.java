package sc.fovea.backend.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/** Which devices TensorFlow really has: its libraries for GPUs also load without a GPU and then compute on the CPU. */
final class Devices {

	private static final Path NVIDIA = Path.of("/proc/driver/nvidia/gpus");
	private static final String MODEL = "Model:";

	private Devices() {}

	/**
	 * Names of the GPUs that a session of this configuration can use, for example {@code /device:GPU:0}; empty if there is none.
	 */
	static List<String> gpus(ConfigProto config) {
		try (PointerScope scope = new PointerScope()) {
			TF_Status status = TF_Status.newStatus();
			TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
			byte[] bytes = config.toByteArray();
			tensorflow.TF_SetConfig(options, new BytePointer(bytes), bytes.length, status);
			status.throwExceptionIfNotOK();
			TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
			status.throwExceptionIfNotOK();
			TF_DeviceList devices = tensorflow.TF_SessionListDevices(session, status);
			status.throwExceptionIfNotOK();
			try {
				return gpus(devices, status);
			}
			finally {
				tensorflow.TF_DeleteDeviceList(devices);
			}
		}
	}

	private static List<String> gpus(TF_DeviceList devices, TF_Status status) {
		List<String> gpus = new ArrayList<>();
		for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
			if (tensorflow.TF_DeviceListType(devices, i, status).getString().equals("GPU")) {
				String name = tensorflow.TF_DeviceListName(devices, i, status).getString();
				gpus.add(name.substring(name.indexOf("/device:")));
			}
		}
		return gpus;
	}

	/** The first GPU in words: {@code GPU 0: NVIDIA T4} where the driver tells its model, else {@code GPU 0}. */
	static String describe(String gpu) {
		String number = "GPU " + gpu.substring(gpu.lastIndexOf(':') + 1);
		List<String> models = models();
		return models.size() == 1 ? number + ": " + models.get(0) : number;
	}

	/** The models of the cards in this machine, each once; empty where the driver does not tell. */
	private static List<String> models() {
		if (!Files.isDirectory(NVIDIA)) {
			return List.of();
		}
		try (Stream<Path> cards = Files.list(NVIDIA)) {
			List<String> models = new ArrayList<>();
			for (Path card : cards.toList()) {
				Files.readAllLines(card.resolve("information")).stream().filter(line -> line.startsWith(MODEL))
					.map(line -> line.substring(MODEL.length()).strip()).forEach(models::add);
			}
			return models.stream().distinct().toList();
		}
		catch (IOException e) {
			return List.of();
		}
	}
}
