@echo off
rem Starts Fovea on the command line: "fovea --help" lists what it can do.
rem   JAVA_HOME    the Java to use (17 or newer); else the one on the PATH
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
if not defined TF_CPP_MIN_LOG_LEVEL set TF_CPP_MIN_LOG_LEVEL=3
"%java%" --add-opens=java.base/java.lang=ALL-UNNAMED -Djava.awt.headless=true %JAVA_OPTS% %FOVEA_OPTS% -cp "%home%\lib\*;%home%\plugins\*" sc.fovea.cli.Fovea %*
exit /b %ERRORLEVEL%
