package sc.fovea.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** The nuclei of a film: where each is in each frame, on a field that is larger than the picture; what leaves it on one side enters on the other as another nucleus. */
final class FilmPopulation {

	/** The mean length of a normal step in the plane over its standard deviation along an axis, √(π/2). */
	private static final double MEAN_OF_RAYLEIGH = 1.2533141373155003;
	/** Diameter of a daughter over that of its mother: half the area. */
	private static final double DAUGHTER = 0.71;
	private static final int FRAMES_TO_GROW = 20;
	/** A nucleus about to divide rounds up: it is smaller and brighter. */
	private static final double ROUNDED = 0.95;
	private static final double CONDENSED = 1.2;
	private static final double TURN = 0.06;
	/** How near two nuclei come, over the sum of their radii. */
	private static final double CONTACT = 0.95;
	private static final int PUSHES = 4;
	private static final int TRIES = 50;

	private final FilmScene scene;
	private final NucleiFilm.Size size;
	private final SplittableRandom random;
	private final double margin;
	private final List<Cell> cells = new ArrayList<>();
	private int count;

	FilmPopulation(FilmScene scene, NucleiFilm.Size size, SplittableRandom random) {
		this.scene = scene;
		this.size = size;
		this.random = random;
		this.margin = scene.look().population().diameter();
	}

	/** One nucleus as it lives. */
	private static final class Cell {

		private final int number;
		private final int mother;
		private final Nucleus shape;
		private final boolean crosses;
		private double x;
		private double y;
		private double stepX;
		private double stepY;
		private double turn;
		private double scale = 1;
		/** Enlargement at birth and when it is grown. */
		private double born = 1;
		private double grown = 1;
		private int age;
		private boolean divides;

		Cell(int number, int mother, Nucleus shape, boolean crosses) {
			this.number = number;
			this.mother = mother;
			this.shape = shape;
			this.crosses = crosses;
		}

		double radius() {
			return scale * shape.meanRadius();
		}
	}

	/** For each frame the nuclei, those that cross above the others. */
	List<List<FilmNucleus>> frames() {
		double share = (size.width() + 2 * margin) * (size.height() + 2 * margin) / ((double) size.width() * size.height());
		int all = (int) Math.round(scene.nuclei() * share);
		for (int i = 0; i < all; i++) {
			Cell cell = place();
			cell.age = random.nextInt(2 * FRAMES_TO_GROW);
			cells.add(cell);
		}
		List<List<FilmNucleus>> frames = new ArrayList<>();
		for (int t = 0; t < size.frames(); t++) {
			if (t > 0) step();
			cells.forEach(cell -> cell.divides = random.nextDouble() < scene.events().divisions() && cell.age > FRAMES_TO_GROW / 2);
			boolean isDark = random.nextDouble() < scene.events().dark();
			List<FilmNucleus> frame = new ArrayList<>();
			for (Cell cell : inOrder()) {
				boolean isMissing = random.nextDouble() < scene.events().missing();
				if (!isDark && !isMissing) frame.add(snapshot(cell));
			}
			frames.add(frame);
		}
		return frames;
	}

	private List<Cell> inOrder() {
		return cells.stream().sorted(Comparator.comparing((Cell cell) -> cell.crosses).thenComparing(cell -> cell.number)).toList();
	}

	private FilmNucleus snapshot(Cell cell) {
		double flicker = 1 + 0.05 * gaussian();
		double scale = cell.scale * (cell.divides ? ROUNDED : 1);
		return new FilmNucleus(cell.number, cell.mother, cell.shape,
			new FilmNucleus.Pose(cell.x, cell.y, cell.turn, scale, flicker * (cell.divides ? CONDENSED : 1)));
	}

	private Cell born(int mother) {
		return new Cell(++count, mother, new Nucleus(scene.look().population(), scene.look().morphology(), random),
			random.nextDouble() < scene.events().crossings());
	}

	/** A nucleus where there is room. */
	private Cell place() {
		Cell cell = born(0);
		for (int i = 0; i < TRIES; i++) {
			cell.x = -margin + random.nextDouble() * (size.width() + 2 * margin);
			cell.y = -margin + random.nextDouble() * (size.height() + 2 * margin);
			if (cells.stream().noneMatch(other -> distance(cell, other) < CONTACT * (cell.radius() + other.radius()))) break;
		}
		cell.stepX = step(scene.motion().speed());
		cell.stepY = step(scene.motion().speed());
		return cell;
	}

	private double step(double speed) {
		return speed / MEAN_OF_RAYLEIGH * gaussian();
	}

	private void step() {
		for (Cell cell : List.copyOf(cells)) {
			if (cell.divides) divide(cell);
		}
		FilmScene.Motion motion = scene.motion();
		double change = Math.sqrt(1 - motion.persistence() * motion.persistence());
		for (Cell cell : cells) {
			cell.stepX = motion.persistence() * cell.stepX + change * step(motion.speed());
			cell.stepY = motion.persistence() * cell.stepY + change * step(motion.speed());
			cell.x += cell.stepX + motion.driftX();
			cell.y += cell.stepY + motion.driftY();
			cell.turn += TURN * gaussian();
			cell.age++;
			if (cell.mother != 0) cell.scale = cell.born + (cell.grown - cell.born) * Math.min(1, (double) cell.age / FRAMES_TO_GROW);
		}
		for (int i = 0; i < PUSHES; i++) {
			pushApart();
		}
		enter();
	}

	private void divide(Cell mother) {
		cells.remove(mother);
		double axis = 2 * Math.PI * random.nextDouble();
		for (int side = -1; side <= 1; side += 2) {
			Cell daughter = born(mother.number);
			double sizes = mother.shape.meanRadius() / daughter.shape.meanRadius();
			daughter.born = DAUGHTER * mother.scale * sizes;
			daughter.grown = mother.grown * sizes;
			daughter.scale = daughter.born;
			double away = side * CONTACT * daughter.radius();
			daughter.x = mother.x + away * StrictMath.cos(axis);
			daughter.y = mother.y + away * StrictMath.sin(axis);
			daughter.stepX = mother.stepX;
			daughter.stepY = mother.stepY;
			cells.add(daughter);
		}
	}

	private void pushApart() {
		for (int i = 0; i < cells.size(); i++) {
			for (int j = i + 1; j < cells.size(); j++) {
				push(cells.get(i), cells.get(j));
			}
		}
	}

	private static void push(Cell a, Cell b) {
		if (a.crosses || b.crosses) return;
		double distance = distance(a, b), least = CONTACT * (a.radius() + b.radius());
		if (distance >= least || distance == 0) return;
		double part = (least - distance) / 2 / distance, dx = part * (b.x - a.x), dy = part * (b.y - a.y);
		a.x -= dx;
		a.y -= dy;
		b.x += dx;
		b.y += dy;
	}

	private static double distance(Cell a, Cell b) {
		return Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
	}

	/** What left the field is replaced by another nucleus on the other side. */
	private void enter() {
		for (int i = 0; i < cells.size(); i++) {
			Cell old = cells.get(i);
			double x = wrapped(old.x, size.width()), y = wrapped(old.y, size.height());
			if (x == old.x && y == old.y) continue;
			Cell other = born(0);
			other.x = x;
			other.y = y;
			other.stepX = old.stepX;
			other.stepY = old.stepY;
			other.age = FRAMES_TO_GROW;
			cells.set(i, other);
		}
	}

	private double wrapped(double at, int length) {
		double field = length + 2 * margin;
		if (at < -margin) return at + field;
		return at > length + margin ? at - field : at;
	}

	/** Roughly normal with variance 1: the scaled sum of four uniform numbers. */
	private double gaussian() {
		return (random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2) * Math.sqrt(3);
	}
}
