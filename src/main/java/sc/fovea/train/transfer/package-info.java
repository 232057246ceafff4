/** Transfer learning: a pretrained network or model adapted to other images, and which of its layers learn when. */
package sc.fovea.train.transfer;
