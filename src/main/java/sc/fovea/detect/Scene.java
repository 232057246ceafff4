package sc.fovea.detect;

import java.util.Map;
import java.util.function.Function;

import sc.fovea.geometry.Box;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/**
 * One image, or one window of a large image, while a detector looks at it: its pixels, and the feature maps that all regions share, which are computed once when the
 * first part asks for one. For one thread, and for one call.
 */
public final class Scene {

	private final Tensor image;
	private final Function<Tensor, Map<String, Tensor>> trunk;
	private Map<String, Tensor> maps = Map.of();

	/**
	 * @param image normalised pixels (1, H, W, C)
	 * @param trunk computes all feature maps of an image, by name
	 * @throws ShapeException if it is not one image of at least one pixel
	 */
	public Scene(Tensor image, Function<Tensor, Map<String, Tensor>> trunk) {
		if (image.rank() != 4 || image.batch() != 1 || image.height() < 1 || image.width() < 1) {
			throw new ShapeException("scene", "one image (1, H, W, C) of at least one pixel", image.toString());
		}
		this.image = image;
		this.trunk = trunk;
	}

	/** Pixels only. @throws ShapeException as the constructor */
	public static Scene of(Tensor image) {
		return new Scene(image, pixels -> Map.of());
	}

	/** Normalised pixels (1, H, W, C). */
	public Tensor image() {
		return image;
	}

	/** The rectangle of the image: from (0, 0) to its width and height. */
	public Box bounds() {
		return Box.ofImage(image.width(), image.height());
	}

	/** A feature map (1, h, w, C). @throws ShapeException if the trunk gives none of that name */
	public Tensor map(String name) {
		if (maps.isEmpty()) {
			maps = trunk.apply(image);
		}
		Tensor map = maps.get(name);
		if (map == null) {
			throw new ShapeException(name, "a feature map of that name", "only " + maps.keySet());
		}
		return map;
	}
}
