/**
 * Finds places where an object may be from the pixels alone, without a network: {@link sc.fovea.detect.proposal.SelectiveSearch} joins similar regions.
 */
package sc.fovea.detect.proposal;
