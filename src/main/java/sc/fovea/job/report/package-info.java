/**
 * What people look at when a run over many images has ended: one page with pictures that opens without a server, and one table of all objects. Made of the
 * records of the run and the files that it wrote.
 */
package sc.fovea.job.report;
