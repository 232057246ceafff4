// Shows where the bundled model looked when it found the white cell of a stained blood smear: a map of how much each pixel
// contributes to its score, the same as a picture with a legend, and a row in the Results table.
//
// The image is the one whose path is given as argument, else the active one. Another method or class:
//   run("Explain...", "model=blood-cells method=integrated-gradients class=RBC most=3");
//
//   ImageJ --headless -macro Explain_Model.ijm /path/to/smear.png

path = getArgument();
if (path != "")
	open(path);
if (nImages == 0)
	exit("Open a blood smear first.");
title = getTitle();
before = nResults;

run("Explain...", "model=blood-cells method=gradcam class=WBC most=1");

print(title + ": " + (nResults - before) + " explained, the first " + getResultString("class", before) + " of score "
	+ d2s(getResult("score", before), 2) + ", " + round(100 * getResult("inside", before)) + " % at the object, shown in " + getTitle());
