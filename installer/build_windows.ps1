# Builds the Windows program and its installer on a Windows machine with Python 3.11 and NSIS 3.
# Run from anywhere:  powershell -ExecutionPolicy Bypass -File installer\build_windows.ps1

$ErrorActionPreference = "Stop"
Set-StrictMode -Version Latest
Set-Location (Join-Path $PSScriptRoot "..")

function Invoke-Checked {
    # Windows PowerShell does not stop at a program that fails, so each one is asked.
    $program, $arguments = $args
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with code $LASTEXITCODE." }
}

$venv = Join-Path (Get-Location) ".venv"
$python = Join-Path $venv "Scripts\python.exe"
if (-not (Test-Path $python)) { Invoke-Checked py -3.11 -m venv $venv }
Invoke-Checked $python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock

$env:PYTHONUTF8 = "1"
foreach ($catalogue in Get-ChildItem resources\locale -Recurse -Filter papidesk.po) {
    $compiled = [IO.Path]::ChangeExtension($catalogue.FullName, ".mo")
    Invoke-Checked $python -m babel.messages.frontend compile --input-file $catalogue.FullName --output-file $compiled
}

Invoke-Checked $python -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build\package pyinstaller.spec
Invoke-Checked (Resolve-Path dist\PapiDesk\papidesk-cli.exe) self-check

$version = & $python installer\windows_version.py
$makensis = Get-Command makensis -ErrorAction SilentlyContinue
if ($makensis) { $makensis = $makensis.Source } else { $makensis = "${env:ProgramFiles(x86)}\NSIS\makensis.exe" }
$folder = Resolve-Path dist\PapiDesk
$setup = Join-Path (Resolve-Path dist) "PapiDesk-$version-setup.exe"
Invoke-Checked $makensis /V2 /WX /INPUTCHARSET UTF8 "/DVERSION=$version" "/DFOLDER=$folder" "/DOUTPUT=$setup" installer\papidesk.nsi

Write-Output "Built $setup"
Write-Output "SHA-256 $((Get-FileHash -Algorithm SHA256 $setup).Hash.ToLower())"
