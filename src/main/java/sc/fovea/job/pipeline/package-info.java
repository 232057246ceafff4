/**
 * Many items side by side: while one is read, others are computed or written. Knows nothing of images.
 *
 * <pre>{@code
 * new SideBySide(4).run(files, file -> segment(file), (file, outcome) -> report(file, outcome));
 * }</pre>
 */
package sc.fovea.job.pipeline;
