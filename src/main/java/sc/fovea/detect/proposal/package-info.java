/**
 * Finds places where an object may be from the pixels alone, without a network: {@link sc.fovea.detect.proposal.SelectiveSearch} joins similar regions,
 * {@link sc.fovea.detect.proposal.ImageWindows} judges windows of many sizes.
 */
package sc.fovea.detect.proposal;
