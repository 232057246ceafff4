package org.example.counting;

import java.util.function.BooleanSupplier;

import sc.fovea.annotation.DataSet;
import sc.fovea.architecture.Trunk;
import sc.fovea.image.ImageFileException;
import sc.fovea.net.Network;
import sc.fovea.train.PatchTask;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.sample.SampleReader;
import sc.fovea.train.transfer.AdaptedModel;

/**
 * Counting learned from patches: a density on the grid of any trunk.
 *
 * @param sigma of the Gaussian of an object in pixels; 0 for one that follows from the objects
 */
record DensityPatches(double sigma) implements PatchTask {

	/** A person who clicks on the middle of an object misses it by about so much; a narrower Gaussian would ask the network to foresee that. */
	private static final double NARROWEST = 3;
	/** Three standard deviations to each side span an object: the Gaussians of neighbours that touch each other hardly overlap. */
	private static final double SPAN = 6;

	@Override
	public LabelledSamples read(SampleReader reader, DataSet data) throws ImageFileException {
		return reader.read(data, Centres::labels);
	}

	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, BooleanSupplier cancelled) {
		return new PreparedSetup(fresh(advice, advice.newTrunk()), data.samples());
	}

	private DensitySetup fresh(PlanAdvice advice, Trunk trunk) {
		return setup(advice, DensityHead.attach(trunk), trunk.grid(), sigma > 0 ? sigma : suited(advice, trunk.grid()));
	}

	private static double suited(PlanAdvice advice, int grid) {
		return Math.max(grid, Math.max(NARROWEST, advice.survey().objects().medianDiameter() / SPAN));
	}

	private static DensitySetup setup(PlanAdvice advice, Network network, int grid, double sigma) {
		int margin = advice.reach(0) + (int) Math.ceil(DensityTargets.REACH * sigma);
		return new DensitySetup(network, new ObjectDensity(DensityHead.DENSITY, grid, sigma), margin);
	}

	/** The head and the Gaussian of a model that counts are kept; any other model gets a new head on its features. */
	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, AdaptedModel source, BooleanSupplier cancelled) {
		DensitySetup setup = source.source().task() instanceof ObjectDensity own
			? setup(advice, source.network(), own.grid(), sigma > 0 ? sigma : own.sigma())
			: fresh(advice, source.trunk());
		return new PreparedSetup(setup, data.samples(), source.initial(setup.network(), setup.settings(), setup.classNodes()));
	}
}
