package sc.fovea.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import ij.ImagePlus;

import sc.fovea.backend.Backend;
import sc.fovea.explain.Explainer;
import sc.fovea.explain.GradCam;
import sc.fovea.explain.Heat;
import sc.fovea.explain.Question;
import sc.fovea.explain.RandomHead;
import sc.fovea.explain.RankCorrelation;
import sc.fovea.explain.Target;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PlaneIndex;
import sc.fovea.model.Model;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.TargetRequest;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.tile.Progress;

/** One loaded model that explains its scores, on a backend that it does not own; for one thread at a time. */
final class ModelExplainer implements AutoCloseable {

	/** Random heads with which a map is compared: one alone may be alike, or opposite, by chance. */
	static final int HEADS = 5;

	private final ExplanationSettings settings;
	private final Backend backend;
	private final Task<?> task;
	private final Predictor predictor;
	private final Map<String, Explainer> explainers = new LinkedHashMap<>();

	/**
	 * @param model of any task
	 * @param request says how much memory it may take
	 */
	ModelExplainer(ExplanationSettings settings, Backend backend, Model model, ModelRequest request) {
		this.settings = settings;
		this.backend = backend;
		this.task = Tasks.installed().of(model.task());
		this.predictor = task.open(model, backend, request.budget());
	}

	/**
	 * Explains the scores of every plane of an image.
	 *
	 * @param sink takes each explanation as soon as it is there
	 * @return number of explanations
	 * @throws IOException if the sink fails
	 * @throws IllegalArgumentException if the image or the settings do not fit the model
	 * @throws CancellationException if it was cancelled
	 */
	int explain(ImagePlus image, Progress progress, ExplanationJob.Sink sink) throws IOException {
		Hyperstack pixels = Hyperstack.of(image);
		SegmentationOptions options = settings.options().withChannel(ChannelChoice.of(settings.channel(), image, predictor.model().input().channels()));
		int planes = pixels.slices() * pixels.frames();
		int number = 0;
		for (int i = 0; i < planes; i++) {
			PlaneIndex plane = new PlaneIndex(Math.max(0, options.channel() - 1), i % pixels.slices(), i / pixels.slices());
			List<Target> all = targets(task,
				new TargetRequest(pixels, plane.z(), plane.t(), settings.label(), options, backend, new Silent(progress)));
			List<Target> chosen = settings.most() == 0 ? all : all.subList(0, Math.min(all.size(), settings.most()));
			if (chosen.size() < all.size())
				progress.note("the " + chosen.size() + " highest of " + all.size() + " scores are explained; most=0 explains all.");
			for (int k = 0; k < chosen.size(); k++) {
				sink.accept(explained(++number, plane, chosen.get(k), new int[] { pixels.width(), pixels.height() }, progress::isCancelled));
				progress.progress((long) i * chosen.size() + k + 1, (long) planes * chosen.size());
			}
		}
		return number;
	}

	private <P extends Predictor> List<Target> targets(Task<P> own, TargetRequest request) {
		@SuppressWarnings("unchecked") // a task's predictor was opened by it
		P opened = (P) predictor;
		return own.targets(opened, request);
	}

	private Explanation explained(int number, PlaneIndex plane, Target target, int[] size, BooleanSupplier isStopped) {
		Heat seen = heat(target, 0, isStopped);
		HeatPlane placed = new HeatPlane(target, size[0], size[1]);
		Heat heat = placed.placed(seen);
		Question question = target.views().get(0).question();
		String layer = settings.method() instanceof GradCam cam ? cam.layer(question) : "";
		double correlation = settings.sanity() ? correlation(target, seen, isStopped) : Double.NaN;
		return new Explanation(number, plane, target, heat, layer, settings.method().name(), placed.inside(heat), correlation);
	}

	/** Sizes are averaged: a map that a random head turns into its negative is still the same map. */
	private double correlation(Target target, Heat own, BooleanSupplier isStopped) {
		double sum = 0;
		for (int head = 1; head <= HEADS; head++) {
			double correlation = RankCorrelation.of(own.values(), heat(target, head, isStopped).values());
			sum += Double.isNaN(correlation) ? 0 : Math.abs(correlation);
		}
		return sum / HEADS;
	}

	/** The mean of the views. @param head seed of a random head; 0 for the model's own */
	private Heat heat(Target target, int head, BooleanSupplier isStopped) {
		List<Heat> maps = new ArrayList<>();
		Heat first = null;
		for (Target.View view : target.views()) {
			Heat map = explainer(view.question(), head).explain(view.question(), isStopped);
			first = first == null ? map : first;
			maps.add(view.upright(map, first.width(), first.height()));
		}
		return Heat.mean(maps);
	}

	private Explainer explainer(Question question, int head) {
		return explainers.computeIfAbsent(question.node() + " " + head, key -> {
			Network part = question.part();
			Weights own = predictor.model().weights();
			return settings.method().open(question, head == 0 ? own : RandomHead.of(part, own, head), backend);
		});
	}

	@Override
	public void close() {
		explainers.values().forEach(Explainer::close);
		predictor.close();
	}

	/** Passes on notes and whether it was cancelled, but not how far the search for objects is. */
	private record Silent(Progress progress) implements Progress {

		@Override
		public void progress(long done, long total) {}

		@Override
		public void note(String sentence) {
			progress.note(sentence);
		}

		@Override
		public boolean isCancelled() {
			return progress.isCancelled();
		}
	}
}
