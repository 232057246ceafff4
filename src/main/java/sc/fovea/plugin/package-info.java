/** How plugins are found: everything that can be added to Fovea from another jar is a SciJava plugin type. */
package sc.fovea.plugin;
