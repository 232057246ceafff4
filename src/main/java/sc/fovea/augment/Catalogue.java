package sc.fovea.augment;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The augmentations that recipes may name: Fovea's own and those of others.
 *
 * <pre>{@code
 * Catalogue catalogue = Catalogue.with(pluginService.createInstancesOfType(AugmentationFactory.class));
 * }</pre>
 *
 * @param factories by name
 */
public record Catalogue(Map<String, AugmentationFactory> factories) {

	private static final List<AugmentationFactory> OWN = List.of(Flip.horizontal(), Flip.vertical(), Flip.slices(), QuarterTurns.turns(),
		QuarterTurns.symmetry(), Rotation.factory(), Translation.factory(), Scale.factory(), Shear.factory(), Crop.factory(), Elastic.factory(),
		Gain.brightness(), Contrast.factory(), Gain.factory(), Gamma.factory(), ColourJitter.factory(), Grayscale.factory(), StainJitter.factory(),
		Inversion.factory(), Illumination.factory(), Blur.factory(), GaussianNoise.factory(), PoissonNoise.factory(), ChannelDrop.factory(),
		ChannelShuffle.factory(), Cutout.factory(), Mosaic.factory(), Mixup.factory());

	/** Copies the map, keeping its order. */
	public Catalogue {
		factories = Collections.unmodifiableMap(new LinkedHashMap<>(factories));
	}

	/** Fovea's own. */
	public static Catalogue own() {
		return with(List.of());
	}

	/**
	 * Fovea's own and others.
	 *
	 * @throws IllegalArgumentException if two have the same name, or a name is not made of small letters, digits and underscores
	 */
	public static Catalogue with(Collection<? extends AugmentationFactory> others) {
		Map<String, AugmentationFactory> factories = new LinkedHashMap<>();
		Stream.concat(OWN.stream(), others.stream()).forEach(factory -> {
			if (!factory.name().matches("[a-z][a-z0-9_]*")) {
				throw new IllegalArgumentException("Expected a name of small letters, digits and underscores, got '" + factory.name() + "' of "
					+ factory.getClass().getName() + ".");
			}
			if (factories.put(factory.name(), factory) != null) {
				throw new IllegalArgumentException("Expected each augmentation once, got '" + factory.name() + "' twice, last of "
					+ factory.getClass().getName() + ".");
			}
		});
		return new Catalogue(factories);
	}

	/** The factory of a name. @throws IllegalArgumentException if there is none */
	public AugmentationFactory named(String name) {
		AugmentationFactory factory = factories.get(name);
		if (factory == null) {
			throw new IllegalArgumentException("Expected one of " + factories.keySet() + ", got '" + name + "'.");
		}
		return factory;
	}
}
