/**
 * Instance segmentation by star-convex polygons (Schmidt et al. 2018, arXiv:1806.03535): network → candidates → suppression → polygons drawn → outlines sharpened, see
 * {@link sc.fovea.task.instance.StarSegmentation}.
 */
package sc.fovea.task.instance;
