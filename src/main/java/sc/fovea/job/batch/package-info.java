/**
 * What is known of a run over many images: which are done, which failed and why, which wait. {@link sc.fovea.job.batch.RunManifest} keeps it in a file that
 * outlives the process and that several processes share.
 */
package sc.fovea.job.batch;
