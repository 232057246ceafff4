// Fovea's tools for ImageJ's toolbar: choose "Fovea" from the menu behind the >> at its right end.
// A click does it with the usual settings; a double click asks for them.

// Cells with outlines: labels in a new window.
macro "Segment Action Tool - C27aV1166V9177V6977Cf90O1166O9177O6977" {
	run("Segment...", "model=automatic");
}

macro "Segment Action Tool Options" {
	run("Segment...");
}

// Cells with boxes: boxes in the overlay, counts in the status bar.
macro "Detect Action Tool - C27aV2266V9955V9244Cf90R1177R8866R8155" {
	run("Detect...", "model=blood-cells");
}

macro "Detect Action Tool Options" {
	run("Detect...");
}

// An outline and a plus: the image and its ROIs go into a folder of annotated images.
macro "Add to Data Action Tool - C27aV0199Cf90O0199C080Fb828F8b82" {
	run("Add to Data...");
}

// An outline, a pencil and an arrow around: the window in which outlines are drawn, learned and corrected.
macro "Annotate & Train Action Tool - C27aV1177Cf90O1177C000Le6e6LaeffLffecC840L7ee7L8ff8Le7f8L7e8fC000D7f" {
	run("Annotate & Train...");
}

// What is installed, and how good it is.
macro "Models Action Tool - C27aF1144F6644F1b44C555F6282F6782Fbc42F6c82" {
	doCommand("Models...");
}
