/**
 * Folders of annotated pictures in, augmented folders of the same layout out; and the contact sheet that shows what a recipe does.
 */
package sc.fovea.augment.folder;
