package sc.fovea.task.detection.region;

import java.util.List;

import sc.fovea.data.Sample;
import sc.fovea.geometry.ScoredBox;

/** Finds boxes in samples, as a user would see them, down to a low score. Owner of what it needs to run. */
public interface SampleDetector extends AutoCloseable {

	/** Boxes in pixels of the sample, best first. */
	List<ScoredBox> find(Sample sample);

	@Override
	void close();
}
