package sc.fovea.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;

/**
 * A model on all computers of a cluster: its archive is broadcast, and each executor loads it once.
 *
 * @param archive bytes of the archive
 * @param tasks of an executor at a time, which share its memory
 */
record SharedModel(Broadcast<byte[]> archive, int tasks) implements Serializable {

	/** Of this process, by the number of the broadcast. They stay loaded as long as the executor lives. */
	private static final ConcurrentMap<Long, Segmenter> LOADED = new ConcurrentHashMap<>();

	/** Broadcasts a model. @throws IOException if its archive cannot be written */
	static SharedModel of(JavaSparkContext spark, Model model) throws IOException {
		Path file = Files.createTempFile("fovea", ".zip");
		try {
			ModelArchive.write(model, file);
			return new SharedModel(spark.broadcast(Files.readAllBytes(file)), tasksOfAnExecutor(spark));
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private static int tasksOfAnExecutor(JavaSparkContext spark) {
		int cores = spark.isLocal()
			? spark.defaultParallelism()
			: spark.getConf().getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
		return Math.max(1, cores / spark.getConf().getInt("spark.task.cpus", 1));
	}

	/** The model in this process, ready to work. @throws UncheckedIOException if it cannot be read */
	Segmenter segmenter() {
		System.setProperty("java.awt.headless", "true");
		return LOADED.computeIfAbsent(archive.id(), id -> {
			try {
				return open();
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	private Segmenter open() throws IOException {
		Path file = Files.createTempFile("fovea", ".zip");
		try {
			Files.write(file, archive.value());
			BackendOptions device = new BackendOptions(BackendOptions.Device.ANY, 0);
			return Tasks.installed().open(ModelArchive.read(file), Platform.backends().open(device), MemoryBudget.automatic().shared(tasks), Segmenter.class);
		}
		finally {
			Files.deleteIfExists(file);
		}
	}
}
