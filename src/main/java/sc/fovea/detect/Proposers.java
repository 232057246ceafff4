package sc.fovea.detect;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import sc.fovea.plugin.Plugins;
import sc.fovea.plugin.Spelling;

/**
 * Ways to propose regions that users and models may name.
 *
 * @param factories by name
 */
public record Proposers(List<ProposerFactory> factories) implements Function<String, Proposer> {

	/** Sorts them by name. @throws IllegalArgumentException if two have the same name */
	public Proposers {
		factories = factories.stream().sorted(Comparator.comparing(ProposerFactory::name)).toList();
		Set<String> taken = new HashSet<>();
		for (ProposerFactory factory : factories) {
			if (!taken.add(factory.name())) {
				throw new IllegalArgumentException("Two ways to propose regions are called '" + factory.name() + "': one of them is "
					+ factory.getClass().getName() + ".");
			}
		}
	}

	/** Fovea's own and those of plugins. @throws IllegalArgumentException if two have the same name */
	public static Proposers installed() {
		return new Proposers(Plugins.of(ProposerFactory.class));
	}

	/** Their names, sorted. */
	public List<String> names() {
		return factories.stream().map(ProposerFactory::name).toList();
	}

	/** The one of a name. @throws IllegalArgumentException if there is none, listing the names */
	@Override
	public Proposer apply(String name) {
		return factories.stream().filter(factory -> factory.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
			"Expected one of the proposers " + String.join(", ", names()) + ", got '" + name + "'."
				+ Spelling.nearest(name, names()).map(nearest -> " Did you mean '" + nearest + "'?").orElse("")))
			.create();
	}
}
