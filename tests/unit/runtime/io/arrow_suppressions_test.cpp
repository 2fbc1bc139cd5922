// Arrow's libraries are not built for the thread sanitizer, which therefore does not see what
// orders the accesses inside them. Races with a frame of theirs are not reported; races of ours
// are.
extern "C" const char* __tsan_default_suppressions() {
  return "race:libarrow.so\nrace:libparquet.so\n";
}
