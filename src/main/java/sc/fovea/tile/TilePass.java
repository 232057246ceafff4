package sc.fovea.tile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;

/**
 * One run over one image: knows how large tiles may still be and how much is done. While the network works on a tile, on another
 * thread, the next one is read and the answer of the one before is delivered.
 */
final class TilePass {

	/** A tile that takes longer is the last of its size: whoever cancels waits for the end of one, half of it on average. */
	private static final long LONGEST_NANOS = 1_500_000_000L;

	private final Runner runner;
	private final TilePlan plan;
	private final List<Tile> tiles;
	private final TileSource source;
	private final TileSink sink;
	private final Progress progress;
	/** The end of all that was started; one tile after the other, as memory is planned for one. */
	private CompletableFuture<Map<String, Tensor>> latest = CompletableFuture.completedFuture(Map.of());
	private Size limit;
	private long done;
	/** How long the network took for the last tile; written before its answers are there. */
	private long nanos;

	/** A tile that the network works on. */
	private record Started(Tile tile, CompletableFuture<Map<String, Tensor>> answers) {}

	/** A tile with the network's answers, not yet cut. */
	private record Answered(Tile tile, Map<String, Tensor> answers) {}

	/** All tiles of the plan. */
	TilePass(Runner runner, TilePlan plan, TileSource source, TileSink sink, Progress progress) {
		this(runner, plan, plan.all(), source, sink, progress);
	}

	/** @param tiles some of the plan */
	TilePass(Runner runner, TilePlan plan, List<Tile> tiles, TileSource source, TileSink sink, Progress progress) {
		this.runner = runner;
		this.plan = plan;
		this.tiles = tiles;
		this.source = source;
		this.sink = sink;
		this.progress = progress;
		this.limit = plan.core();
	}

	void run() {
		try {
			Optional<Started> running = Optional.empty();
			for (Tile tile : tiles) {
				Optional<Tensor> input = exceedsLimit(tile) ? Optional.empty() : read(tile);
				Optional<Answered> answered = running.flatMap(this::await);
				running = input.filter(read -> !exceedsLimit(tile)).map(read -> start(tile, read, thread()));
				answered.ifPresent(this::finish);
				if (running.isEmpty()) {
					deliver(tile);
				}
			}
			running.flatMap(this::await).ifPresent(this::finish);
		}
		finally {
			// After an error the network may still be at work, but the caller is free to close it.
			latest.handle((answers, failure) -> Map.of()).join();
		}
	}

	/** Beside an only tile there is nothing to do; and several images at a time must not wait for the few threads of a common pool. */
	private Executor thread() {
		return tiles.size() == 1 ? Runnable::run : TilePass::onNewThread;
	}

	private static void onNewThread(Runnable work) {
		Thread thread = new Thread(work, "fovea-network");
		thread.setDaemon(true);
		thread.start();
	}

	private boolean exceedsLimit(Tile tile) {
		return tile.width() > limit.width() || tile.height() > limit.height();
	}

	/** Delivers a tile before anything else is started, in parts if it is too large. */
	private void deliver(Tile tile) {
		if (exceedsLimit(tile)) {
			plan.split(tile, limit).forEach(this::deliver);
			return;
		}
		Optional<Started> started = read(tile).map(input -> start(tile, input, Runnable::run));
		started.flatMap(this::await).ifPresent(this::finish);
		if (started.isEmpty()) {
			deliver(tile);
		}
	}

	/** What the network sees, or nothing after the limit was halved because memory ran out. */
	private Optional<Tensor> read(Tile tile) {
		try {
			Region read = tile.read();
			Tensor input = Tensor.zeros(1, read.height(), read.width(), source.channels());
			long start = System.nanoTime();
			source.read(read, input.data());
			progress.spent(Phase.SCALE, System.nanoTime() - start);
			return Optional.of(input);
		}
		catch (OutOfMemoryError e) {
			halve(tile, e);
			return Optional.empty();
		}
	}

	private Started start(Tile tile, Tensor input, Executor thread) {
		if (progress.isCancelled()) {
			throw new CancellationException("Stopped after " + done + " of " + total() + " pixels.");
		}
		Map<String, Tensor> inputs = Map.of(runner.network().inputs().keySet().iterator().next(), input);
		latest = latest.handleAsync((before, failure) -> timed(inputs), thread);
		return new Started(tile, latest);
	}

	private Map<String, Tensor> timed(Map<String, Tensor> inputs) {
		long start = System.nanoTime();
		Map<String, Tensor> answers = runner.run(inputs);
		nanos = System.nanoTime() - start;
		progress.spent(Phase.NETWORK, nanos);
		int[] read = inputs.values().iterator().next().shape();
		progress.calculated(Work.multiplyAdds(runner.network(), new Shape(read[1], read[2], read[3])));
		return answers;
	}

	/** The answers, or nothing after memory ran out and the tile was delivered in parts. */
	private Optional<Answered> await(Started started) {
		try {
			Map<String, Tensor> answers = started.answers().join();
			if (nanos > LONGEST_NANOS) {
				limit = plan.shorter(started.tile(), limit);
			}
			return Optional.of(new Answered(started.tile(), answers));
		}
		catch (CompletionException e) {
			if (!(e.getCause() instanceof OutOfMemoryException) && !(e.getCause() instanceof OutOfMemoryError)) {
				throw unchecked(e.getCause());
			}
			halve(started.tile(), e.getCause());
			deliver(started.tile());
			return Optional.empty();
		}
	}

	private static RuntimeException unchecked(Throwable cause) {
		if (cause instanceof Error error) {
			throw error;
		}
		return (RuntimeException) cause;
	}

	/** Gives the answers to the sink, which is not part of the hunt for memory, or a tile might come twice. */
	private void finish(Answered answered) {
		Tile tile = answered.tile();
		Optional<Map<String, Tensor>> answers = cut(answered);
		if (answers.isPresent()) {
			long start = System.nanoTime();
			sink.accept(tile, answers.get());
			progress.spent(Phase.AFTER, System.nanoTime() - start);
			done += tile.core().area();
			progress.progress(done, total());
		}
		else {
			deliver(tile);
		}
	}

	private Optional<Map<String, Tensor>> cut(Answered answered) {
		try {
			return Optional.of(plan.cut(answered.tile(), answered.answers()));
		}
		catch (OutOfMemoryError e) {
			halve(answered.tile(), e);
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
		return tiles.stream().mapToLong(tile -> tile.core().area()).sum();
	}
}
