#include <llvm/ADT/SmallString.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/Support/raw_ostream.h>

#include "runtime/jit/machine.h"

namespace sextant::jit {

Result<std::string> LlvmText(const ir::Module& module, const Target& target) {
  auto machine = MachineFor(target);
  if (!machine.ok()) {
    return machine.error();
  }
  llvm::LLVMContext context;
  std::string text;
  llvm::raw_string_ostream stream(text);
  MakeKernel(module, target, context, **machine)->print(stream, nullptr);
  return text;
}

Result<std::string> AssemblyText(const ir::Module& module, const Target& target) {
  auto machine = MachineFor(target);
  if (!machine.ok()) {
    return machine.error();
  }
  llvm::LLVMContext context;
  const auto kernel = MakeKernel(module, target, context, **machine);
  llvm::SmallString<1024> text;
  llvm::raw_svector_ostream stream(text);
  llvm::legacy::PassManager passes;
  if ((*machine)->addPassesToEmitFile(passes, stream, nullptr,
                                      llvm::CodeGenFileType::AssemblyFile)) {
    return Error{"LLVM cannot print assembly for this machine", ""};
  }
  passes.run(*kernel);
  return std::string(text.str());
}

}  // namespace sextant::jit
