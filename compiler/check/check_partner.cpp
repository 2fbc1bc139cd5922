#include <algorithm>

#include "compiler/check/consents.h"
#include "compiler/check/declarations.h"

// Consents, and the partners that need them.
namespace sextant::check {
namespace {

const ast::PartnerDecl* FindPartner(Context& context, Span declared) {
  for (const ast::Decl& decl : context.tree.decls) {
    const auto* partner = std::get_if<ast::PartnerDecl>(&decl.node);
    if (partner != nullptr && partner->name.span == declared) {
      return partner;
    }
  }
  return nullptr;
}

std::vector<std::string> PartnerNames(const Context& context) {
  std::vector<std::string> names;
  for (const ast::Decl& decl : context.tree.decls) {
    if (const auto* partner = std::get_if<ast::PartnerDecl>(&decl.node)) {
      names.push_back(partner->name.text);
    }
  }
  return names;
}

}  // namespace

std::optional<uint32_t> ConsentsField(const Program& program) {
  for (uint32_t i = 0; i < program.fields.size(); ++i) {
    if (program.fields[i].consents) {
      return i;
    }
  }
  return std::nullopt;
}

std::optional<int32_t> FindConsent(Context& context, const ast::Name& consent,
                                   const std::string& who) {
  const auto field = ConsentsField(context.program);
  if (!field) {
    if (!context.damage.any()) {
      context.Report(Diag::kNoConsents, consent.span, {who})
          .Hint("give the record a field such as `consents : consents of { " + consent.text +
                " }`");
    }
    return std::nullopt;
  }
  const Field& consents = context.program.fields[*field];
  if (consents.type.is_error()) {
    return std::nullopt;
  }
  const auto& members = context.program.enums.get(consents.type.enumeration).members;
  const auto found = std::find(members.begin(), members.end(), consent.text);
  if (found != members.end()) {
    return static_cast<int32_t>(found - members.begin());
  }
  context.Report(Diag::kUnknownConsent, consent.span, {consent.text, consents.name})
      .Label(consents.span, "the consents are listed here")
      .Hint(DidYouMean(consent.text, members, "the consents are " + ListText(members)));
  return std::nullopt;
}

const ast::PartnerDecl* FindPartner(Context& context, const ast::Name& name) {
  Symbol* symbol = context.names.Find(name, -1);
  if (symbol != nullptr && symbol->what == "a partner") {
    symbol->used = true;
    return FindPartner(context, symbol->span);
  }
  if (!context.damage.MayDeclare(name.text)) {
    context.Report(Diag::kUnknownPartner, name.span, {name.text})
        .Hint(DidYouMean(name.text, PartnerNames(context),
                         "declare it: `partner " + name.text + " needs consent …`"));
  }
  return nullptr;
}

void DeclarePartner(Context& context, const ast::PartnerDecl& decl) {
  DeclareName(context, decl.name, {}, "a partner");
}

void CheckPartner(Context& context, const ast::PartnerDecl& decl) {
  FindConsent(context, decl.consent, decl.name.text);
}

void CheckConsentsFields(Context& context) {
  const Field* first = nullptr;
  for (const Field& field : context.program.fields) {
    if (field.consents && first != nullptr) {
      context.Report(Diag::kSecondConsents, field.span, {field.name})
          .Label(first->span, "the first is here")
          .Hint("list all consents in one field, or make this one `set of { … }`");
    }
    if (field.consents && field.type.optional) {
      context.Report(Diag::kTypeNotHere, field.span, {"a field of consents", "`optional`"})
          .Hint("leave `optional` out; a customer who has consented to nothing has an empty set");
    }
    first = field.consents && first == nullptr ? &field : first;
  }
}

}  // namespace sextant::check
