#include "runtime/jit/session.h"

#include <cmath>
#include <cstring>
#include <mutex>

#include <llvm/ExecutionEngine/Orc/CompileUtils.h>
#include <llvm/ExecutionEngine/Orc/ExecutionUtils.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>

#include "compiler/codegen/codegen.h"
#include "runtime/jit/machine.h"

namespace sextant::jit {
namespace {

namespace orc = llvm::orc;

// All that code may call. fma is called only where the machine has no instruction for it.
llvm::Error DefineWhiteList(orc::LLJIT& jit, orc::JITDylib& library) {
  const auto symbol = [](auto* function) {
    return orc::ExecutorSymbolDef(orc::ExecutorAddr::fromPtr(function),
                                  llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable);
  };
  orc::SymbolMap symbols;
  symbols[jit.mangleAndIntern("memcpy")] = symbol(&std::memcpy);
  symbols[jit.mangleAndIntern("memset")] = symbol(&std::memset);
  symbols[jit.mangleAndIntern("fma")] =
      symbol(static_cast<double (*)(double, double, double)>(&std::fma));
  return library.define(orc::absoluteSymbols(std::move(symbols)));
}

class OrcSession : public Session {
 public:
  OrcSession(Target target, std::unique_ptr<llvm::TargetMachine> machine,
             std::unique_ptr<orc::LLJIT> jit)
      : target_(std::move(target)), machine_(std::move(machine)), jit_(std::move(jit)) {}

  Result<abi::Kernel> Compile(const ir::Module& module) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> object = MakeObject(module);
    if (!object) {
      return LlvmError("compile the strategy", object.takeError());
    }
    auto kernel = Link(std::move(*object));
    if (!kernel) {
      return LlvmError("link the strategy", kernel.takeError());
    }
    return *kernel;
  }

 private:
  // Types stay in a context for good, so each compilation has its own.
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> MakeObject(const ir::Module& module) {
    llvm::LLVMContext context;
    const auto kernel = MakeKernel(module, target_, context, *machine_);
    orc::SimpleCompiler compiler(*machine_);
    return compiler(*kernel);
  }

  // Every kernel has the same name, and a library of its own.
  llvm::Expected<abi::Kernel> Link(std::unique_ptr<llvm::MemoryBuffer> object) {
    auto library = jit_->createJITDylib("kernel_" + std::to_string(libraries_++));
    if (!library) {
      return library.takeError();
    }
    if (llvm::Error error = DefineWhiteList(*jit_, *library)) {
      return error;
    }
    if (llvm::Error error = jit_->addObjectFile(*library, std::move(object))) {
      return error;
    }
    auto address = jit_->lookup(*library, codegen::kKernelName);
    if (!address) {
      return address.takeError();
    }
    return address->toPtr<abi::Kernel>();
  }

  std::mutex mutex_;
  Target target_;
  std::unique_ptr<llvm::TargetMachine> machine_;
  std::unique_ptr<orc::LLJIT> jit_;
  int libraries_ = 0;
};

}  // namespace

Result<std::unique_ptr<Session>> Session::Create(const Target& target) {
  auto builder = MachineBuilderFor(target);
  if (!builder.ok()) {
    return builder.error();
  }
  auto machine = MachineFor(target);
  if (!machine.ok()) {
    return machine.error();
  }
  // The inactive platform is what lets a session do without the symbols of the process.
  auto jit = orc::LLJITBuilder()
                 .setJITTargetMachineBuilder(*builder)
                 .setDataLayout((*machine)->createDataLayout())
                 .setLinkProcessSymbolsByDefault(false)
                 .setPlatformSetUp(orc::setUpInactivePlatform)
                 .create();
  if (!jit) {
    return LlvmError("start", jit.takeError());
  }
  return std::unique_ptr<Session>(
      std::make_unique<OrcSession>(target, std::move(machine.value()), std::move(*jit)));
}

}  // namespace sextant::jit
