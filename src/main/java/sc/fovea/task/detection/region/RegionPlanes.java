package sc.fovea.task.detection.region;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import sc.fovea.detect.Proposer;
import sc.fovea.detect.RegionDetector;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;
import sc.fovea.net.Tensor;
import sc.fovea.predict.PlaneDetector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** Finds boxes by regions, window by window, in images of any size; memory is needed for one window at a time. */
public final class RegionPlanes implements PlaneDetector {

	private final Regions settings;
	private final RegionNetwork network;
	private final Proposer proposer;

	/** @param network is closed with this @param proposer where to look in a scene */
	public RegionPlanes(Regions settings, RegionNetwork network, Proposer proposer) {
		this.settings = settings;
		this.network = network;
		this.proposer = proposer;
	}

	@Override
	public List<String> classes() {
		return settings.classes();
	}

	@Override
	public double leastScore() {
		return settings.limits().score();
	}

	@Override
	public List<ScoredBox> detect(TileSource source, SegmentationOptions options, Progress progress) {
		Regions.Limits limits = settings.with(options).limits();
		RegionDetector detector = network.detector(proposer, limits);
		List<Windows.Part> parts = new Windows(limits.window()).of(source.width(), source.height());
		List<ScoredBox> found = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + i + " of " + parts.size() + " parts of the image.");
			Windows.Part part = parts.get(i);
			for (ScoredBox box : detector.detect(network.scene(pixels(source, part.seen()), progress))) {
				Box moved = box.box().translate(part.seen().x(), part.seen().y());
				if (parts.size() == 1 || part.accepts(moved)) found.add(box.at(moved));
			}
			progress.progress(i + 1, parts.size());
		}
		return Suppression.greedy(limits.maximumIou()).apply(found);
	}

	private static Tensor pixels(TileSource source, Region seen) {
		Tensor pixels = Tensor.zeros(1, seen.height(), seen.width(), source.channels());
		source.read(seen, pixels.data());
		return pixels;
	}

	@Override
	public void close() {
		network.close();
	}
}
