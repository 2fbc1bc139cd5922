#include <cstddef>

#include <llvm/IR/IntrinsicsX86.h>
#include <llvm/IR/Module.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/Target/TargetMachine.h>

#include "compiler/codegen/codegen.h"
#include "compiler/codegen/emitter.h"
#include "compiler/codegen/part_function.h"
#include "compiler/codegen/parts.h"
#include "compiler/ir/storage.h"
#include "runtime/abi/kernel.h"

namespace sextant::codegen {

using llvm::Value;

namespace {

void StoreMarked(Emitter& e) {
  if (Value* bits = e.TakeMarked()) {
    e.StoreMarked(bits);
  }
}

// for (row = first; row != last; row += 8) { the nodes of the part, for rows row .. row + 8 }
// The marks of the input checks, which come first, are stored at once: else LLVM would keep every
// column in registers until the end.
llvm::Function* EmitPart(Plan& plan, Simd& s, llvm::Module& out, const Parts::Part& part) {
  PartFunction function(s, out, "part", kLanes);
  Emitter e(
      plan, s,
      {function.args(), function.scratch(), function.row(), function.place(), function.entry()});
  bool checking = false;
  for (uint32_t id = part.begin; id < part.end; ++id) {
    const bool check = plan.schedule.node(NodeId(id)).kind == Node::Kind::kSlotCheck;
    if (checking && !check) {
      StoreMarked(e);
    }
    checking = check;
    e.EmitNode(NodeId(id));
  }
  StoreMarked(e);
  for (NodeId node : part.saved) {
    e.Save(node);
  }
  for (NodeId node : part.done) {
    plan.scratch.Release(node);
  }
  return function.Finish();
}

// memset(args->out_validity[place], 0xff, rows / 8) for each
void FillOutputs(Simd& s, const std::vector<uint32_t>& outputs, Value* args, Value* rows) {
  Value* bytes = s.CreateLShr(rows, 3);
  for (uint32_t output : outputs) {
    Value* member =
        s.CreateConstInBoundsGEP1_64(s.getInt8Ty(), args, offsetof(abi::KernelArgs, out_validity));
    Value* columns = s.CreateAlignedLoad(s.getPtrTy(), member, llvm::Align(8));
    Value* place = s.CreateConstInBoundsGEP1_64(s.getPtrTy(), columns, output);
    Value* column = s.CreateAlignedLoad(s.getPtrTy(), place, llvm::Align(8));
    s.CreateMemSet(column, s.getInt8(0xff), bytes, llvm::Align(1));
  }
}

// memset(…);
// for (first = 0; first != rows; first = last) {
//   last = min(first + block, rows);
//   part(args, scratch, first, last);  part.1(args, scratch, first, last);  …
// }
void EmitDriver(const Plan& plan, Simd& s, llvm::Module& out,
                const std::vector<llvm::Function*>& functions, int64_t block_rows) {
  auto* type = llvm::FunctionType::get(s.getVoidTy(), {s.getPtrTy()}, false);
  auto* kernel = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, kKernelName, out);
  kernel->addFnAttr(llvm::Attribute::NoUnwind);
  auto* entry = llvm::BasicBlock::Create(out.getContext(), "entry", kernel);
  auto* block = llvm::BasicBlock::Create(out.getContext(), "block", kernel);
  auto* done = llvm::BasicBlock::Create(out.getContext(), "done", kernel);

  s.SetInsertPoint(entry);
  Value* args = kernel->getArg(0);
  static_assert(offsetof(abi::KernelArgs, rows) == 0);
  Value* rows = s.CreateAlignedLoad(s.getInt64Ty(), args, llvm::Align(8), "rows");
  FillOutputs(s, plan.full_outputs, args, rows);
  const auto bytes = static_cast<uint64_t>(plan.scratch.bytes());
  auto* scratch = s.CreateAlloca(llvm::ArrayType::get(s.getInt8Ty(), bytes));
  scratch->setAlignment(llvm::Align(64));
  s.CreateCondBr(s.CreateICmpEQ(rows, s.getInt64(0)), done, block);

  s.SetInsertPoint(block);
  llvm::PHINode* first = s.CreatePHI(s.getInt64Ty(), 2, "first");
  first->addIncoming(s.getInt64(0), entry);
  Value* last = rows;
  if (functions.size() > 1) {
    last = s.CreateBinaryIntrinsic(llvm::Intrinsic::umin,
                                   s.CreateAdd(first, s.getInt64(block_rows)), rows);
  }
  for (llvm::Function* function : functions) {
    s.CreateCall(function, {args, scratch, first, last});
  }
  first->addIncoming(last, block);
  s.CreateCondBr(s.CreateICmpEQ(last, rows), done, block);

  s.SetInsertPoint(done);
  if (plan.streaming) {
    s.CreateIntrinsic(llvm::Intrinsic::x86_sse_sfence, {}, {});
  }
  s.CreateRetVoid();
}

}  // namespace

std::unique_ptr<llvm::Module> EmitKernel(const ir::Module& module, llvm::LLVMContext& context,
                                         const llvm::TargetMachine& machine,
                                         const KernelOptions& options) {
  auto out = std::make_unique<llvm::Module>(module.name, context);
  out->setTargetTriple(machine.getTargetTriple().str());
  out->setDataLayout(machine.createDataLayout());

  const llvm::MCSubtargetInfo& has = *machine.getMCSubtargetInfo();
  const bool x86 = machine.getTargetTriple().isX86();
  const MachineTraits traits{x86 && has.checkFeatures("+avx512f,+avx512dq,+avx512bw,+avx512vl"),
                             !x86 || has.checkFeatures("+sse4.1")};
  Simd s(context, traits);
  const Schedule schedule(module, opt::ForeignParts(module, options.foreign_every_nth));
  const Ranges ranges(module, schedule);
  const Parts parts = CutIntoParts(module, schedule, options.longest_function);
  Scratch scratch(parts.block_rows);
  Plan plan{module,
            schedule,
            ranges,
            scratch,
            opt::FindComparedTexts(module),
            options.layout.empty() ? ir::NaturalLayout(module) : options.layout,
            options.streaming && x86,
            ir::FirstPlaces(module),
            {}};
  std::vector<llvm::Function*> functions;
  for (const Parts::Part& part : parts.parts) {
    functions.push_back(EmitPart(plan, s, *out, part));
  }
  EmitDriver(plan, s, *out, functions, parts.block_rows);
  for (llvm::Function& function : *out) {
    if (!function.isDeclaration()) {
      function.addFnAttr("target-cpu", machine.getTargetCPU());
      function.addFnAttr("target-features", machine.getTargetFeatureString());
    }
  }
  return out;
}

}  // namespace sextant::codegen
