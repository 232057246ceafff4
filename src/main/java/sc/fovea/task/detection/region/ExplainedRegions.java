package sc.fovea.task.detection.region;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.detect.RegionViews;
import sc.fovea.detect.RegionWarp;
import sc.fovea.explain.PlaneWindows;
import sc.fovea.explain.Question;
import sc.fovea.explain.Seed;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.model.Model;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Tensor;
import sc.fovea.predict.Detection;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * The score that the head of a region detector gives to a box as a region. What the box was before it was refined no longer counts, so that its score here may differ
 * from the one that was found.
 *
 * @param model by regions
 * @param plane normalised, as the network sees it
 * @param scale pixels that the network sees per pixel of the image
 */
public record ExplainedRegions(Model model, TileSource plane, double scale) {

	/** The score of a box that was found. */
	public Target target(Detection found) {
		Regions settings = (Regions) model.task();
		Network network = model.network();
		String node = Question.beforeActivation(network, settings.heads().scores());
		int channel = settings.classes().indexOf(found.label()) + (settings.hasBackground(network) ? 1 : 0);
		Box box = found.box().scale(scale).intersection(new Box(0, 0, plane.width(), plane.height()));
		return settings.look() instanceof RegionLook.Shared shared
			? shared(found, new Place(node, Seed.channel(channel), box), shared)
			: warped(found, new Place(node, Seed.channel(channel), box), (RegionLook.Warped) settings.look());
	}

	/** Which score, and the box in pixels that the network sees. */
	private record Place(String node, Seed seed, Box box) {}

	private Target shared(Detection found, Place place, RegionLook.Shared look) {
		Network trunk = model.network().upTo(look.features());
		Box seen = place.box();
		for (RegionLook.View view : look.views()) {
			seen = seen.bounds(new RegionViews.View(view.input(), view.left(), view.top(), view.right(), view.bottom()).of(place.box()));
		}
		// Values between the cells at the edge are interpolated with the next ones.
		int cell = new ReceptiveField(trunk).grids(Axis.X).get(look.features()).in();
		Box grown = new Box(seen.x() - cell, seen.y() - cell, seen.width() + 2 * cell, seen.height() + 2 * cell).scale(1 / scale);
		PlaneWindows.Window window = PlaneWindows.of(trunk, plane, scale).around(grown.x() < 0 || grown.y() < 0 ? cut(grown) : grown);
		Map<String, Tensor> inputs = new HashMap<>(RegionFeatures.regions(look, List.of(List.of(window.local(found.box())))));
		inputs.keySet().retainAll(model.network().upTo(place.node()).inputs().keySet());
		inputs.put(model.imageInput(), window.pixels());
		return target(found, new Question(model.network(), place.node(), place.seed(), inputs, model.imageInput()), window.frame());
	}

	private static Box cut(Box box) {
		return box.intersection(new Box(0, 0, Math.max(1, box.right()), Math.max(1, box.bottom())));
	}

	/** The network sees the box alone, stretched, with a rim of what is around it. */
	private Target warped(Detection found, Place place, RegionLook.Warped look) {
		Tensor pixels = Tensor.zeros(1, Math.toIntExact(plane.height()), Math.toIntExact(plane.width()), plane.channels());
		plane.read(new Region(0, 0, pixels.width(), pixels.height()), pixels.data());
		Tensor crop = new RegionWarp(look.size(), look.context()).warp(pixels, List.of(place.box()));
		double rim = look.context() / (double) (look.size() - 2 * look.context());
		Box box = place.box();
		Box frame = new Box(box.x() - rim * box.width(), box.y() - rim * box.height(), (1 + 2 * rim) * box.width(), (1 + 2 * rim) * box.height());
		return target(found, new Question(model.network(), place.node(), place.seed(), Map.of(look.input(), crop), look.input()), frame.scale(1 / scale));
	}

	private static Target target(Detection found, Question question, Box frame) {
		return new Target(found.label(), found.score(), Optional.of(found.box()), Optional.empty(), List.of(Target.View.plain(question)), frame);
	}
}
