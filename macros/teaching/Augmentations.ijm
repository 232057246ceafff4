// What each augmentation does to a picture, and what it is worth where there are few pictures.
//
// Thirty cells of each kind are all that the network learns from, once as they are and once with each augmentation, and 120 others say how much
// it helped. An augmentation helps if the pictures to come vary in the way that it varies these: cells lie in any direction here, and light and
// focus change, but nothing is ever upside down in brightness. A montage shows four variants by each.
//
// The argument is the number of steps of each training; 200 without one, which takes some minutes.
//
//   ImageJ --headless -macro Augmentations.ijm 200

steps = 200;
if (getArgument() != "")
	steps = parseInt(getArgument());
folder = getDirectory("temp") + "fovea-augmentations";
names = newArray("none", "grayscale", "horizontal_flip", "vertical_flip", "crop", "color_jitter", "translation", "rotation", "blur", "gaussian_noise", "photo");

File.makeDirectory(folder);
drawCells(folder + "/training|30|1");
drawCells(folder + "/test|40|2");

shares = newArray(names.length);
text = "augmentation\tright share of 120 other cells";
for (k = 0; k < names.length; k++) {
	model = folder + "/" + names[k] + ".zip";
	forget(model);
	run("Train...", "data=[" + folder + "/training] output=[" + model + "] recipe=" + names[k] + " steps=" + steps + " side=32 width=0.5 dropout=0 seed=1");
	shares[k] = rightShare(model);
	text = text + "\n" + names[k] + "\t" + d2s(shares[k], 3);
}
print(text);
showVariants(folder + "/training/bean/bean001.png");

// A row for each augmentation: the picture, and four variants.
function showVariants(file) {
	setBatchMode(true);
	open(file);
	cell = getImageID();
	side = getWidth();
	newImage("Augmentations", "RGB white", 110 + 5 * (side + 4), names.length * (side + 4), 1);
	result = getImageID();
	for (k = 0; k < names.length; k++) {
		paste(cell, 110, k * (side + 4));
		setColor("black");
		drawString(names[k], 2, k * (side + 4) + side / 2 + 8);
		if (names[k] == "none")
			continue;
		selectImage(cell);
		run("Augment...", "recipe=" + names[k] + " variants=4 seed=1");
		variants = getImageID();
		for (n = 1; n <= 4; n++) {
			selectImage(variants);
			setSlice(n);
			paste(variants, 110 + n * (side + 4), k * (side + 4));
		}
		selectImage(variants);
		close();
	}
	selectImage(cell);
	close();
	selectImage(result);
	setBatchMode("exit and display");
}

// Copies an image into the result, and leaves the result active.
function paste(image, x, y) {
	selectImage(image);
	width = minOf(side, getWidth()); // what is cropped is smaller
	height = minOf(side, getHeight());
	makeRectangle(0, 0, width, height);
	run("Copy");
	run("Select None");
	selectImage(result);
	makeRectangle(x, y, width, height);
	run("Paste");
	run("Select None");
}

// Share of the test pictures that a model names rightly: the mean of the recalls of the three kinds, of which there are equally many.
function rightShare(model) {
	before = nResults;
	run("Evaluate...", "model=[" + model + "] data=[" + folder + "/test] output=[" + replace(model, ".zip", "") + "] worst=0");
	sum = 0;
	for (row = before; row < nResults; row++)
		sum += getResult("recall", row);
	return sum / (nResults - before);
}

// Deletes what a run left that was stopped in the midst of a training, which would else be refused.
function forget(model) {
	if (File.exists(model + ".checkpoint"))
		deleted = File.delete(model + ".checkpoint");
}

// Pictures of cells, which the macro beside this one draws. What: FOLDER|COUNT of each kind|SEED
function drawCells(what) {
	drawer = File.getDirectory(getInfo("macro.filepath")) + "Draw_Cells.ijm";
	if (!File.exists(drawer))
		exit("Start this macro by Plugins > Macros > Run..., so that it finds Draw_Cells.ijm in its folder.");
	runMacro(drawer, what);
}
