package sc.fovea.backend;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The libraries that are installed, of which one is chosen by what it can do and by name.
 *
 * <pre>{@code
 * Backend backend = backends.open(BackendOptions.cpu());                       // the first that runs networks
 * Backend other = backends.open(BackendOptions.cpu().with("reference"));       // the one of that name
 * TrainingBackend learning = backends.openTraining(BackendOptions.cpu());      // the first that can train
 * }</pre>
 *
 * @param providers in the order in which they are preferred
 */
public record Backends(List<BackendProvider> providers) {

	/** Copies the list. */
	public Backends {
		providers = List.copyOf(providers);
	}

	/** Names to choose from. */
	public List<String> names() {
		return providers.stream().map(BackendProvider::name).toList();
	}

	/**
	 * A library that runs networks.
	 *
	 * @throws IllegalArgumentException if there is none of the name that is asked for
	 * @throws BackendException if there is none at all, it cannot be loaded, or a device that was demanded does not exist
	 */
	public Backend open(BackendOptions options) {
		return chosen(options, provider -> true, "runs networks").open(options);
	}

	/**
	 * A library that can train.
	 *
	 * @throws IllegalArgumentException if there is none of the name that is asked for, or that one only runs networks
	 * @throws BackendException if no library can train, it cannot be loaded, or a device that was demanded does not exist
	 */
	public TrainingBackend openTraining(BackendOptions options) {
		BackendProvider provider = chosen(options, BackendProvider::canTrain, "trains networks");
		Backend backend = provider.open(options);
		if (backend instanceof TrainingBackend training) return training;
		backend.close();
		throw new BackendException("Expected a library that trains networks, as '" + provider.name() + "' says of itself, got one that only runs them.");
	}

	private BackendProvider chosen(BackendOptions options, Predicate<BackendProvider> isAble, String ability) {
		Optional<BackendProvider> found = providers.stream().filter(p -> options.isAutomatic() ? isAble.test(p) : p.name().equals(options.name())).findFirst();
		if (found.filter(isAble).isPresent()) return found.get();
		if (options.isAutomatic()) throw new BackendException("Expected a library that " + ability + " among the installed jars, got " + list() + ".");
		String fitting = providers.stream().filter(isAble).map(BackendProvider::name).collect(Collectors.joining(", "));
		throw new IllegalArgumentException(
			"\"backend\" must be the name of one that " + ability + ", " + (fitting.isEmpty() ? "of which there is none" : fitting)
				+ ", but is \"" + options.name() + "\"; installed are " + list() + ".");
	}

	private String list() {
		if (providers.isEmpty()) return "none: Fovea is not installed completely";
		return providers.stream().map(p -> p.name() + (p.canTrain() ? "" : " (runs only)")).collect(Collectors.joining(", "));
	}
}
