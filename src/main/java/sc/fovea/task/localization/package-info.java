/** Single-object localization: class and box of the one object of an image. */
package sc.fovea.task.localization;
