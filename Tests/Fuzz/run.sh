#!/usr/bin/env bash
# Fuzzes Chokepoint's entry points with libFuzzer and the address sanitizer, for as long as told.
#
# usage: Tests/Fuzz/run.sh [SECONDS] [TARGET...]
#
# SECONDS is the time for each target (60). TARGETs are FuzzFile, FuzzPackets, FuzzStreams, FuzzIMAP, FuzzSMTP, FuzzNTLM,
# FuzzPipeline and FuzzProbe; without any, all of them run, one after the other. Needs Swift on Linux, lld and python3.
#
# Everything lies in .build-fuzz: the build, seeds/TARGET (made by seeds.py), corpus/TARGET (what gave new coverage, kept
# from run to run), findings/TARGET (inputs with a finding) and logs/TARGET.log. Printed for each target are the
# executions, the covered edges and the findings; the exit status is 1 when there are any.
#
# To look at a finding:  SWIFT_BACKTRACE=enable=no .build-fuzz/release/TARGET .build-fuzz/findings/TARGET/crash-...
# To make it smaller:    the same with -minimize_crash=1 -max_total_time=60 before the file.
# When it is fixed, it becomes a file of Tests/Fuzz/Regressions/TARGET, which `swift test` replays for ever.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=60
if [[ "${1:-}" =~ ^[0-9]+$ ]]; then
  seconds=$1
  shift
fi
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  targets=(FuzzFile FuzzPackets FuzzStreams FuzzIMAP FuzzSMTP FuzzNTLM FuzzPipeline FuzzProbe)
fi

work=.build-fuzz
for target in "${targets[@]}"; do
  CHOKEPOINT_FUZZ=1 swift build --configuration release --scratch-path "$work" --product "$target"
done
python3 Tests/Fuzz/seeds.py "$work/seeds"

# Swift's own backtracer would take the signal that libFuzzer writes its artifact at.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:symbolize=1}

found=0
printf '%-14s %12s %8s %9s %8s\n' target executions edges features findings
for target in "${targets[@]}"; do
  artifacts="$work/findings/$target" corpus="$work/corpus/$target" log="$work/logs/$target.log"
  mkdir -p "$artifacts" "$corpus" "$work/logs"
  case $target in
    FuzzFile | FuzzPackets | FuzzPipeline) words=capture longest=4096 ;;
    FuzzStreams) words= longest=1024 ;;
    *) words=mail longest=1024 ;;
  esac
  # There is no folder where nothing was ever found.
  known="Tests/Fuzz/Regressions/$target"
  [ -d "$known" ] || known=
  status=0
  "$work/release/$target" -max_total_time="$seconds" -max_len="$longest" -timeout=5 -rss_limit_mb=512 \
    -malloc_limit_mb=64 -print_final_stats=1 ${words:+-dict="Tests/Fuzz/Dictionaries/$words.dict"} \
    -artifact_prefix="$artifacts/" "$corpus" "$work/seeds/$target" ${known:+"$known"} \
    >"$log" 2>&1 || status=$?
  # A machine with other work may stop a program for seconds: a time-out counts when it comes again.
  for late in "$artifacts"/timeout-* "$artifacts"/slow-unit-*; do
    if [ -f "$late" ] && timeout 5 "$work/release/$target" "$late" >>"$log" 2>&1; then
      rm "$late"
      [ "$status" -ne 70 ] || status=0
    fi
  done
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
  edges=$(grep -o "cov: [0-9]*" "$log" | tail -1 | cut -d" " -f2) || true
  features=$(grep -o "ft: [0-9]*" "$log" | tail -1 | cut -d" " -f2) || true
  findings=$(find "$artifacts" -type f | wc -l)
  printf '%-14s %12s %8s %9s %8s\n' "$target" "${executions:-?}" "${edges:-?}" "${features:-?}" "$findings"
  if [ "$status" -ne 0 ]; then
    found=1
    grep -m 3 -E 'Fatal error|ERROR:|SUMMARY:' "$log" | sed 's/^/  /' || true
    echo "  see $log"
  elif [ "$findings" -ne 0 ]; then
    found=1
    echo "  from earlier runs: $artifacts"
  fi
done
exit "$found"
