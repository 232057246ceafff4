package sc.fovea.evaluate;

import java.util.BitSet;
import java.util.List;

import sc.fovea.annotation.LabelHints;
import sc.fovea.annotation.Skip;
import sc.fovea.data.LabelPlane;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.geometry.KnownLabels;
import sc.fovea.image.ImageFileException;

/** Compares objects; an object without a partner above IoU 0.5 is a mistake. */
public final class InstanceMeasure implements Measure<InstanceEvaluation> {

	@Override
	public LabelPlane truth(Reference reference) throws ImageFileException {
		return reference.truth().instances();
	}

	@Override
	public List<Skip> hints(LabelPlane truth) {
		return LabelHints.of(truth.file(), truth.file(), truth.ids(), truth.width());
	}

	@Override
	public InstanceEvaluation of(LabelPlane truth, LabelPlane predicted) {
		return InstanceEvaluation.of(truth.ids(), predicted.ids());
	}

	@Override
	public Mistakes mistakes(LabelPlane truth, LabelPlane predicted) {
		KnownLabels known = KnownLabels.of(truth.ids(), predicted.ids());
		InstanceMatching matching = InstanceMatching.of(known.truth(), known.predicted());
		InstanceMatching.Pairs pairs = matching.pairs();
		return new Mistakes(lonely(known.truth(), InstanceEvaluation.partners(matching.truths(), pairs.truth(), pairs.iou())),
			lonely(known.predicted(), InstanceEvaluation.partners(matching.predictions(), pairs.predicted(), pairs.iou())));
	}

	/** The pixels of objects without a partner. */
	private static BitSet lonely(int[] ids, double[] partners) {
		ObjectIndex objects = ObjectIndex.of(ids);
		BitSet pixels = new BitSet(ids.length);
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] != 0 && partners[objects.number(ids[i])] == 0) pixels.set(i);
		}
		return pixels;
	}
}
