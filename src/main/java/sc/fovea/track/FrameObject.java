package sc.fovea.track;

/**
 * An object with its looks, which are kept only while it may still be linked.
 *
 * @param spot where and how large it is
 * @param look what it looks like
 * @param brightness ln of its contrast over the middle one of the frame
 * @param isCut whether it touches the border of the frame, so that its area is not known
 */
record FrameObject(Spot spot, Appearance look, double brightness, boolean isCut) {}
