#include "compiler/ir/storage.h"
#include "compiler/opt/ranges.h"
#include "compiler/opt/schedule.h"
#include "runtime/engine/engines.h"
#include "runtime/vector/program.h"

namespace sextant::engine {
namespace {

class VectorRunner : public Runner {
 public:
  explicit VectorRunner(const vector::Program& program) : program_(program), registers_(program) {}
  void Run(const abi::KernelArgs& args) override { program_.Run(args, registers_); }

 private:
  const vector::Program& program_;
  vector::Program::Registers registers_;
};

class VectorCode : public Code {
 public:
  VectorCode(const vector::Source& source, std::string_view level)
      : module_(source.module), program_(source, level), roots_(source.schedule.roots()) {}
  std::unique_ptr<Runner> MakeRunner() const override {
    return std::make_unique<VectorRunner>(program_);
  }
  const ir::Module& module() const override { return module_; }
  const std::vector<opt::Root>& roots() const override { return roots_; }

 private:
  const ir::Module& module_;
  vector::Program program_;
  std::vector<opt::Root> roots_;
};

}  // namespace

std::unique_ptr<Tier> MakeVectorTier(const ir::Module& module, const source::Manager& sources,
                                     const interp::Bindings& bindings, const Tuning& tuning) {
  const opt::Schedule schedule(module, opt::ForeignParts(module, tuning.foreign_every_nth, false));
  const opt::Ranges ranges(module, schedule);
  const std::vector<abi::Storage> layout =
      tuning.layout.empty() ? ir::NaturalLayout(module) : tuning.layout;
  // Of processors only the levels are known here.
  const bool level = vector::PrimitivesOf(tuning.cpu) != nullptr;
  auto code = std::make_unique<VectorCode>(
      vector::Source{module, schedule, ranges, bindings.params, layout}, level ? tuning.cpu : "");
  return std::make_unique<Tier>(std::move(code), sources, bindings, layout);
}

}  // namespace sextant::engine
