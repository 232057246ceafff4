package sc.fovea.detect.proposal;

import java.util.EnumSet;
import java.util.Set;

/**
 * Measures by which two neighbouring regions are alike (Uijlings et al. 2013, "Selective search for object recognition", section 3.2), each from 0 to
 * 1; several of them are added.
 */
public enum Similarity {

	/** Common part of the histograms of colours: Σ min(aᵢ, bᵢ). */
	COLOUR,
	/** Common part of the histograms of gradients in eight directions: Σ min(aᵢ, bᵢ). */
	TEXTURE,
	/** Small regions first, so that regions grow alike everywhere: 1 − (|a| + |b|) / |image|. */
	SIZE,
	/** Regions first that fill each other's gaps: 1 − (|box around both| − |a| − |b|) / |image|. */
	FILL;

	/** All four. */
	public static Set<Similarity> all() {
		return EnumSet.allOf(Similarity.class);
	}
}
