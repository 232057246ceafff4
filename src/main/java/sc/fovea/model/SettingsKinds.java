package sc.fovea.model;

import java.util.Map;
import java.util.TreeMap;

import sc.fovea.plugin.Plugins;

/** The settings of all kinds of models that are installed: only these records are made of a file, so that a file can name no other class. */
final class SettingsKinds {

	private static final Map<String, Class<? extends TaskSettings>> INSTALLED = installed();

	private SettingsKinds() {}

	private static Map<String, Class<? extends TaskSettings>> installed() {
		Map<String, Class<? extends TaskSettings>> kinds = new TreeMap<>();
		Plugins.of(ModelKind.class).forEach(kind -> kind.settings().forEach(type -> kinds.putIfAbsent(type.getSimpleName(), type)));
		return Map.copyOf(kinds);
	}

	/** The record of a name. @throws IllegalArgumentException if there is none, naming what is there */
	static Class<? extends TaskSettings> named(Object kind) {
		Class<? extends TaskSettings> type = kind instanceof String name ? INSTALLED.get(name) : null;
		if (type == null) {
			throw new IllegalArgumentException("Expected a model of one of the kinds " + new TreeMap<>(INSTALLED).keySet() + ", got " + RecordTree.shown(kind)
				+ "; another kind needs the plugin that brings it, or a newer version of Fovea.");
		}
		return type;
	}
}
