package sc.fovea.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.NucleiScene.Clusters;
import sc.fovea.data.NucleiScene.Motion;

/**
 * One nucleus, or several that touch. Each new member is pushed against an earlier one until the outlines overlap by a sixth;
 * the overlap is then shared out by a straight line, so that members touch along a border and never overlap. A star-shaped
 * nucleus cut by lines that leave its centre inside stays star-shaped, therefore connected.
 */
final class Cluster {

	/** Distance of two centres over the sum of their radii along the line between them. */
	private static final double CONTACT = 0.84;
	/** Other members keep at least this, so that no centre is ever cut off. */
	private static final double CLOSEST = 0.75;
	private static final int TRIES = 20;
	/** Part of the cell's side over which centres are spread; less than 1, or too many come too close to each other. */
	private static final double JITTER = 0.7;

	/** Centre on the plane, pixels. */
	final double x, y;
	/** Of two clusters too close to each other, the one with the smaller priority goes: the smaller one, else by lot. */
	final long priority;
	/** Of the circle around the centre that holds all members, pixels. */
	final double reach;
	final List<Nucleus> members;
	private final double phase, turn;

	/** The cluster that a cell of the plane proposes. */
	Cluster(double cellX, double cellY, NucleiScene scene, SplittableRandom random) {
		double spacing = scene.population().spacing();
		x = cellX + spacing * (0.5 + JITTER * (random.nextDouble() - 0.5));
		y = cellY + spacing * (0.5 + JITTER * (random.nextDouble() - 0.5));
		long draw = random.nextLong();
		phase = 2 * Math.PI * random.nextDouble();
		turn = scene.motion().turn() * (2 * random.nextDouble() - 1);
		members = List.copyOf(assemble(scene, random));
		priority = ((long) members.size() << 56) + (draw >>> 8);
		double most = 0;
		for (Nucleus member : members)
			most = Math.max(most, Math.sqrt(member.x * member.x + member.y * member.y) + member.reach);
		reach = most;
	}

	/** Largest reach that a cluster of this scene can have. */
	static double mostReach(NucleiScene scene) {
		double one = Nucleus.mostReach(scene.population(), scene.morphology());
		return scene.population().clusters().members() == 1 ? one : 4 * one;
	}

	double xAt(int frame, Motion motion) {
		return x + motion.radius() * StrictMath.cos(phase + turn * frame);
	}

	double yAt(int frame, Motion motion) {
		return y + motion.radius() * StrictMath.sin(phase + turn * frame);
	}

	/**
	 * The lines that separate one member from the others: it owns (dx, dy) where dx · nx + dy · ny &lt; at, in pixels from the
	 * cluster's centre. A pair's line is always computed from its first member, so that both agree to the last bit.
	 */
	Cut[] cuts(int index) {
		Cut[] cuts = new Cut[members.size() - 1];
		for (int other = 0, i = 0; other < members.size(); other++) {
			if (other == index) continue;
			boolean first = index < other;
			Cut cut = cut(members.get(first ? index : other), members.get(first ? other : index));
			cuts[i++] = first ? cut : new Cut(cut.nx, cut.ny, cut.at, false);
		}
		return cuts;
	}

	/** A line; {@code below} says on which side of it the nucleus lies. */
	record Cut(double nx, double ny, double at, boolean below) {
		boolean owns(double dx, double dy) {
			return dx * nx + dy * ny < at == below;
		}
	}

	/** The line splits the distance of the centres in proportion to the radii along it. */
	private static Cut cut(Nucleus a, Nucleus b) {
		double dx = b.x - a.x, dy = b.y - a.y, distance = Math.sqrt(dx * dx + dy * dy);
		double angle = StrictMath.atan2(dy, dx), radius = a.radius(angle);
		double share = distance * radius / (radius + b.radius(angle + Math.PI));
		double nx = dx / distance, ny = dy / distance;
		return new Cut(nx, ny, a.x * nx + a.y * ny + share, true);
	}

	private static List<Nucleus> assemble(NucleiScene scene, SplittableRandom random) {
		Clusters clusters = scene.population().clusters();
		boolean several = random.nextDouble() < clusters.share() && clusters.members() > 1;
		int count = several ? random.nextInt(2, clusters.members() + 1) : 1;
		List<Nucleus> members = new ArrayList<>();
		members.add(new Nucleus(scene.population(), scene.morphology(), random));
		for (int attempt = 0; members.size() < count && attempt < TRIES * count; attempt++) {
			Nucleus placed = against(members.get(random.nextInt(members.size())),
				new Nucleus(scene.population(), scene.morphology(), random), 2 * Math.PI * random.nextDouble());
			if (fits(placed, members, mostReach(scene))) members.add(placed);
		}
		return members;
	}

	private static Nucleus against(Nucleus parent, Nucleus child, double angle) {
		double distance = CONTACT * (parent.radius(angle) + child.radius(angle + Math.PI));
		return child.movedTo(parent.x + distance * StrictMath.cos(angle), parent.y + distance * StrictMath.sin(angle));
	}

	private static boolean fits(Nucleus placed, List<Nucleus> members, double most) {
		if (Math.sqrt(placed.x * placed.x + placed.y * placed.y) + placed.reach > most) return false;
		for (Nucleus member : members) {
			double dx = placed.x - member.x, dy = placed.y - member.y, angle = StrictMath.atan2(dy, dx);
			double least = CLOSEST * (member.radius(angle) + placed.radius(angle + Math.PI));
			if (dx * dx + dy * dy < least * least) return false;
		}
		return true;
	}
}
