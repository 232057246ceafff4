/**
 * Fovea on the command line: {@code fovea segment}, {@code fovea models}, {@code fovea check}.
 * <p>
 * The options of a subcommand are those of its ImageJ command, under the same names; only files, folders and resources are added here. A new
 * subcommand is a class that implements {@link sc.fovea.cli.Subcommand} and an entry in {@link sc.fovea.cli.Fovea}'s list; another jar adds one that uses a model on
 * images by an {@link sc.fovea.cli.ImageSubcommand}. This is the only package that prints.
 */
package sc.fovea.cli;
