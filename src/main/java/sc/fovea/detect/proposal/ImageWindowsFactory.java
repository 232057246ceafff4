package sc.fovea.detect.proposal;

import org.scijava.plugin.Plugin;

import sc.fovea.detect.Proposer;
import sc.fovea.detect.ProposerFactory;

/** {@link ImageWindows} with its standard options. */
@Plugin(type = ProposerFactory.class)
public final class ImageWindowsFactory implements ProposerFactory {

	@Override
	public String name() {
		return "image-windows";
	}

	@Override
	public String description() {
		return "Judges windows of many sizes by saliency, contrast, edges and straddling (Alexe et al. 2012).";
	}

	@Override
	public Proposer create() {
		return new ImageWindows(ImageWindows.Options.standard());
	}
}
