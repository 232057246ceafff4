package sc.fovea.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import sc.fovea.job.Platform;

/** What a run says of itself in its manifest and report. */
final class RunFacts {

	private RunFacts() {}

	/** By their names. @param device that works, in words */
	static Map<String, Object> of(SegmentOptions options, String device) {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("command", options.run().command());
		facts.put("model", options.request().model());
		facts.put("given", options.run().given());
		facts.put("inputs", options.inputs().stream().map(String::valueOf).toList());
		facts.put("device", device);
		facts.put("fovea", Platform.version());
		facts.put("java", System.getProperty("java.version"));
		facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
		facts.put("jobs", options.batch().jobs());
		return facts;
	}
}
