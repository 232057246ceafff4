package sc.fovea.detect.proposal;

import org.scijava.plugin.Plugin;

import sc.fovea.detect.Proposer;
import sc.fovea.detect.ProposerFactory;

/** {@link SelectiveSearch} with its standard options. */
@Plugin(type = ProposerFactory.class)
public final class SelectiveSearchFactory implements ProposerFactory {

	@Override
	public String name() {
		return "selective-search";
	}

	@Override
	public String description() {
		return "Joins similar regions and proposes every region on the way (Uijlings et al. 2013).";
	}

	@Override
	public Proposer create() {
		return new SelectiveSearch(SelectiveSearch.Options.standard());
	}
}
