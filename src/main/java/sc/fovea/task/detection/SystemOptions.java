package sc.fovea.task.detection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fovea.plugin.Plugins;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.PretrainedOption;
import sc.fovea.train.PatchTask;

/** The options of a training for detection: which of the installed systems finds the boxes, and what these systems let choose. */
final class SystemOptions {

	private static final List<DetectionSystem> SYSTEMS = Plugins.of(DetectionSystem.class);

	private static final Option SYSTEM = Option.choice("system", "System",
		"Detection: how boxes are found. " + SYSTEMS.stream().map(system -> system.name() + ": " + system.description()).collect(Collectors.joining("; "))
			+ ".",
		SYSTEMS.stream().map(DetectionSystem::name).toArray(String[]::new));

	/** All of them. */
	static final List<Option> OPTIONS = all();

	private SystemOptions() {}

	/** The system, and each option of a system once. */
	private static List<Option> all() {
		List<Option> all = new ArrayList<>(List.of(SYSTEM));
		Set<String> seen = new HashSet<>();
		SYSTEMS.forEach(system -> system.options().stream().filter(option -> seen.add(option.name())).forEach(all::add));
		return List.copyOf(all);
	}

	/** What is learned. @throws IllegalArgumentException if there is no such system, or an option does not fit it */
	static PatchTask task(OptionValues options) {
		String name = options.text(SYSTEM.name());
		DetectionSystem system = SYSTEMS.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
			"\"system\" must be one of " + String.join(", ", SYSTEM.choices()) + ", but is \"" + name + "\"."));
		OPTIONS.stream().skip(1).filter(option -> options.isSet(option) && !has(system, option)).findFirst().ifPresent(option -> {
			throw new IllegalArgumentException("\"" + option.name() + "\" is for " + having(option) + ", but \"system\" is " + name + ".");
		});
		return system.training(options.of(system.options()));
	}

	private static boolean has(DetectionSystem system, Option option) {
		return system.options().stream().anyMatch(own -> own.name().equals(option.name()));
	}

	private static String having(Option option) {
		return SYSTEMS.stream().filter(system -> has(system, option)).map(DetectionSystem::name).collect(Collectors.joining(", "));
	}
}
