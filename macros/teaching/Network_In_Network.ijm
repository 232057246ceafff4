// What a 1 x 1 convolution is, and what networks made of it save.
//
// A 1 x 1 convolution sees one pixel and no neighbour: it mixes the channels there, everywhere with the same weights. First the macro does one
// by hand, from red, green and blue to one channel that is high where a cell is stained violet. Then it trains three networks as wide as each
// other: LeNet and VGG, which see places with large or many 3 x 3 filters, and a network in network, which has 1 x 1 ones between them.
//
// The argument is the number of steps of each training; 200 without one, which takes some minutes.
//
//   ImageJ --headless -macro Network_In_Network.ijm 200

steps = 200;
if (getArgument() != "")
	steps = parseInt(getArgument());
folder = getDirectory("temp") + "fovea-network-in-network";
networks = newArray("lenet5", "vgg", "network-in-network");

File.makeDirectory(folder);
drawCells(folder + "/training|80|1");
drawCells(folder + "/test|40|2");

text = "network\tweights\tright share of 120 other cells";
for (k = 0; k < networks.length; k++) {
	model = folder + "/" + networks[k] + ".zip";
	forget(model);
	run("Train...", "data=[" + folder + "/training] output=[" + model + "] architecture=" + networks[k] + " steps=" + steps
		+ " recipe=symmetry side=32 width=0.5 dropout=0 seed=1 measure");
	text = text + "\n" + networks[k] + "\t" + d2s(getResult("weights", nResults - 1), 0);
	text = text + "\t" + d2s(rightShare(model), 3);
}
print(text);
showMixing(folder + "/test/lobed/lobed002.png");

// Red, green, blue, and what the weights -1, -1 and 2 make of them at each pixel (negative sums are 0, as after a ReLU), side by side.
function showMixing(file) {
	setBatchMode(true);
	open(file);
	cell = getImageID();
	side = getWidth();
	pixels = newArray(side * side);
	for (i = 0; i < pixels.length; i++)
		pixels[i] = getPixel(i % side, floor(i / side));
	close();
	newImage("Channels: red, green, blue, mixed", "8-bit black", 4 * side, side, 1);
	for (i = 0; i < pixels.length; i++) {
		x = i % side;
		y = floor(i / side);
		red = (pixels[i] >> 16) & 0xff;
		green = (pixels[i] >> 8) & 0xff;
		blue = pixels[i] & 0xff;
		setPixel(x, y, red);
		setPixel(side + x, y, green);
		setPixel(2 * side + x, y, blue);
		setPixel(3 * side + x, y, maxOf(0, minOf(255, 2 * blue - red - green)));
	}
	run("Size...", "width=" + 16 * side + " height=" + 4 * side + " interpolation=None");
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
