/**
 * Many vectors on a page, and what they say about their labels: principal components, t-SNE, nearest neighbours, and labels that neighbours contradict. Rows of numbers in,
 * numbers out; where the rows come from, {@code sc.fovea.job} knows.
 */
package sc.fovea.embed;
