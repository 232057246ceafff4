/**
 * Tracks as files that other programs read: the Cell Tracking Challenge's table, TrackMate's XML, a lineage tree as SVG. Plain Java on tracks.
 */
package sc.fovea.track.format;
