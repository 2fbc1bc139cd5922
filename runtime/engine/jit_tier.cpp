#if SEXTANT_WITH_LLVM

#include "compiler/opt/passes.h"
#include "compiler/opt/schedule.h"
#include "runtime/engine/engines.h"
#include "runtime/jit/session.h"

namespace sextant::engine {
namespace {

class JitRunner : public Runner {
 public:
  explicit JitRunner(abi::Kernel kernel) : kernel_(kernel) {}
  void Run(const abi::KernelArgs& args) override { kernel_(&args); }

 private:
  abi::Kernel kernel_;
};

class JitCode : public Code {
 public:
  JitCode(const ir::Module& module, const Tuning& tuning)
      : module_(opt::Optimised(module)),
        roots_(
            opt::Schedule(module_, opt::ForeignParts(module_, tuning.foreign_every_nth)).roots()) {}

  Status Compile(const Tuning& tuning) {
    auto session = jit::Session::Create({tuning.cpu, tuning.longest_function,
                                         tuning.foreign_every_nth, tuning.quick, tuning.layout,
                                         tuning.streaming});
    if (!session.ok()) {
      return session.error();
    }
    const auto kernel = (*session)->Compile(module_);
    if (!kernel.ok()) {
      return kernel.error();
    }
    session_ = std::move(session.value());
    kernel_ = *kernel;
    return {};
  }

  std::unique_ptr<Runner> MakeRunner() const override {
    return std::make_unique<JitRunner>(kernel_);
  }
  const ir::Module& module() const override { return module_; }
  const std::vector<opt::Root>& roots() const override { return roots_; }

 private:
  ir::Module module_;
  std::vector<opt::Root> roots_;
  std::unique_ptr<jit::Session> session_;  // owns the kernel
  abi::Kernel kernel_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<Tier>> MakeJitTier(const ir::Module& module, const source::Manager& sources,
                                          const interp::Bindings& bindings, const Tuning& tuning) {
  auto code = std::make_unique<JitCode>(module, tuning);
  if (const Status status = code->Compile(tuning); !status) {
    return status.error();
  }
  return std::make_unique<Tier>(std::move(code), sources, bindings, tuning.layout);
}

}  // namespace sextant::engine

#endif  // SEXTANT_WITH_LLVM
