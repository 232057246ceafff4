package sc.fovea.detect.proposal;

/** One sign that a window holds an object, whatever its class. For one image and one thread. */
@FunctionalInterface
interface WindowCue {

	/** How strong the sign is. @param window within the image, with an area above 0 */
	double of(PixelBox window);
}
