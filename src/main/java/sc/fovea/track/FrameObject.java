package sc.fovea.track;

/**
 * An object with its looks, which are kept only while it may still be linked.
 *
 * @param spot where and how large it is
 * @param look what it looks like
 */
record FrameObject(Spot spot, Appearance look) {}
