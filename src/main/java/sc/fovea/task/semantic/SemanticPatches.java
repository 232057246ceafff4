package sc.fovea.task.semantic;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import sc.fovea.architecture.SemanticHead;
import sc.fovea.data.Sample;
import sc.fovea.train.PatchTask;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.transfer.AdaptedModel;

/** Semantic segmentation learned from patches: a score for each class behind any backbone. */
public final class SemanticPatches implements PatchTask {

	@Override
	public boolean areClasses() {
		return true;
	}

	@Override
	public Optional<String> note(LabelledSamples data) {
		return ClassNumbers.of(data.samples(), data.classes()).note();
	}

	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, BooleanSupplier cancelled) {
		ClassNumbers classes = ClassNumbers.of(data.samples(), data.classes());
		return new PreparedSetup(new SemanticSetup(advice.scoreTrunk(), classes.names()), numbered(data, classes));
	}

	/** The setup with the model's own head if it has the same classes, or else a new one on its finest features. */
	public static SemanticSetup setup(AdaptedModel source, List<String> classes) {
		boolean isSame = source.source().task() instanceof SemanticClasses own && own.classes().equals(classes);
		return new SemanticSetup(isSame ? source.network() : SemanticHead.of(source.network(), classes.size()), classes);
	}

	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, AdaptedModel source, BooleanSupplier cancelled) {
		ClassNumbers classes = ClassNumbers.of(data.samples(), data.classes());
		SemanticSetup setup = setup(source, classes.names());
		return new PreparedSetup(setup, numbered(data, classes), source.initial(setup.network(), setup.settings(), setup.classNodes()));
	}

	private static List<Sample> numbered(LabelledSamples data, ClassNumbers classes) {
		return data.samples().stream().map(classes::number).toList();
	}
}
