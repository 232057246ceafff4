// How many layers to freeze, against the number of pictures.
//
// A network that told 240 grey cells apart learns stained ones: with no layer frozen, with the first half of them, and with all but the last one
// (the head), from 5 and 30 pictures of each kind. Frozen layers keep what they learned: with few pictures they
// cannot learn them by heart, with many they cannot learn what is new.
//
// The argument is the number of steps of each training; 100 without one, which takes some minutes.
//
//   ImageJ --headless -macro Freezing.ijm 100

steps = 100;
if (getArgument() != "")
	steps = parseInt(getArgument());
folder = getDirectory("temp") + "fovea-freezing";
counts = newArray(5, 30);
freezes = newArray("none", "50%", "head");
colours = newArray("#d55e00", "#009e73", "#0072b2");

File.makeDirectory(folder);
drawCells(folder + "/grey|80|3|grey");
drawCells(folder + "/test|40|2");
for (n = 0; n < counts.length; n++)
	drawCells(folder + "/training" + counts[n] + "|" + counts[n] + "|1");

source = folder + "/grey.zip";
forget(source);
run("Train...", "data=[" + folder + "/grey] output=[" + source + "] steps=" + 3 * steps + " recipe=symmetry side=32 width=0.5 seed=1 measure");

Plot.create("Freezing", "pictures of each kind", "right share of other cells");
Plot.setFrameSize(400, 300);
Plot.setLimits(0, counts[counts.length - 1] + 1, 0, 1);
Plot.setLineWidth(2);
text = "frozen";
for (n = 0; n < counts.length; n++)
	text = text + "\t" + counts[n] + " of each kind";
for (k = 0; k < freezes.length; k++) {
	text = text + "\n" + freezes[k];
	shares = newArray(counts.length);
	for (n = 0; n < counts.length; n++) {
		model = folder + "/" + k + "-" + counts[n] + ".zip";
		forget(model);
		run("Fine-tune...", "from=[" + source + "] data=[" + folder + "/training" + counts[n] + "] output=[" + model + "] freeze=" + freezes[k]
			+ " recipe=symmetry steps=" + steps + " seed=1");
		shares[n] = rightShare(model);
		text = text + "\t" + d2s(shares[n], 3);
	}
	Plot.setColor(colours[k], colours[k]);
	Plot.add("connected", counts, shares);
}
Plot.setColor("black");
Plot.addLegend("none frozen\nhalf frozen\nall but the head frozen", "bottom-right");
Plot.show();
print(text);

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
