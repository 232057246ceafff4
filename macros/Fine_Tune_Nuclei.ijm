// Teaches the model that comes with Fovea to find nuclei in images of another kind, and finds those of an image with it.
//
// The images are in the folder whose path is given as argument: images/NAME.tif and labels/NAME.tif for each. Without an argument
// the macro draws a few of its own, of dark nuclei on a bright ground, and trains for seconds: take minutes=15 instead of steps=30
// for your images. Afterwards the label image is the active image.
//
//   ImageJ --headless -macro Fine_Tune_Nuclei.ijm /path/to/folder

data = getArgument();
if (data == "")
	data = drawNuclei(getDirectory("temp") + "fovea-dark-nuclei");

run("Fine-tune...", "from=nuclei data=[" + data + "] name=my-dark-nuclei steps=30 seed=1");

// The new model is one of yours, and may be chosen by its name; the other is as it was.
files = getFileList(data + "/images");
open(data + "/images/" + files[0]);
title = getTitle();
run("Segment...", "model=my-dark-nuclei");
getStatistics(area, mean, min, max);
print(title + ": " + max + " nuclei, labelled in " + getTitle());

// Draws images of 16 round dark nuclei each, and images that hold the number of its nucleus in each pixel.
function drawNuclei(folder) {
	File.makeDirectory(folder);
	File.makeDirectory(folder + "/images");
	File.makeDirectory(folder + "/labels");
	setBatchMode(true);
	random("seed", 1);
	for (i = 1; i <= 4; i++) {
		newImage("labels", "8-bit black", 128, 128, 1);
		newImage("image", "8-bit white", 128, 128, 1);
		run("Subtract...", "value=45");
		for (n = 0; n < 16; n++) {
			diameter = 16 + 8 * random();
			x = 32 * (n % 4) + 16 + 6 * random() - 3 - diameter / 2;
			y = 32 * floor(n / 4) + 16 + 6 * random() - 3 - diameter / 2;
			selectImage("labels");
			setColor(n + 1);
			fillOval(x, y, diameter, diameter);
			selectImage("image");
			setColor(60 + 60 * random());
			fillOval(x, y, diameter, diameter);
		}
		run("Gaussian Blur...", "sigma=1.5");
		addNoise(6);
		saveAs("Tiff", folder + "/images/drawn" + i + ".tif");
		close();
		selectImage("labels");
		saveAs("Tiff", folder + "/labels/drawn" + i + ".tif");
		close();
	}
	setBatchMode(false);
	return folder;
}

// Adds noise that is the same in every run, which the command "Add Specified Noise..." does not.
function addNoise(deviation) {
	for (y = 0; y < getHeight(); y++)
		for (x = 0; x < getWidth(); x++)
			setPixel(x, y, maxOf(0, minOf(255, getPixel(x, y) + deviation * random("gaussian"))));
}
