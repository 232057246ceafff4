package sc.fovea.job.batch;

/**
 * Which run: images that were done with the same command and options need not be done again.
 *
 * @param command for example {@code segment}
 * @param options digest of the options and the model
 * @param by who does it; no two runs have the same
 */
record RunKey(String command, String options, String by) {}
