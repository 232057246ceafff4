package sc.fovea.task.instance;

import java.util.function.BooleanSupplier;

import sc.fovea.architecture.StarHeads;
import sc.fovea.model.Model;
import sc.fovea.predict.scale.LearnedSize;
import sc.fovea.train.PatchTask;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.transfer.AdaptedModel;
import sc.fovea.train.transfer.InitialWeights;

/** Instance segmentation learned from patches: star-convex heads behind any backbone. */
public final class StarPatches implements PatchTask {

	/** Of features behind a backbone that only went down. */
	private static final int GRID = 2;

	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, BooleanSupplier cancelled) {
		return new PreparedSetup(new StarSetup(advice.newTrunk(), StarHeads.standard(), advice.reach(StarTargets.MARGIN)), data.samples());
	}

	/** The setup with the model's own heads, or new ones behind its backbone. @param reach pixels around a patch in which objects are looked at */
	public static StarSetup setup(AdaptedModel source, int reach) {
		return source.source().task() instanceof StarConvexInstances settings
			? new StarSetup(source.network(), settings, reach)
			: new StarSetup(source.trunk().raised(GRID), StarHeads.standard(), reach);
	}

	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, AdaptedModel source, BooleanSupplier cancelled) {
		StarSetup setup = setup(source, advice.reach(StarTargets.MARGIN));
		return new PreparedSetup(setup, data.samples(),
			sized(source.initial(setup.network(), setup.settings(), setup.classNodes()), source.source(), advice.survey()));
	}

	/** Images go on to be resampled to the size of objects that the source knows, where those of the new images look the same and are about as large. */
	static InitialWeights sized(InitialWeights initial, Model source, DataSurvey survey) {
		return LearnedSize.of(source)
			.filter(size -> survey.channels() == source.input().channels() && size.isNear(survey.objects().medianDiameter())
				&& survey.polarity() == (size.isBright() ? DataSurvey.Polarity.BRIGHT : DataSurvey.Polarity.DARK))
			.map(size -> initial.with(LearnedSize.KEY, size.tree())).orElse(initial);
	}
}
