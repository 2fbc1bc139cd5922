#include <algorithm>

#include "compiler/check/consents.h"
#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/rules.h"
#include "compiler/check/sharing.h"
#include "compiler/check/truth.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

class OffersChecker {
 public:
  OffersChecker(Context& context, const Decision& decision, const ast::OffersDecl& decl)
      : context_(context), decision_(decision), decl_(decl) {}

  // What the offers are worth, in a common type; the error type when there is none.
  Type Run();
  const std::vector<Offer>& offers() const { return offers_; }

 private:
  void CheckClauses(const ast::OfferItem& offer);
  void CheckConsents(const ast::OfferItem& offer, Offer& out);
  void CheckHanding(const ast::OfferItem& offer, Offer& out);
  void CheckHanded(const ast::OfferItem& offer, const ast::Name& name, Offer& out);
  void CheckConditions(const ast::OfferItem& offer);
  void CheckWorth(const ast::OfferItem& offer);

  Context& context_;
  const Decision& decision_;
  const ast::OffersDecl& decl_;
  std::vector<Offer> offers_;
  const ast::OfferItem* first_ = nullptr;  // whose worth set the common type
  Type worth_ = Type::Error();
};

Type OffersChecker::Run() {
  for (const ast::OfferItem& offer : decl_.offers) {
    Offer& out = offers_.emplace_back();
    CheckClauses(offer);
    CheckConsents(offer, out);
    CheckConditions(offer);
    CheckHanding(offer, out);
    CheckReason(context_, offer.because);
  }
  if (decl_.offers.empty()) {
    context_.Report(Diag::kNoBins, decision_.span, {Backticked(decision_.name)})
        .Hint("list what can be offered, as in `offer NAME worth … needs consent … because …`");
  }
  return worth_;
}

void OffersChecker::CheckClauses(const ast::OfferItem& offer) {
  const auto require = [&](bool given, const char* what, const char* repair) {
    if (!given) {
      context_.Report(Diag::kOfferClause, offer.name.span, {offer.name.text, what}).Hint(repair);
    }
  };
  require(offer.says_worth, "what it is worth", "add `worth` and an amount");
  require(!offer.consents.empty(), "which consent it needs",
          "add `needs consent` and one of the record's consents");
  require(offer.because.has_value(), "why it is made", "add `because CODE \"text\"`");
}

void OffersChecker::CheckConsents(const ast::OfferItem& offer, Offer& out) {
  for (const ast::Name& consent : offer.consents) {
    if (const auto code = FindConsent(context_, consent, offer.name.text)) {
      out.consents.push_back(*code);
    }
  }
  MemberNames(context_, offer.consents, "the consents of " + Backticked(offer.name.text));
}

// Data leaves to a partner only with its consent, and only the fields that are listed.
void OffersChecker::CheckHanding(const ast::OfferItem& offer, Offer& out) {
  if (offer.partner.text.empty()) {
    return;
  }
  const ast::PartnerDecl* partner = FindPartner(context_, offer.partner);
  const auto given = [&](const ast::Name& consent) {
    return partner != nullptr && consent.text == partner->consent.text;
  };
  if (partner != nullptr && std::none_of(offer.consents.begin(), offer.consents.end(), given)) {
    context_
        .Report(Diag::kPartnerConsent, offer.partner.span,
                {offer.name.text, offer.partner.text, partner->consent.text})
        .Label(partner->consent.span, "the partner needs it")
        .Hint(offer.consents.empty() ? "add `needs consent " + partner->consent.text + "`"
                                     : "write `needs consent " + offer.consents.front().text +
                                           ", " + partner->consent.text + "`");
  }
  out.partner = offer.partner.text;
  for (const ast::Name& name : offer.handed) {
    CheckHanded(offer, name, out);
  }
  MemberNames(context_, offer.handed, "what " + Backticked(offer.name.text) + " hands over");
  CheckSharing(context_, offer);
}

void OffersChecker::CheckHanded(const ast::OfferItem& offer, const ast::Name& name, Offer& out) {
  const auto& fields = context_.program.fields;
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.name == name.text; });
  if (found == fields.end()) {
    std::vector<std::string> names;
    for (const Field& field : fields) {
      names.push_back(field.name);
    }
    context_.Report(Diag::kHandedField, name.span, {name.text, context_.program.record_name})
        .Hint(DidYouMean(name.text, names, "list fields of the record"));
    return;
  }
  if (found->never_shared) {
    context_.Report(Diag::kNeverShared, name.span, {offer.name.text, name.text, ""})
        .Label(found->span, "declared `never shared` here")
        .Hint("leave it out of what is handed over");
  }
  out.handed.push_back(static_cast<uint32_t>(found - fields.begin()));
}

// Every condition is evaluated, so none may rely on another; the worth only of an offer that may be
// made, so it may rely on all.
void OffersChecker::CheckConditions(const ast::OfferItem& offer) {
  std::vector<Fact> facts;
  const auto keep = [&](const std::vector<Fact>& more) {
    facts.insert(facts.end(), more.begin(), more.end());
  };
  for (const ast::Unless& unless : offer.unless) {
    CheckCondition(context_, unless.condition);
    CheckReason(context_, unless.because);
    keep(FactsOf(context_, unless.condition).when_false);
    const Truth truth = TruthOf(context_, unless.condition);
    if (truth == Truth::kTrue) {
      context_.Report(Diag::kNeverOffered, context_.span(unless.condition), {offer.name.text})
          .Hint(
              "the declared ranges say that this always holds; correct it or leave the offer out");
    } else if (truth == Truth::kFalse) {
      ReportNeverHolds(context_, unless.condition, offer.name.text, "unless");
    }
  }
  if (offer.condition.valid()) {
    CheckCondition(context_, offer.condition);
    keep(FactsOf(context_, offer.condition).when_true);
    const Truth truth = TruthOf(context_, offer.condition);
    if (truth == Truth::kFalse) {
      ReportNeverHolds(context_, offer.condition, offer.name.text, offer.name.text);
    } else if (truth == Truth::kTrue) {
      WarnHoldsAlways(context_, offer.condition, offer.name.text, "leave `when` out");
    }
  }
  if (offer.worth.valid()) {
    AddFacts(context_, facts);
    CheckWorth(offer);
    context_.place.facts.clear();
  }
}

void OffersChecker::CheckWorth(const ast::OfferItem& offer) {
  const Type type = CheckSingle(context_, offer.worth);
  if (type.is_error()) {
    return;
  }
  const bool amount =
      type.kind == Kind::kNumber || type.kind == Kind::kMoney || type.kind == Kind::kFloat;
  if (!amount) {
    context_
        .Report(Diag::kOfferWorth, context_.span(offer.worth),
                {offer.name.text, context_.Describe(type)})
        .Hint("give an amount of money or a number, the same for every offer");
    return;
  }
  const auto common = first_ == nullptr ? type.required() : CommonType(worth_, type.required());
  if (!common) {
    context_
        .Report(Diag::kOfferWorths, context_.span(offer.worth),
                {offer.name.text, context_.Describe(type), first_->name.text,
                 context_.Describe(worth_)})
        .Label(context_.span(first_->worth), "the other is here")
        .Hint("what is compared has one unit; convert one of the two");
    return;
  }
  first_ = first_ == nullptr ? &offer : first_;
  worth_ = *common;
}

}  // namespace

void CheckOffers(Context& context, uint32_t index, const ast::OffersDecl& decl) {
  OffersChecker checker(context, context.program.decisions[index], decl);
  const Type worth = checker.Run();
  Decision& decision = context.program.decisions[index];
  decision.outputs[1].type = worth;
  decision.offers = checker.offers();
  if (const auto field = ConsentsField(context.program)) {
    decision.reads.push_back({RefKind::kField, *field, 0});
  }
  for (const Offer& offer : decision.offers) {
    for (uint32_t field : offer.handed) {
      decision.reads.push_back({RefKind::kField, field, 0});
    }
  }
}

}  // namespace sextant::check
