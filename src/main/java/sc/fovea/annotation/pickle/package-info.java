/** Values that Python programs have pickled, read without running anything: what Cellpose keeps in {@code _seg.npy}. */
package sc.fovea.annotation.pickle;
