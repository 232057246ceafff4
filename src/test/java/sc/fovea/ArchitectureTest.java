package sc.fovea;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import sc.fovea.net.Network;

/** Who may call whom. A new package takes a line in {@link #USES}, so that its place is a decision. */
class ArchitectureTest {

	private static final String ROOT = "sc.fovea";
	private static final Path SOURCES = Path.of("src/main/java/sc/fovea");
	private static final JavaClasses CLASSES = compiledSources();

	/** For each package the others that it may use, from below to above. */
	private static final Map<String, Set<String>> USES = uses(
		"geometry: ",
		"motion: ",
		"graphcut: ",
		"image.ome: ",
		"image.tiff: ",
		"image.zarr: image.tiff",
		"image: image.zarr image.tiff image.ome geometry",
		"data: image geometry",
		"image.roi: image",
		"annotation.pickle: image",
		"annotation: annotation.pickle image.roi data image geometry",
		"net: ",
		"plugin: ",
		"architecture: plugin net",
		"augment: data geometry",
		"augment.folder: augment annotation image.roi data image geometry",
		"backend: net",
		"backend.reference: backend net",
		"backend.tensorflow: backend net",
		"model: plugin net",
		"tile: backend net image",
		"predict.scale: tile model",
		"explain: tile backend net geometry",
		"predict.block: predict.scale tile",
		"predict: predict.block predict.scale tile model backend net image geometry",
		"evaluate: image.table predict tile annotation data image geometry",
		"image.table: image",
		"detect: tile plugin net geometry",
		"model.export: model backend net",
		"model.keras: model net",
		"model.tflite: model net",
		"train.sample: predict tile model augment net annotation data image geometry",
		"train.plan: train.sample tile backend augment architecture net data image",
		"train.loop: train.plan evaluate model backend net data image",
		"train.fit: detect",
		"train.transfer: train.fit train.loop train.plan train.sample model.tflite model.keras model architecture plugin net data image",
		"train: train.transfer train.loop train.plan train.sample model backend augment net annotation data",
		"task: explain train train.transfer train.plan evaluate predict tile model backend architecture plugin annotation image",
		"task.classification: explain task train train.transfer train.fit train.loop train.plan train.sample evaluate predict tile model backend augment architecture net annotation data image geometry",
		"task.instance: explain task train train.transfer train.loop train.plan train.sample evaluate predict predict.block predict.scale tile model backend architecture net annotation data geometry image",
		"task.semantic: explain task train train.transfer train.loop train.plan train.sample evaluate predict predict.block predict.scale tile model backend architecture net annotation data image geometry",
		"task.restoration: task train evaluate predict tile model backend net image",
		"model.zoo: task.restoration task.semantic task.instance task.classification model.keras model backend net",
		"predict.look: tile",
		"task.detection.region: explain train train.loop train.sample detect evaluate predict tile model backend architecture net data geometry",
		"task.detection.rcnn: task.detection.region train train.transfer train.fit train.loop train.plan train.sample detect model backend augment architecture net data geometry",
		"task.detection: task.detection.rcnn task.detection.region task train train.transfer train.loop train.plan train.sample detect evaluate predict tile model backend architecture plugin net annotation data image geometry explain",
		"shape: ",
		"task.shape: shape task train train.loop train.plan evaluate predict tile model backend architecture net annotation data image",
		"volume: ",
		"track: ",
		"track.score: track",
		"track.format: track",
		"job.tracking: job track track.format track.score evaluate predict predict.scale tile model image image.roi",
		"alike: geometry graphcut",
		"job.alike: alike job task.instance predict predict.scale tile model backend net annotation image.roi data image geometry",
		"video: detect.proposal graphcut motion tile net geometry",
		"job.video: video evaluate tile image",
		"job: shape task.shape volume task.restoration task.detection task.detection.region predict.look model.zoo task.classification task train train.transfer train.loop train.plan model.export detect image.table evaluate predict predict.scale tile model backend augment architecture plugin net annotation data image geometry explain",
		"task.localization: task train train.transfer train.fit train.loop train.plan train.sample evaluate predict tile model backend augment architecture net annotation data image geometry explain",
		"job.annotate: job task train train.loop train.sample evaluate predict tile model backend annotation image.roi data image",
		"command.models: command job model backend",
		"command.annotate: command job.annotate job task train.loop backend tile image",
		"job.preview: job task.classification shape predict tile image.roi image geometry",
		"command: job.preview job.alike job.annotate job.batch plugin track.score track job.tracking shape task.shape video job.video task.localization task.restoration job task.classification task train train.loop train.plan image.table evaluate predict predict.scale tile model backend augment.folder augment architecture net annotation image.roi data image explain embed job.feature",
		"job.pipeline: ",
		"job.batch: model image",
		"job.report: job.batch image.table image",
		"cli: job.alike job.tracking track track.score shape video job.video job.report job.batch job.pipeline command task.localization task.restoration job task.classification task train train.loop train.plan detect image.table evaluate predict predict.scale tile model backend augment.folder augment plugin net annotation image.roi image.zarr image geometry explain job.feature",
		"embed: ",
		"job.feature: embed explain job task evaluate predict tile model backend net image geometry",
		"detect.proposal: detect net geometry");

	private static Map<String, Set<String>> uses(String... lines) {
		return Stream.of(lines).map(line -> line.split(": ?", 2))
			.collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].isEmpty() ? Set.of() : Set.of(parts[1].split(" "))));
	}

	/** Names of foreign classes are enough for every rule, so that no library is read. */
	private static JavaClasses compiledSources() {
		ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importUrl(Network.class.getProtectionDomain().getCodeSource().getLocation());
	}

	static Stream<String> packages() throws IOException {
		try (Stream<Path> folders = Files.walk(SOURCES)) {
			return folders.filter(Files::isDirectory).filter(ArchitectureTest::holdsSources).map(f -> SOURCES.relativize(f).toString().replace('/', '.')
				.replace('\\', '.')).toList().stream();
		}
	}

	private static boolean holdsSources(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.anyMatch(f -> f.toString().endsWith(".java"));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@ParameterizedTest
	@MethodSource("packages")
	void a_package_uses_only_those_below_it(String name) {
		assertThat(USES).as("packages with a place").containsKey(name);
		Set<String> allowed = USES.get(name).stream().map(p -> ROOT + "." + p).collect(Collectors.toSet());
		DescribedPredicate<JavaClass> elsewhere = DescribedPredicate.describe("are Fovea's but not in " + allowed, c -> c.getPackageName().startsWith(ROOT)
			&& !c.getPackageName().equals(ROOT + "." + name) && !allowed.contains(c.getPackageName()));
		noClasses().that().resideInAPackage(ROOT + "." + name).should().dependOnClassesThat(elsewhere).check(CLASSES);
	}

	@ParameterizedTest
	@MethodSource("packages")
	void a_package_says_what_it_is_for(String name) {
		assertThat(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java")).isNotEmptyFile().content().contains("/**");
	}

	@Test
	void packages_form_no_cycle() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void every_class_is_looked_at() {
		List<String> seen = CLASSES.stream().map(JavaClass::getPackageName).distinct().toList();
		assertThat(seen).contains(ROOT + ".net", ROOT + ".geometry", ROOT + ".backend.tensorflow");
	}

	@Test
	void net_and_geometry_need_only_java() {
		classes().that().resideInAnyPackage(ROOT + ".net..", ROOT + ".geometry..")
			.should().onlyDependOnClassesThat().resideInAnyPackage("java..", ROOT + ".net..", ROOT + ".geometry..").check(CLASSES);
	}

	@Test
	void tensorflow_stays_in_its_backend() {
		onlyIn("org.tensorflow|org.bytedeco|com.google.protobuf", "backend.tensorflow");
	}

	@Test
	void imagej_stays_at_the_edge() {
		onlyIn("ij", "image", "job", "command", "cli");
	}

	@Test
	void swing_is_for_commands() {
		onlyIn("javax.swing", "command");
	}

	@Test
	void awt_is_for_commands_and_its_plain_values_for_images() {
		Set<String> values = Set.of("java.awt.Color", "java.awt.Rectangle", "java.awt.Polygon", "java.awt.Image", "java.awt.Graphics", "java.awt.Graphics2D",
			"java.awt.BasicStroke", "java.awt.Stroke", "java.awt.Shape", "java.awt.Paint", "java.awt.RenderingHints", "java.awt.RenderingHints$Key",
			"java.awt.Font", "java.awt.FontMetrics");
		DescribedPredicate<JavaClass> plain = resideInAnyPackage("java.awt.image..", "java.awt.geom..")
			.or(DescribedPredicate.describe("are plain values", c -> values.contains(c.getName())));
		noClasses().that().resideOutsideOfPackages(in("command", "image", "job")).should().dependOnClassesThat(resideInAPackage("java.awt..")).check(CLASSES);
		noClasses().that().resideInAnyPackage(in("image", "job")).should()
			.dependOnClassesThat(resideInAPackage("java.awt..").and(DescribedPredicate.not(plain))).check(CLASSES);
	}

	@Test
	void scijava_outside_commands_is_plugin_types_only() {
		noClasses().that().resideOutsideOfPackages(in("command", "cli", "job", "plugin"))
			.should().dependOnClassesThat(resideInAPackage("org.scijava..").and(DescribedPredicate.not(resideInAPackage("org.scijava.plugin.."))))
			.check(CLASSES);
	}

	@Test
	void only_the_command_line_prints() {
		noClasses().that().resideOutsideOfPackage(ROOT + ".cli..").should(ACCESS_STANDARD_STREAMS).check(CLASSES);
	}

	private static void onlyIn(String roots, String... packages) {
		String[] foreign = Stream.of(roots.split("\\|")).map(r -> r + "..").toArray(String[]::new);
		noClasses().that().resideOutsideOfPackages(in(packages)).should().dependOnClassesThat().resideInAnyPackage(foreign).check(CLASSES);
	}

	private static String[] in(String... packages) {
		return Stream.of(packages).map(p -> ROOT + "." + p + "..").toArray(String[]::new);
	}
}
