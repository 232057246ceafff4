package sc.fovea.tile;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;

/** One run over one image: knows how large tiles may still be and how much is done. */
final class TilePass {

	private final Runner runner;
	private final TilePlan plan;
	private final TileSource source;
	private final TileSink sink;
	private final Progress progress;
	private Size limit;
	private long done;

	TilePass(Runner runner, TilePlan plan, TileSource source, TileSink sink, Progress progress) {
		this.runner = runner;
		this.plan = plan;
		this.source = source;
		this.sink = sink;
		this.progress = progress;
		this.limit = plan.core();
	}

	void run() {
		for (long i = 0; i < plan.count(); i++) {
			deliver(plan.tile(i));
		}
	}

	private void deliver(Tile tile) {
		if (tile.width() > limit.width() || tile.height() > limit.height()) {
			plan.split(tile, limit).forEach(this::deliver);
			return;
		}
		if (progress.isCancelled()) {
			throw new CancellationException("Stopped after " + done + " of " + total() + " pixels.");
		}
		Optional<Map<String, Tensor>> answers = answers(tile);
		if (answers.isPresent()) {
			sink.accept(tile, answers.get());
			done += tile.core().area();
			progress.progress(done, total());
		}
		else {
			deliver(tile);
		}
	}

	/** The answers, or nothing after the limit was halved because memory ran out; the sink is not part of this, or a tile might come twice. */
	private Optional<Map<String, Tensor>> answers(Tile tile) {
		try {
			Region read = tile.read();
			Tensor input = Tensor.zeros(1, read.height(), read.width(), source.channels());
			source.read(read, input.data());
			return Optional.of(plan.cut(tile, runner.run(Map.of(runner.network().inputs().keySet().iterator().next(), input))));
		}
		catch (OutOfMemoryException | OutOfMemoryError e) {
			halve(tile, e);
			return Optional.empty();
		}
	}

	private void halve(Tile tile, Throwable cause) {
		Size half = plan.half(tile);
		if (half.width() >= tile.width() && half.height() >= tile.height()) {
			throw new BackendException("Expected enough memory for a tile of " + tile.core() + " that reads " + tile.read()
				+ ", got too little even for this, the smallest that is possible.", cause);
		}
		limit = half;
	}

	private long total() {
		return source.width() * source.height();
	}
}
