// What pooling is, and whether its kind matters: the largest, the mean or the L2 mean of each window.
//
// First it pools a picture of a cell with windows of 4 x 4 pixels, and shows what is left of it. Then it trains the same network three
// times, with each kind of pooling between its layers, and counts how many of 120 cells that it never saw it names rightly.
//
// The argument is the number of steps of each training; 200 without one, which takes some minutes.
//
//   ImageJ --headless -macro Pooling.ijm 200

steps = 200;
if (getArgument() != "")
	steps = parseInt(getArgument());
folder = getDirectory("temp") + "fovea-pooling";
kinds = newArray("max", "average", "l2");

File.makeDirectory(folder);
drawCells(folder + "/training|80|1");
drawCells(folder + "/test|40|2");

text = "pooling\tright share of 120 other cells";
for (k = 0; k < kinds.length; k++) {
	model = folder + "/" + kinds[k] + ".zip";
	forget(model);
	run("Train...", "data=[" + folder + "/training] output=[" + model + "] pooling=" + kinds[k] + " steps=" + steps + " recipe=symmetry side=32 width=0.5 dropout=0 seed=1 measure");
	text = text + "\n" + kinds[k] + "\t" + d2s(rightShare(model), 3);
}
print(text);
showPooling(folder + "/test/lobed/lobed002.png", 4);

// The picture, and what each kind of pooling makes of it, side by side and as large as before.
function showPooling(file, window) {
	setBatchMode(true);
	open(file);
	run("8-bit");
	run("Invert"); // so that the nucleus has the large values, as what a network looks for has in its feature maps
	cell = getImageID();
	side = getWidth();
	newImage("Pooling", "8-bit black", 4 * side, side, 1);
	result = getImageID();
	for (y = 0; y < side; y++) {
		for (x = 0; x < side; x++) {
			// Corner of the window that the pixel lies in
			left = window * floor(x / window);
			top = window * floor(y / window);
			selectImage(cell);
			value = getPixel(x, y);
			largest = 0;
			sum = 0;
			squares = 0;
			for (j = top; j < top + window; j++) {
				for (i = left; i < left + window; i++) {
					v = getPixel(i, j);
					largest = maxOf(largest, v);
					sum += v;
					squares += v * v;
				}
			}
			selectImage(result);
			setPixel(x, y, value);
			setPixel(side + x, y, largest);
			setPixel(2 * side + x, y, sum / (window * window));
			setPixel(3 * side + x, y, sqrt(squares / (window * window)));
		}
	}
	selectImage(cell);
	close();
	run("Size...", "width=" + 16 * side + " height=" + 4 * side + " interpolation=None");
	rename("Pooling: cell, max, average, L2");
	setBatchMode("exit and display");
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
