/**
 * Tasks: what a network can be trained and used for. Each is one unit in a room of its own below this package and implements {@link sc.fovea.task.Task}; SciJava finds
 * it, in Fovea's jar or another, and no other package knows which tasks there are ({@link sc.fovea.task.Tasks}).
 */
package sc.fovea.task;
