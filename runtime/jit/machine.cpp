#include "runtime/jit/machine.h"

#include <mutex>

#include <llvm/Support/TargetSelect.h>

#include "compiler/codegen/codegen.h"

namespace sextant::jit {

Error LlvmError(const std::string& doing, llvm::Error error) {
  return {"LLVM cannot " + doing + ": " + llvm::toString(std::move(error)),
          "run with the interpreter instead"};
}

Result<llvm::orc::JITTargetMachineBuilder> MachineBuilderFor(const Target& target) {
  static std::once_flag initialised;
  std::call_once(initialised, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
  });
  auto host = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!host) {
    return LlvmError("describe this machine", host.takeError());
  }
  llvm::orc::JITTargetMachineBuilder builder = std::move(*host);
  if (!target.cpu.empty()) {
    builder = llvm::orc::JITTargetMachineBuilder(builder.getTargetTriple());
    builder.setCPU(target.cpu);
  }
  builder.setRelocationModel(llvm::Reloc::PIC_);
  builder.setCodeModel(llvm::CodeModel::Small);
  builder.setCodeGenOptLevel(target.quick ? llvm::CodeGenOptLevel::None
                                          : llvm::CodeGenOptLevel::Less);
  return builder;
}

Result<std::unique_ptr<llvm::TargetMachine>> MachineFor(const Target& target) {
  auto builder = MachineBuilderFor(target);
  if (!builder.ok()) {
    return builder.error();
  }
  auto machine = builder->createTargetMachine();
  if (!machine) {
    return LlvmError("make code for this machine", machine.takeError());
  }
  return std::move(*machine);
}

std::unique_ptr<llvm::Module> MakeKernel(const ir::Module& module, const Target& target,
                                         llvm::LLVMContext& context, llvm::TargetMachine& machine) {
  const unsigned longest =
      target.longest_function == 0 ? codegen::kLongestFunction : target.longest_function;
  auto kernel =
      codegen::EmitKernel(module, context, machine,
                          {longest, target.foreign_every_nth, target.layout, target.streaming});
  codegen::Optimise(*kernel, machine,
                    target.quick ? codegen::Effort::kQuick : codegen::Effort::kFull);
  return kernel;
}

}  // namespace sextant::jit
