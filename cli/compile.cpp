#include <memory>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/strategy.h"
#include "compiler/check/check.h"
#include "compiler/ir/builder.h"
#include "compiler/ir/fingerprint.h"
#include "compiler/opt/passes.h"
#if SEXTANT_WITH_LLVM
#include "runtime/jit/session.h"
#endif

namespace sextant::cli {
namespace {

struct CompileOptions {
  std::string file;
  std::string emit = "ir";
};

Result<std::string> MachineText(const ir::Module& module, bool assembly) {
#if SEXTANT_WITH_LLVM
  return assembly ? jit::AssemblyText(module) : jit::LlvmText(module);
#else
  (void)module;
  (void)assembly;
  return Error{"this build of sextant has no code generator",
               "build it with -DSEXTANT_WITH_LLVM=ON"};
#endif
}

Result<std::string> Emit(const std::string& what, const driver::Compilation& compilation) {
  if (what == "ast")
    return ast::Print(compilation.tree);
  if (what == "types")
    return check::PrintTypes(compilation.program, compilation.sources);
  if (what == "ir")
    return fmt::format("# program {}\n{}", ir::Fingerprint(*compilation.module),
                       ir::Print(*compilation.module, &compilation.sources));
  const ir::Module optimised = opt::Optimised(*compilation.module);
  return what == "optimised" ? ir::Print(optimised, &compilation.sources)
                             : MachineText(optimised, what == "asm");
}

int Compile(const CompileOptions& options) {
  int exit_code = kDone;
  auto compilation = LoadStrategy(options.file, exit_code);
  if (!compilation) {
    return exit_code;
  }
  const Result<std::string> text = Emit(options.emit, *compilation);
  if (!text) {
    PrintError(text.error());
    return kDataFailed;
  }
  fmt::print("{}{}", text.value(), text.value().ends_with('\n') ? "" : "\n");
  return kDone;
}

}  // namespace

void AddCompile(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CompileOptions>();
  CLI::App* command = app.add_subcommand("compile", "Show what a strategy is compiled to");
  command->add_option("FILE", options->file, "the strategy file")->required();
  command
      ->add_option("--emit", options->emit,
                   "ast, types, ir (decision IR), optimised (the IR that machine "
                   "code is made of), llvm or asm")
      ->check(CLI::IsMember({"ast", "types", "ir", "optimised", "llvm", "asm"}))
      ->capture_default_str();
  command->footer("Example:\n  sextant compile strategies/card_book/card_book.sxt --emit ir");
  command->callback([options, &exit_code] { exit_code = Compile(*options); });
}

}  // namespace sextant::cli
