#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// An offer to a partner tells the partner something by being made, so nothing that decides about it
// may come from a field that is never shared: reports every such field with the way that leads to
// it. To be called when everything the offer reads has been checked.
void CheckSharing(Context& context, const ast::OfferItem& offer);

}  // namespace sextant::check
