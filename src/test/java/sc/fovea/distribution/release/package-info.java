/** What is made of a built distribution for people who only want to unpack: zips for Fiji and for a plain ImageJ, and the folder of an update site. */
package sc.fovea.distribution.release;
