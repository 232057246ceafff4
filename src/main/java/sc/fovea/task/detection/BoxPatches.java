package sc.fovea.task.detection;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

import sc.fovea.annotation.DataSet;
import sc.fovea.train.PatchTask;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.sample.SampleReader;
import sc.fovea.train.transfer.AdaptedModel;

/** Detection in a single stage learned from patches: scores and distances behind any backbone. */
public final class BoxPatches implements PatchTask {

	/** Of features behind a backbone that only went down. */
	private static final int GRID = 4;

	@Override
	public LabelledSamples read(SampleReader reader, DataSet data) throws IOException {
		return reader.readBoxes(data);
	}

	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, BooleanSupplier cancelled) {
		BoxSetup setup = BoxSetup.of(advice.trunkOn(BoxSetup.grid(data.samples())), BoxSetup.classes(data.samples()));
		return new PreparedSetup(setup, data.samples());
	}

	/** The model's own heads if it has the same classes, or else new ones behind its backbone. */
	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, AdaptedModel source, BooleanSupplier cancelled) {
		List<String> classes = BoxSetup.classes(data.samples());
		BoxSetup setup = source.source().task() instanceof Boxes own && own.classes().equals(classes)
			? new BoxSetup(source.network(), own)
			: BoxSetup.of(source.trunk().raised(GRID), classes);
		return new PreparedSetup(setup, data.samples(), source.initial(setup.network(), setup.settings(), setup.classNodes()));
	}
}
