/** One class for each use case: run a model on an image, train, evaluate, propose. No window and no terminal: dialogs, macros and the command line share it. */
package sc.fovea.job;
