package sc.fovea.model.zoo;

import sc.fovea.model.ModelFormatException;

/** How one other program keeps its models. */
interface ForeignFormat {

	/** What it is called in messages. */
	String title();

	/** Whether the files are of this format, judged by what they contain. */
	boolean recognises(ForeignFiles files) throws ModelFormatException;

	/**
	 * Reads a model.
	 *
	 * @param wanted name, and the task if it is not to be the likeliest
	 * @throws IllegalArgumentException if the model is for another task
	 * @throws ModelFormatException if something is damaged, missing or not possible here, naming it
	 */
	Imported read(ForeignFiles files, Wanted wanted) throws ModelFormatException;
}
