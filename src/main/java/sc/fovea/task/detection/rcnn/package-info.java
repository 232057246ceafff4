/**
 * R-CNN (Girshick et al. 2014, arXiv:1311.2524): regions are cut out and warped to squares; a network learns to tell them apart, then linear support vector machines and
 * ridge regressions on its features find classes and boxes.
 */
package sc.fovea.task.detection.rcnn;
