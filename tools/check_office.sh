#!/usr/bin/env bash
# Exports the sample evaluations and opens them with programs other than ours: LibreOffice the workbook, poppler,
# qpdf and PDFBox preflight (PDF/A-1b) the report. Needs apt packages, which is why `make test` does not call it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()
command -v soffice >/dev/null || missing+=(libreoffice-calc-nogui libreoffice-draw-nogui)
command -v pdfinfo >/dev/null || missing+=(poppler-utils)
command -v qpdf >/dev/null || missing+=(qpdf)
jars=/usr/share/java
preflight() {
  local names=(preflight pdfbox2 fontbox2 xmpbox commons-logging javax.activation jaxb-api)
  java -cp "$(printf "$jars/%s.jar:" "${names[@]}")" org.apache.pdfbox.preflight.Validator_A1b "$1"
}
command -v java >/dev/null || missing+=(default-jre-headless)
[[ -e $jars/preflight.jar ]] || missing+=(libpdfbox2-java)
[[ -e $jars/javax.activation.jar ]] || missing+=(libactivation-java)
[[ -e $jars/jaxb-api.jar ]] || missing+=(libjaxb-api-java)
if ((${#missing[@]})); then
  echo "Not installed: apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
office() { soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >/dev/null 2>&1; }
failed=0
fail() { echo "  FAILED: $1"; failed=1; }

for sample in resources/samples/*.json; do
  name=$(basename "$sample" .json)
  echo "== $name"
  id=$(.venv/bin/python -m sgz_desktop import "$sample" --data "$work/data" | tail -n 1)
  .venv/bin/python -m sgz_desktop export "$id" --pdf "$work/$name.pdf" --xlsx "$work/$name.xlsx" --data "$work/data"

  echo "-- workbook in LibreOffice"
  office --convert-to "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1" \
    --outdir "$work/csv-$name" "$work/$name.xlsx" || fail "LibreOffice does not open the workbook"
  wc -l "$work/csv-$name"/*.csv | sed "s|$work/csv-$name/||" || fail "no sheet came out"
  if grep -lE '#(REF|NAME\?|VALUE|DIV/0|N/A)!?|Err:[0-9]+' "$work/csv-$name"/*.csv; then fail "a cell shows an error"; fi
  office --convert-to pdf --outdir "$work/print-$name" "$work/$name.xlsx" || fail "LibreOffice does not print the workbook"
  pdfinfo "$work/print-$name/$name.pdf" | grep -E '^Pages'

  echo "-- report in poppler, qpdf and LibreOffice"
  qpdf --check "$work/$name.pdf" || fail "qpdf finds fault with the report"
  pdfinfo "$work/$name.pdf" | grep -E '^(Title|Pages|Page size|PDF version)'
  pdffonts "$work/$name.pdf"
  # Columns from the right: object id (2), unicode map, subset, embedded.
  if pdffonts "$work/$name.pdf" | tail -n +3 | awk '$(NF-4) != "yes"' | grep .; then fail "a font is not embedded"; fi
  preflight "$work/$name.pdf" || fail "preflight finds that the report is not PDF/A-1b"
  pdftotext -layout "$work/$name.pdf" - | grep -cve '^\s*$' | sed 's/$/ lines of text/'
  office --infilter=draw_pdf_import --convert-to png --outdir "$work/png-$name" "$work/$name.pdf" ||
    fail "LibreOffice does not open the report"
  ls "$work/png-$name"/*.png >/dev/null || fail "LibreOffice drew nothing of the report"
done
exit "$failed"
