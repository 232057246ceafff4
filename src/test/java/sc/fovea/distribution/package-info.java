/** Tests of what {@code mvn package} leaves in {@code target/fovea}, run as a user runs it: in processes of their own. */
package sc.fovea.distribution;
