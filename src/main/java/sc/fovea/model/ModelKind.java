package sc.fovea.model;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

/**
 * A kind of model: says which settings its manifests hold. The plugin type of tasks extends it ({@code sc.fovea.task.Task}), so that a model can be read of a task that
 * only a plugin knows.
 */
public interface ModelKind extends SciJavaPlugin {

	/** Records of the settings; the simple name of each stands in manifests as {@code kind}. */
	List<Class<? extends TaskSettings>> settings();
}
