; The Windows installer: for one person, no network, no administrator; keeps the data when removed.
; Paths are from this folder: makensis -DVERSION=x.y.z -DFOLDER=../dist/PapiDesk -DOUTPUT=../dist/PapiDesk-setup.exe papidesk.nsi

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true

!include "MUI2.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\PapiDesk"
!define DATA "$LOCALAPPDATA\PapiDesk"

Name "PapiDesk"
BrandingText "PapiDesk ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\PapiDesk"
InstallDirRegKey HKCU "Software\PapiDesk" "InstallDir"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "PapiDesk"
VIAddVersionKey "FileDescription" "PapiDesk"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "../resources/icons/papidesk.ico"
!define MUI_UNICON "../resources/icons/papidesk.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\PapiDesk.exe"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "../LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString NeedsWindows64 ${LANG_VIETNAMESE} "PapiDesk cần Windows 64 bit. Hãy cài trên một máy 64 bit."
LangString NeedsWindows64 ${LANG_ENGLISH} "PapiDesk needs 64-bit Windows. Install it on a 64-bit computer."
LangString StillRunning ${LANG_VIETNAMESE} "PapiDesk đang mở. Hãy đóng chương trình rồi bấm Thử lại."
LangString StillRunning ${LANG_ENGLISH} "PapiDesk is open. Close it, then choose Retry."
LangString BundleName ${LANG_VIETNAMESE} "Gói dữ liệu PapiDesk"
LangString BundleName ${LANG_ENGLISH} "PapiDesk bundle"
LangString SectionProgram ${LANG_VIETNAMESE} "Chương trình"
LangString SectionProgram ${LANG_ENGLISH} "Program"
LangString SectionDesktop ${LANG_VIETNAMESE} "Biểu tượng trên màn hình nền"
LangString SectionDesktop ${LANG_ENGLISH} "Icon on the desktop"
LangString SectionData ${LANG_VIETNAMESE} "Xóa cả dữ liệu của cơ quan"
LangString SectionData ${LANG_ENGLISH} "Also delete the office's data"
LangString AboutProgram ${LANG_VIETNAMESE} "PapiDesk và liên kết với tệp .papi."
LangString AboutProgram ${LANG_ENGLISH} "PapiDesk and its link with .papi files."
LangString AboutDesktop ${LANG_VIETNAMESE} "Mở PapiDesk từ màn hình nền."
LangString AboutDesktop ${LANG_ENGLISH} "Open PapiDesk from the desktop."
LangString AboutData ${LANG_VIETNAMESE} "Xóa văn bản, tệp đính kèm và bản sao lưu trong thư mục dữ liệu mặc định. Không thể khôi phục."
LangString AboutData ${LANG_ENGLISH} "Delete documents, attachments and backups in the default data folder. This cannot be undone."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$(NeedsWindows64)" /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

; A program that runs keeps its file open, so opening it for writing tells.
!macro WaitUntilClosed
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\PapiDesk.exe"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\PapiDesk.exe" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillRunning)" /SD IDCANCEL IDRETRY +2
      Abort
    ${Loop}
  ${EndIf}
!macroend

; Only what was installed is removed, so a folder somebody shared with other files survives.
!macro RemoveProgram
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\PapiDesk.exe"
  Delete "$INSTDIR\papidesk-cli.exe"
!macroend

Section "$(SectionProgram)" Program
  SectionIn RO
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\PapiDesk.lnk" "$INSTDIR\PapiDesk.exe"

  WriteRegStr HKCU "Software\PapiDesk" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.papi" "" "PapiDesk.Bundle"
  WriteRegStr HKCU "Software\Classes\PapiDesk.Bundle" "" "$(BundleName)"
  WriteRegStr HKCU "Software\Classes\PapiDesk.Bundle\DefaultIcon" "" "$INSTDIR\PapiDesk.exe,0"
  WriteRegStr HKCU "Software\Classes\PapiDesk.Bundle\shell\open\command" "" '"$INSTDIR\PapiDesk.exe" "%1"'

  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "PapiDesk"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\PapiDesk.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "PapiDesk"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" "$0"
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Section "$(SectionDesktop)" Desktop
  CreateShortcut "$DESKTOP\PapiDesk.lnk" "$INSTDIR\PapiDesk.exe"
SectionEnd

Section "un.$(SectionProgram)" unProgram
  SectionIn RO
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  Delete "$SMPROGRAMS\PapiDesk.lnk"
  Delete "$DESKTOP\PapiDesk.lnk"
  DeleteRegKey HKCU "Software\Classes\PapiDesk.Bundle"
  ReadRegStr $0 HKCU "Software\Classes\.papi" ""
  ${If} $0 == "PapiDesk.Bundle"
    DeleteRegKey HKCU "Software\Classes\.papi"
  ${EndIf}
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\PapiDesk"
  ${RefreshShellIcons}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd

; Not chosen unless asked for; a silent removal keeps the data.
Section /o "un.$(SectionData)" unData
  RMDir /r "${DATA}"
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${Program} "$(AboutProgram)"
  !insertmacro MUI_DESCRIPTION_TEXT ${Desktop} "$(AboutDesktop)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END
!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${unProgram} "$(AboutProgram)"
  !insertmacro MUI_DESCRIPTION_TEXT ${unData} "$(AboutData)"
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
