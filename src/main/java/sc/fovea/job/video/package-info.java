/** Use cases on films that are looked at as a whole: the objects that move on their own, and how well they were found. */
package sc.fovea.job.video;
