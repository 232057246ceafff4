/** A task for Fovea from another jar: counting objects by a density map. Begin to read at {@link org.example.counting.Counting}. */
package org.example.counting;
