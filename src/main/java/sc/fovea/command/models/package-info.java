/** The window in which models are looked at, tested, imported, exported and deleted, and the command that lists them. */
package sc.fovea.command.models;
