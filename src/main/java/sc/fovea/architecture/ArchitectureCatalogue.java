package sc.fovea.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import sc.fovea.plugin.Plugins;
import sc.fovea.plugin.Spelling;

/**
 * The architectures that users may name: those of Fovea and of plugins.
 *
 * @param architectures by name
 */
public record ArchitectureCatalogue(Map<String, Architecture> architectures) {

	/** Of all plugins. */
	public static ArchitectureCatalogue installed() {
		Map<String, Architecture> found = new TreeMap<>();
		Plugins.of(Architecture.class).forEach(a -> found.putIfAbsent(a.name(), a));
		return new ArchitectureCatalogue(found);
	}

	/** Names to choose from. */
	public Set<String> names() {
		return architectures.keySet();
	}

	/** An architecture by name. @throws IllegalArgumentException with one sentence, if there is none of that name */
	public Architecture named(String name) {
		Architecture found = architectures.get(name);
		if (found == null) {
			String nearest = Spelling.nearest(name, names()).map(near -> " Did you mean '" + near + "'?").orElse("");
			throw new IllegalArgumentException("\"architecture\" must be one of " + String.join(", ", names()) + ", but is \"" + name + "\"." + nearest);
		}
		return found;
	}
}
