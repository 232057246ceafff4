package sc.fovea.data;

/**
 * A nucleus in a frame of a film.
 *
 * @param number of the nucleus, from 1; the same in all frames
 * @param mother number of the nucleus that it stems from; 0 for none
 * @param shape outline and texture
 * @param pose where and how it lies
 */
record FilmNucleus(int number, int mother, Nucleus shape, Pose pose) {

	/**
	 * Where and how a nucleus lies.
	 *
	 * @param x of its centre, pixels
	 * @param y of its centre
	 * @param turn by which its shape is turned, radians
	 * @param scale by which its shape is enlarged
	 * @param brightness by which its light is multiplied
	 */
	record Pose(double x, double y, double turn, double scale, double brightness) {}

	/** Draws light and id; what is drawn before is covered. @return how many pixels it has, also outside of the canvas */
	int draw(Canvas canvas, int id) {
		double reach = shape.reach * pose.scale();
		double cosine = StrictMath.cos(pose.turn()), sine = StrictMath.sin(pose.turn());
		int count = 0;
		for (int y = (int) Math.floor(pose.y() - reach); y <= pose.y() + reach; y++) {
			for (int x = (int) Math.floor(pose.x() - reach); x <= pose.x() + reach; x++) {
				double dx = x + 0.5 - pose.x(), dy = y + 0.5 - pose.y();
				double u = (cosine * dx + sine * dy) / pose.scale(), v = (cosine * dy - sine * dx) / pose.scale();
				double distance = Math.sqrt(u * u + v * v);
				if (distance >= shape.reach) continue;
				double depth = distance / shape.radius(StrictMath.atan2(v, u));
				if (depth >= 1) continue;
				count++;
				canvas.set(x, y, (float) (pose.brightness() * shape.emission(u, v, depth)), id);
			}
		}
		return count;
	}
}
