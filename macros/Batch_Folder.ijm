// Segments the nuclei of all images of a folder and its subfolders, and makes a report of them.
//
// The folder is given as argument, or chosen. Its plan is written into it as plan.yaml, and the results go into its subfolder "results":
// report.html opens in a browser. Run it again to go on where it ended; images that are done are not done again.
//
//   ImageJ --headless -macro Batch_Folder.ijm /path/to/folder

folder = getArgument();
if (folder == "")
	folder = getDirectory("Folder of images of nuclei");
plan = folder + File.separator + "plan.yaml";
File.saveString("input: .\noutput: results\nrecursive: true\nsteps:\n  - command: segment\n    name: nuclei\n    model: nuclei\n", plan);

run("Batch...", "plan=[" + plan + "]");

rows = split(File.openAsString(folder + File.separator + "results" + File.separator + "summary.csv"), "\n");
print((rows.length - 1) + " images, listed in results/summary.csv and shown in results/report.html");
