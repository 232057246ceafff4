/**
 * The window <i>Annotate &amp; Train...</i>: shows what {@link sc.fovea.job.annotate} does, and passes on what the user presses. All of it runs on the thread of the
 * windows, but models and trainings, which have threads of their own.
 */
package sc.fovea.command.annotate;
