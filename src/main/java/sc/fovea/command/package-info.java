/**
 * Fovea inside ImageJ and Fiji: commands, the menu entries and macro lines that start them, and the ImageJ things that answers become.
 * <p>
 * A command is a SciJava {@code Command}: fields and a few lines. Scripts, {@code CommandService} and the command line use it as it is. The
 * ImageJ menu and macros reach it through {@link sc.fovea.command.MenuEntry}, which works in Fiji and in a plain ImageJ alike, with windows,
 * in batch mode and headless. The names of a command's fields are its macro keys and its command-line options: one word, lower-case.
 */
package sc.fovea.command;
