#include <fmt/format.h>

#include <algorithm>

#include "tests/differential/generate_node.h"

namespace sextant::differential {

// A record of rows, and the field that holds them; the record stands among the declarations.
void Generator::RowRecord(std::vector<NodePtr>& fields) {
  const Scope outer = scope_;
  scope_.variables.clear();
  RowList list;
  list.name = NewName("rows");
  list.dated = random_.Chance(75);
  const std::string record = NewName("Row");
  std::string date;
  std::vector<NodePtr> of_row;
  if (list.dated) {
    date = NewName("on");
    of_row.push_back(Field(date, Type::Date()));
  }
  for (int i = 0, count = random_.Int(1, 6); i < count; ++i) {
    Type type = random_.Chance(12) ? Type::Text() : DrawScalar();
    type = type.kind == Kind::kSet ? Type::Bool() : type;
    type.optional = random_.Chance(35);
    of_row.push_back(Field(NewName("w"), type));
  }
  list.fields = scope_.variables;
  for (Variable& field : list.fields) {
    field.construct = Construct::kNameRowField;
  }
  scope_ = outer;
  row_records_.push_back(
      Item(list.dated ? Construct::kRowRecordDated : Construct::kRowRecord,
           "record " + record + (list.dated ? " dated by " + date : "") + " {\n@\n}\n",
           {List("\n", std::move(of_row))}));
  fields.push_back(Item(Construct::kFieldList, "  " + list.name + " : list of " + record));
  lists_.push_back(std::move(list));
}

const Generator::RowList* Generator::DrawList() {
  return lists_.empty() || in_row_ ? nullptr : &lists_[random_.Below(lists_.size())];
}

NodePtr Generator::RowWindow(const RowList& list, int depth) {
  if (!list.dated || random_.Chance(35)) {
    return List("", {});
  }
  const bool days = random_.Chance(70);
  const Type unit =
      Type::Duration(days ? types::DurationUnit::kDays : types::DurationUnit::kMonths);
  const NodePtr length = LiteralOf(unit, random_.Int(1, days ? 6000 : 200));
  const bool before = random_.Chance(65);
  return List("", {Item(before ? Construct::kRowWindowBefore : Construct::kRowWindowAfter,
                        before ? " within @ before @" : " within @ after @",
                        {length, Date(std::min(depth - 1, 1))})});
}

NodePtr Generator::RowFilter(const RowList& list, int depth) {
  if (random_.Chance(30)) {
    return List("", {});
  }
  const Scope outer = scope_;
  in_row_ = true;
  scope_.variables.insert(scope_.variables.end(), list.fields.begin(), list.fields.end());
  Variable field = random_.Pick(list.fields);
  NodePtr condition;
  if (random_.Chance(25)) {
    condition = Condition(std::min(depth, 2));
  } else if (field.type.optional) {
    const NodePtr known = Read(field);
    Narrow(field.name);
    field.type.optional = false;
    condition = Make(Construct::kKnownAnd, Type::Bool(), "(@ is known and @)",
                     {known, CompareWith(Read(field), std::min(depth, 1))});
  } else {
    condition = CompareWith(Read(field), std::min(depth, 1));
  }
  scope_ = outer;
  in_row_ = false;
  return List("", {Item(Construct::kRowFilter, " with @", {condition})});
}

NodePtr Generator::RowAggregate(Construct construct, const Type& type, const RowList& list,
                                const std::string& open, const std::string& close, int depth,
                                Estimate estimate) {
  const NodePtr window = RowWindow(list, depth);
  return Make(construct, type, open + list.name + "@@" + close, {window, RowFilter(list, depth)},
              estimate);
}

NodePtr Generator::RowCount(int depth) {
  const RowList* list = DrawList();
  if (list == nullptr) {
    return nullptr;
  }
  if (random_.Chance(30)) {
    const std::string& field = random_.Pick(list->fields).name;
    return RowAggregate(Construct::kRowDistinct, Type::Integer(), *list,
                        "count distinct(" + field + " of ", ")", depth, {0, 6});
  }
  return RowAggregate(Construct::kRowCount, Type::Integer(), *list, "(count of ", ")", depth,
                      {0, 8});
}

NodePtr Generator::RowAnyNone(int depth) {
  const RowList* list = DrawList();
  return list == nullptr
             ? nullptr
             : RowAggregate(Construct::kRowAny, Type::Bool(), *list,
                            random_.Chance(60) ? "(any of " : "(none of ", ")", depth, {});
}

namespace {

std::vector<Variable> FieldsOf(const std::vector<Variable>& fields, const Type& family) {
  std::vector<Variable> found;
  std::ranges::copy_if(fields, std::back_inserter(found),
                       [&](const Variable& field) { return SameFamily(field.type, family); });
  return found;
}

}  // namespace

NodePtr Generator::RowSum(const Type& family, int depth) {
  const RowList* list = DrawList();
  const auto fields = list == nullptr ? std::vector<Variable>() : FieldsOf(list->fields, family);
  if (fields.empty() || !(family.is_exact() || family.kind == Kind::kFloat)) {
    return nullptr;
  }
  const Variable& field = random_.Pick(fields);
  return RowAggregate(Construct::kRowSum, field.type.required(), *list,
                      "sum(" + field.name + " of ", ")", depth, Times(field.estimate, {0, 8}));
}

// What is missing where there are no rows.
NodePtr Generator::RowOptional(const Type& family, int depth) {
  const RowList* list = DrawList();
  const auto fields = list == nullptr ? std::vector<Variable>() : FieldsOf(list->fields, family);
  if (fields.empty()) {
    return nullptr;
  }
  const Variable& field = random_.Pick(fields);
  const Type type = field.type.as_optional();
  const bool number =
      family.kind == Kind::kNumber || family.kind == Kind::kMoney || family.kind == Kind::kFloat;
  const bool ordered = family.is_exact() || number || family.kind == Kind::kDate;
  const auto make = [&](Construct construct, const char* word, const Type& result) {
    return RowAggregate(construct, result, *list, std::string(word) + "(" + field.name + " of ",
                        ")", depth, field.estimate);
  };
  switch (random_.Below(4)) {
    case 0:
      if (number) {
        return make(Construct::kRowAverage, "average",
                    family.kind == Kind::kFloat ? type : type.with_scale(8));
      }
      [[fallthrough]];
    case 1:
      if (ordered) {
        return make(Construct::kRowExtreme, random_.Chance(50) ? "largest" : "smallest", type);
      }
      [[fallthrough]];
    case 2:
      if (family.kind == Kind::kEnum) {
        return make(Construct::kRowMostFrequent, "most frequent", type);
      }
      [[fallthrough]];
    default:
      return list->dated ? make(Construct::kRowLatest, "latest", type) : nullptr;
  }
}

// A member that rows have, of any enumeration.
NodePtr Generator::RowMember(int depth) {
  const RowList* list = DrawList();
  std::vector<Type> families;
  for (const Variable& field : list == nullptr ? std::vector<Variable>() : list->fields) {
    if (field.type.kind == Kind::kEnum) {
      families.push_back(field.type.required());
    }
  }
  return families.empty() ? nullptr : RowOptional(random_.Pick(families), depth);
}

}  // namespace sextant::differential
