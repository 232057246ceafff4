@echo off
rem Starts Fovea on the command line: "fovea --help" lists what it can do.
rem   JAVA_HOME    the Java to use (17 or newer); else Fiji's own, or the one on the PATH
rem   plugins\     a folder beside bin\ for jars of others, such as augmentations of your own
rem   FOVEA_OPTS   options for Java, for example FOVEA_OPTS=-Xmx8g; JAVA_OPTS is read as well
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if not exist "%java%" (
	echo fovea: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it. 1>&2
	exit /b 2
)
if not defined JAVA_HOME for /d %%d in ("%home%\java\win64\*") do if exist "%%d\bin\java.exe" set "java=%%d\bin\java.exe"
set "jars=%home%\lib\*;%home%\plugins\*"
if exist "%home%\plugins\Fovea" set "jars=%home%\plugins\Fovea\*;%home%\plugins\Fovea\server\*"
rem Fiji's own libraries that Fovea needs; "?.*" is a version, and no other library whose name begins with the same word.
if exist "%home%\plugins\Fovea" for %%l in (ij ij1-patcher javassist classgraph imglib2 scijava-common parsington gson snakeyaml commons-math3 commons-lang3 slf4j-api lz4-java) do (
	for %%j in ("%home%\jars\%%l-?.*.jar" "%home%\jars\bio-formats\%%l-?.*.jar") do call set "jars=%%jars%%;%%~fj"
)
if not defined TF_CPP_MIN_LOG_LEVEL set TF_CPP_MIN_LOG_LEVEL=3
"%java%" --add-opens=java.base/java.lang=ALL-UNNAMED -Djava.awt.headless=true %JAVA_OPTS% %FOVEA_OPTS% -cp "%jars%" sc.fovea.cli.Fovea %*
exit /b %ERRORLEVEL%
