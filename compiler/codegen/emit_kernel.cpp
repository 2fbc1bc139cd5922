#include <cstddef>

#include <llvm/IR/Module.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/Target/TargetMachine.h>

#include "compiler/codegen/codegen.h"
#include "compiler/codegen/emitter.h"
#include "compiler/codegen/parts.h"
#include "runtime/abi/kernel.h"

namespace sextant::codegen {

using llvm::Value;

namespace {

// void part(const KernelArgs* args, char* scratch, int64_t first, int64_t last)
llvm::Function* DeclarePart(Simd& s, llvm::Module& out, std::size_t number) {
  auto* type = llvm::FunctionType::get(
      s.getVoidTy(), {s.getPtrTy(), s.getPtrTy(), s.getInt64Ty(), s.getInt64Ty()}, false);
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage,
                                          "part_" + std::to_string(number), out);
  function->addFnAttr(llvm::Attribute::NoUnwind);
  function->addFnAttr(llvm::Attribute::NoInline);
  function->addParamAttr(0, llvm::Attribute::ReadOnly);
  function->addParamAttr(0, llvm::Attribute::NoAlias);
  return function;
}

// rerun[row / 8] = marked; functions after the first add to what is there
void StoreMarked(Emitter& e, bool first) {
  Simd& s = e.simd();
  Value* marked = e.Marked();
  if (marked == nullptr && !first) {
    return;
  }
  Value* bytes = e.RerunColumn();
  marked = marked == nullptr ? s.SplatMask(false) : marked;
  Value* bits = s.CreateBitCast(marked, s.getInt8Ty());
  Value* address = s.CreateInBoundsGEP(s.getInt8Ty(), bytes, e.frame().byte);
  if (!first) {
    bits = s.CreateOr(bits, s.CreateAlignedLoad(s.getInt8Ty(), address, llvm::Align(1)));
  }
  s.CreateAlignedStore(bits, address, llvm::Align(1));
}

// for (row = first; row != last; row += 8) { the nodes of the part, for rows row .. row + 8 }
void EmitPart(const Plan& plan, Simd& s, Scratch& scratch, llvm::Function* function,
              const Parts::Part& part) {
  llvm::LLVMContext& context = function->getContext();
  auto* entry = llvm::BasicBlock::Create(context, "entry", function);
  auto* step = llvm::BasicBlock::Create(context, "step", function);
  auto* done = llvm::BasicBlock::Create(context, "done", function);
  s.SetInsertPoint(entry);
  s.CreateBr(step);

  s.SetInsertPoint(step);
  Value* first = function->getArg(2);
  llvm::PHINode* row = s.CreatePHI(s.getInt64Ty(), 2, "row");
  row->addIncoming(first, entry);
  Frame frame;
  frame.args = function->getArg(0);
  frame.scratch = function->getArg(1);
  frame.row = row;
  frame.place = s.CreateSub(row, first, "place");
  frame.byte = s.CreateLShr(row, 3, "byte");
  frame.entry = entry;

  Emitter e(plan, s, scratch, frame);
  for (uint32_t node = part.begin; node < part.end; ++node) {
    e.EmitNode(NodeId(node));
  }
  for (NodeId node : part.saved) {
    e.Save(node);
  }
  for (NodeId node : part.done) {
    scratch.Release(node);
  }
  StoreMarked(e, part.begin == 0);
  Value* next = s.CreateAdd(row, s.getInt64(kLanes), "next");
  row->addIncoming(next, step);
  s.CreateCondBr(s.CreateICmpEQ(next, function->getArg(3)), done, step);

  s.SetInsertPoint(done);
  s.CreateRetVoid();
}

// for (first = 0; first != rows; first = last) {
//   last = min(first + block, rows);
//   part_0(args, scratch, first, last);  part_1(args, scratch, first, last);  …
// }
void EmitDriver(Simd& s, llvm::Module& out, const std::vector<llvm::Function*>& parts,
                int64_t block_rows, int64_t scratch_bytes) {
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
  Value* scratch = llvm::Constant::getNullValue(s.getPtrTy());
  if (scratch_bytes > 0) {
    auto* area =
        s.CreateAlloca(llvm::ArrayType::get(s.getInt8Ty(), static_cast<uint64_t>(scratch_bytes)));
    area->setAlignment(llvm::Align(64));
    scratch = area;
  }
  s.CreateCondBr(s.CreateICmpEQ(rows, s.getInt64(0)), done, block);

  s.SetInsertPoint(block);
  llvm::PHINode* first = s.CreatePHI(s.getInt64Ty(), 2, "first");
  first->addIncoming(s.getInt64(0), entry);
  Value* last = rows;
  if (parts.size() > 1) {
    last = s.CreateBinaryIntrinsic(llvm::Intrinsic::umin,
                                   s.CreateAdd(first, s.getInt64(block_rows)), rows);
  }
  for (llvm::Function* part : parts) {
    s.CreateCall(part, {args, scratch, first, last});
  }
  first->addIncoming(last, block);
  s.CreateCondBr(s.CreateICmpEQ(last, rows), done, block);

  s.SetInsertPoint(done);
  s.CreateRetVoid();
}

}  // namespace

std::unique_ptr<llvm::Module> EmitKernel(const ir::Module& module, llvm::LLVMContext& context,
                                         const llvm::TargetMachine& machine,
                                         unsigned longest_function) {
  auto out = std::make_unique<llvm::Module>(module.name, context);
  out->setTargetTriple(machine.getTargetTriple().str());
  out->setDataLayout(machine.createDataLayout());

  const MachineTraits traits{
      machine.getMCSubtargetInfo()->checkFeatures("+avx512f,+avx512dq,+avx512bw,+avx512vl")};
  Simd s(context, traits);
  const Schedule schedule(module);
  const Ranges ranges(module, schedule);
  const Parts parts = CutIntoParts(module, schedule, longest_function);
  Scratch scratch(parts.block_rows);
  std::vector<llvm::Function*> functions;
  for (const Parts::Part& part : parts.parts) {
    functions.push_back(DeclarePart(s, *out, functions.size()));
    EmitPart({module, schedule, ranges}, s, scratch, functions.back(), part);
  }
  EmitDriver(s, *out, functions, parts.block_rows, scratch.bytes());
  for (llvm::Function& function : *out) {
    if (!function.isDeclaration()) {
      function.addFnAttr("target-cpu", machine.getTargetCPU());
      function.addFnAttr("target-features", machine.getTargetFeatureString());
    }
  }
  return out;
}

}  // namespace sextant::codegen
