@echo off
rem Removes from a Fiji or ImageJ what the zip of Fovea put there; your models in .fovea of your user folder stay.
setlocal
set "home=%~dp0.."
set "list=%home%\plugins\Fovea\fovea-uninstall.txt"
if not exist "%list%" (
	echo fovea-uninstall: there is no list of Fovea's files in "%list%". 1>&2
	exit /b 2
)
set "copy=%TEMP%\fovea-uninstall-%RANDOM%.txt"
copy /y "%list%" "%copy%" >nul
rem The last thing to go is this very file, which must be read to its end.
(
	for /f "usebackq delims=" %%f in ("%copy%") do if /i not "%%f"=="bin/fovea-uninstall.bat" call :remove "%%f"
	for %%d in (plugins\Fovea\tensorflow plugins\Fovea\server plugins\Fovea macros\Fovea\teaching macros\Fovea macros\toolsets) do rd "%home%\%%d" 2>nul
	del "%copy%"
	echo Fovea is removed; your own models are still in .fovea of your user folder.
	(goto) 2>nul & del "%~f0" & rd "%~dp0." 2>nul
)
:remove
set "file=%~1"
set "file=%file:/=\%"
del /q "%home%\%file%" 2>nul
exit /b 0
