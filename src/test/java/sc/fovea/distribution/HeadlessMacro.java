package sc.fovea.distribution;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import net.imagej.patcher.LegacyInjector;

/** Runs a macro file in ImageJ without a display; started as a process of its own, since ImageJ must be patched before it is loaded. */
public final class HeadlessMacro {

	private HeadlessMacro() {}

	/** @param arguments the macro file, and the macro's argument */
	public static void main(String[] arguments) {
		LegacyInjector.preinit();
		Patched.run(arguments[0], arguments[1]);
	}

	/** Loaded after the patch. */
	private static final class Patched {

		static void run(String macro, String argument) {
			String result = IJ.runMacroFile(macro, argument);
			ImagePlus active = WindowManager.getCurrentImage();
			System.out.println("result: " + result);
			System.out.println("active: " + (active == null ? "none" : active.getTitle() + " " + active.getBitDepth() + "-bit"));
			System.exit(0);
		}
	}
}
