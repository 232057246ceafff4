// What the layers of a network see, from the first to the deepest.
//
// Shows the twelve feature maps that vary most of each of four layers of the model "blood-cells", a row for each, and prints how much of the image a pixel of them
// depends on (the receptive field). The first layers follow edges and colours, the deep ones say where something like a cell is.
// The first filters, as pictures, are in the image "First filters".
//
// The image is the one whose path is given as argument, else the active one, for example a stained blood smear.
//
//   ImageJ --headless -macro What_Layers_See.ijm /path/to/smear.png

path = getArgument();
if (path != "")
	open(path);
if (nImages == 0)
	exit("Open a blood smear first.");
image = getImageID();
layers = newArray("stem1b_relu", "down1b_relu", "bottomb_relu", "class_features_relu");
sees = newArray(5, 68, 572, 764); // pixels, as "Describe..." lists them
tile = 120;

setBatchMode(true);
newImage("What layers see", "8-bit black", 12 * tile, layers.length * tile, 1);
result = getImageID();
for (k = 0; k < layers.length; k++) {
	selectImage(image);
	run("Features...", "model=blood-cells layer=" + layers[k]);
	maps = getImageID();
	print(layers[k] + ": " + nSlices + " maps of " + getWidth() + " x " + getHeight() + "; a pixel of them sees " + sees[k] + " x " + sees[k] + " pixels of the image");
	values = spreads();
	order = Array.rankPositions(values);
	for (n = 1; n <= 12; n++)
		paste(n, order[order.length - n] + 1);
	selectImage(maps);
	close();
	if (k > 0) {
		selectImage(nImages); // the filters once more
		close();
	}
}
selectImage(result);
setBatchMode("exit and display");

// Standard deviation of each map: those that hardly vary found nothing of theirs in this image.
function spreads() {
	values = newArray(nSlices);
	for (i = 0; i < values.length; i++) {
		setSlice(i + 1);
		getStatistics(area, mean, min, max, deviation);
		values[i] = deviation;
	}
	return values;
}

// Puts a map into the n-th place of the row: from black at its lowest to white at its highest value, and stretched to a tile.
function paste(n, slice) {
	selectImage(maps);
	setSlice(slice);
	run("Duplicate...", "title=map");
	run("Size...", "width=" + (tile - 2) + " height=" + (tile - 2) + " interpolation=Bilinear");
	getStatistics(area, mean, min, max);
	setMinAndMax(min, maxOf(max, min + 1e-6));
	run("8-bit");
	run("Select All");
	run("Copy");
	close();
	selectImage(result);
	makeRectangle((n - 1) * tile, k * tile, tile - 2, tile - 2);
	run("Paste");
	run("Select None");
}
