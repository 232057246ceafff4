/**
 * Why a network answers as it does: maps of how much each place of an image contributes to one score, by Grad-CAM, occlusion and integrated gradients. What the scores
 * of a model are is said by its task; how maps become files and pictures, by {@code sc.fovea.job}.
 */
package sc.fovea.explain;
