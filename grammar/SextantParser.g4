// The syntax of a strategy, one declaration at a time. Unambiguous, and read in SLL mode except
// where a soft word or a unit could also be the name that follows.
//
// Order of binding, loosest first: if, implies, or, and, not, comparison, otherwise and rounded,
// + -, * /, the signs, and what cannot come apart.
parser grammar SextantParser;

options { tokenVocab = SextantLexer; }

declaration
    : (recordDecl | sourceDecl | paramDecl | letDecl | bandDecl | lifecycleDecl | matrixDecl
      | tableDecl | scorecardDecl | strategyDecl | decisionDecl | outputDecl | guaranteeDecl
      | sampleDecl | testDecl | enumDecl | experimentDecl | importDecl
      | partnerDecl | offersDecl | budgetDecl | mixDecl) EOF
    ;

// --- Names ---

name: fieldName | COUNT | ANY | NONE;
// Apart from the words after which `of` counts: `amount of transactions` names a field.
fieldName
    : NAME | QUOTED_NAME | CURRENCY
    | RECORD | SOURCE | PARAM | LET | BAND | LIFECYCLE | QUADRANT | MATRIX | TABLE | SCORECARD
    | STRATEGY | DECISION | OUTPUT | GUARANTEE | SAMPLE | TEST | ENUM | EXPERIMENT | IMPORT
    | KEY | CHECK | OPTIONAL | MONEY | ONE | SERIES | SET | CONSENTS | AT | LEAST | MOST | ABOVE
    | BELOW | UP | FOR | DATES | NULL_WORD | SEPARATOR | PERCENT_WORD | CODES | FLAGS | SPLIT
    | FIRST | MATCH | STAGE | RULE | BASE
    | TOP | REASONS | UNIQUE | COLLECT | BEST | BY | LOWEST | ENCODING
    | BUDGET | MIX | SPEND | RANK | HIGHEST
    | NEVER | RISES | FALLS | AS | ON | GIVEN | ASSUME | EXPECT | FAULT | ABOUT | SINCE
    | LIST | DATED | LATEST | FREQUENT | DISTINCT
    | KEEP | WHILE | FORMERLY | MOVES | OTHER | STAY | STAYS | EXCEPT | REMEMBERED
    | PARTNER | OFFERS | OFFER | UNLESS | WORTH | NEEDS | CONSENT | HANDS | OVER | SHARED
    | IMPLIES | ABSOLUTE | SMALLEST | LARGEST | SUM | AVERAGE | RATIO | LAST
    | ITEM | HALF | EVEN | DOWN | PLACES | LIMITED | CONVERTED | STARTS | SALT | EFFECTIVE
    | DAY | MONTH | YEAR | BASIS_POINT
    ;

nameSet: LEFT_BRACE name (COMMA name)* COMMA? RIGHT_BRACE;

// A name of an imported file stands behind that of its import: `bold.CreditLine`.
path: name (DOT name)?;

because: BECAUSE name TEXT;

importDecl: IMPORT TEXT (AS name)?;

// --- Records and types ---

// With a key, what the program decides about; without, the rows of a list, which may have a date.
recordDecl: RECORD name (KEY name | DATED BY name)? LEFT_BRACE (field | check)* RIGHT_BRACE;
neverShared: NEVER SHARED;
field: name COLON type neverShared?;
check: CHECK expression because?;

type: (SERIES OF NUMBER)? baseType (range | OPTIONAL)*;
baseType
    : MONEY currency scale?
    | ONE OF nameSet
    | LIST OF name
    | (SET | CONSENTS) OF (nameSet | path)
    | path scale?
    ;
scale: LEFT_PAREN NUMBER RIGHT_PAREN;
currency: CURRENCY | YUAN;

range
    : IN bound RANGE bound
    | ABOVE bound
    | AT LEAST bound
    | BELOW bound
    | AT MOST bound
    ;
// Apart from `number`, because another field's name may follow.
bound: MINUS? boundNumber | DATE;
boundNumber: NUMBER multiplier? ratioSuffix? unit?;

// --- Numbers ---

number: NUMBER multiplier? ratioSuffix? unit?;
multiplier: TEN_THOUSANDS;
ratioSuffix: PERCENT | PERMILLE | BASIS_POINT;
unit: CURRENCY | YUAN | TEN_THOUSANDS_OF_YUAN | DAY | MONTH | YEAR;

// --- Sources ---

sourceDecl
    : SOURCE name FOR name (FROM name)? LEFT_BRACE sourceSetting* sourceItem* RIGHT_BRACE
    ;
sourceSetting: datesClause | nullClause | separatorClause | encodingClause;
sourceItem: name (fromClause fieldClause* | fieldClause+ | listClause);
fieldClause: unitClause | datesClause | codesClause | nullClause | splitClause | ROUNDED;

fromClause: FROM (TEXT (COMMA TEXT)* | FLAGS LEFT_BRACE flag (COMMA flag)* COMMA? RIGHT_BRACE);
flag: name TEXT;
listClause: FROM name (BY name EQUAL TEXT | IN TEXT);
unitClause: IN (PERCENT_WORD | columnUnit);
columnUnit: NUMBER multiplier? currency?;
datesClause: DATES TEXT;
nullClause: NULL_WORD TEXT (COMMA TEXT)*;
splitClause: SPLIT BY TEXT;
separatorClause: SEPARATOR TEXT;
encodingClause: ENCODING TEXT;
codesClause: CODES LEFT_BRACE code (COMMA code)* COMMA? RIGHT_BRACE;
code: (TEXT | MINUS? NUMBER) ARROW (name | TRUE | FALSE);

// --- Enumerations, parameters and lets ---

enumDecl: ENUM name nameSet;

paramDecl: PARAM name COLON type EQUAL constant range*;
constant: MINUS? boundNumber | TRUE | FALSE | DATE | TEXT | name;

letDecl: LET name (COLON type)? EQUAL expression;

// --- Bands, life cycles, matrices, scorecards ---

// The days on which a decision of this name is made this way, both ends included.
effect: EFFECTIVE DATE RANGE DATE;

bandDecl
    : BAND name effect? REMEMBERED? EQUAL expression
      LEFT_BRACE (bandMember SEMICOLON?)* RIGHT_BRACE
    ;
bandMember: name (cutEdge sum | OTHERWISE | WHEN MISSING);
cutEdge: BELOW | UP TO | FROM | ABOVE;

lifecycleDecl
    : LIFECYCLE name effect? REMEMBERED? firstMatch?
      LEFT_BRACE (stage | moves | otherMoves | minimumStay)* RIGHT_BRACE
    ;
firstMatch: FIRST MATCH;
stage: STAGE name (WHEN expression | OTHERWISE) keepWhile? because? formerly?;
keepWhile: KEEP WHILE expression;
formerly: FORMERLY TEXT (COMMA TEXT)*;
// `any` in place of the first stage stands for every stage.
moves: MOVES move+;
move: name ARROW name (COMMA name)*;
otherMoves: OTHER MOVES (STAY | FAULT);
minimumStay: name STAYS AT LEAST number (EXCEPT TO name (COMMA name)*)?;

// A row ends where two bars meet; that each stands on its own line is checked when it is built.
matrixDecl
    : (MATRIX | QUADRANT) name effect? REMEMBERED? LEFT_BRACE matrixHead matrixRow* RIGHT_BRACE
    ;
matrixHead: PIPE axis (COMMA axis)* SLASH axis PIPE (cell PIPE)+;
matrixRow: PIPE cell (COMMA cell)* PIPE (cell PIPE)+;
axis: unary;
cell: name | MISSING | TRUE | FALSE;

// --- Tables ---

tableDecl
    : TABLE name effect? REMEMBERED? ARROW (strategyOutputs | type) hitPolicy?
      (tableFile | LEFT_BRACE (tableHead tableRows)? RIGHT_BRACE)
    ;
hitPolicy
    : FIRST MATCH
    | UNIQUE
    | COLLECT (SUM | COUNT | SMALLEST | LARGEST)
    | COLLECT KEEP NUMBER
    | BEST BY LOWEST? name
    ;
tableFile: FROM TEXT encodingClause?;

// The first row ends where two bars meet. In the others a cell may be blank; rows are told apart
// by their lines when they are built.
tableHead: PIPE (tableHeadCell PIPE)+;
tableHeadCell: GIVES name | BECAUSE | expression;
tableRows: (PIPE tableCell?)*;
tableCell
    : MINUS
    | OTHERWISE
    | NOT? tableItem (COMMA tableItem)*
    | name TEXT
    ;
tableItem
    : (LESS | LESS_EQUAL | GREATER | GREATER_EQUAL) constant
    | constant (RANGE constant)?
    | HAS name
    | MISSING
    ;

// The lines of a table's file.
tableHeadLine: tableHead EOF;
tableRowLine: tableRows EOF;

scorecardDecl
    : SCORECARD name effect? REMEMBERED? BASE sum topReasons?
      LEFT_BRACE characteristic* RIGHT_BRACE
    ;
topReasons: TOP NUMBER REASONS;
characteristic: expression LEFT_BRACE (bin SEMICOLON?)* RIGHT_BRACE because?;
bin: binCondition COLON sum because?;
binCondition: cutEdge sum | member (COMMA member)* | MISSING | OTHERWISE;
member: name | TRUE | FALSE;

// --- Strategies and outputs ---

strategyDecl
    : STRATEGY name effect? REMEMBERED? ARROW (strategyOutputs | type) rulePolicy?
      LEFT_BRACE (letDecl | strategyRule | otherwiseRule)* RIGHT_BRACE
    ;
rulePolicy: firstMatch | UNIQUE | COLLECT | BEST BY LOWEST? name;
strategyOutputs: LEFT_BRACE (strategyOutput COMMA?)+ RIGHT_BRACE;
strategyOutput: name COLON type;
strategyRule: RULE name WHEN expression THEN outcome because?;
otherwiseRule: OTHERWISE THEN outcome because?;
outcome: assignment (COMMA assignment)* | outcomeValue;
assignment: name EQUAL expression;
// A comparison needs parentheses here, because `x = 5` assigns.
outcomeValue: ifExpression | MISSING | value;

experimentDecl: EXPERIMENT name REMEMBERED? BY name SALT TEXT LEFT_BRACE arm* RIGHT_BRACE;
arm: name number COLON path;

// Every rule that holds gives its reason.
decisionDecl: DECISION name COLLECT LEFT_BRACE (letDecl | reasonRule)* RIGHT_BRACE;
reasonRule: RULE name WHEN expression because;

// --- Partners and offers ---

partnerDecl: PARTNER name NEEDS CONSENT name;

offersDecl: OFFERS name effect? (BEST BY WORTH)? (KEEP NUMBER)? LEFT_BRACE offer* RIGHT_BRACE;
offer: OFFER name handing? offerClause*;
handing: TO name HANDS OVER nameSet;
offerClause
    : UNLESS expression because
    | WHEN expression
    | WORTH expression
    | NEEDS CONSENT name (COMMA name)*
    | because
    ;

// --- The book ---

// Who proposes to spend, in the order of the rank, until the next one does not fit.
budgetDecl: BUDGET name OF path LEFT_BRACE budgetClause* otherwiseRule? RIGHT_BRACE;
budgetClause
    : SPEND value WHEN expression
    | AT MOST value
    | RANK BY value (COMMA (HIGHEST | LOWEST) FIRST)?
    ;
// The shares that the members of a decision should have.
mixDecl: MIX name BY COUNT LEFT_BRACE mixShare (SEMICOLON mixShare)* SEMICOLON? RIGHT_BRACE;
mixShare: name (AT (LEAST | MOST) number | number RANGE number);

outputDecl: OUTPUT LEFT_BRACE path (COMMA path)* COMMA? RIGHT_BRACE;

// --- Guarantees, samples and tests ---

// A trend names a field: `Line never rises as pd rises`.
guaranteeDecl: GUARANTEE name COLON expression trend?;
trend: NEVER (RISES | FALLS) AS name RISES;

sampleDecl: SAMPLE name givenRecord;
givenRecord: LEFT_BRACE (given (COMMA given)* COMMA?)? RIGHT_BRACE;
// A field, or what was carried from the period before: `Relationship.previous: growing since …`.
given: givenName COLON givenValue since?;
givenName: name (DOT name (DOT name (DOT name)?)?)?;
since: SINCE DATE;
givenValue: constant | MISSING | givenSet | givenList;
givenSet: LEFT_BRACE (constant (COMMA constant)* COMMA?)? RIGHT_BRACE;
// The items of a series, with the unit of each behind them; or the rows of a list.
givenList
    : LEFT_BRACKET (givenItem (COMMA givenItem)* COMMA?)? RIGHT_BRACKET unit?
    | LEFT_BRACKET givenRecord (COMMA givenRecord)* COMMA? RIGHT_BRACKET
    ;
givenItem: constant | MISSING;

testDecl: TEST TEXT (ON DATE)? LEFT_BRACE testClause* RIGHT_BRACE;
testClause
    : GIVEN (name (WITH given (COMMA given)*)? | givenRecord)  # givenClause
    | WITH PARAM setting (COMMA setting)*                      # settingClause
    | ASSUME assumption (COMMA assumption)*                    # assumeClause
    | EXPECT expectation (COMMA expectation)*                  # expectClause
    ;
setting: name EQUAL constant;
assumption: name (DOT name)? (IS | EQUAL) givenValue;
faultKind: name | MISSING;
expectation
    : FAULT faultKind (IN path)?
    | givenName (EQUAL | IS) (givenSet | givenList)
    | expression (ABOUT value WITHIN value)? (BECAUSE name)?
    ;

// --- Expressions ---

expression: ifExpression | disjunction (IMPLIES expression)?;
ifExpression: IF expression THEN expression ELSE expression;
disjunction: conjunction (OR conjunction)*;
conjunction: negation (AND negation)*;
negation: NOT negation | comparison;

// `count of list within … with …` is an aggregate, its window and its filter; the filter takes one
// comparison or a parenthesis. More than one tail of another kind, and `with` after anything but an
// aggregate, are reported when built.
comparison: MISSING | value comparisonTail* (WITH negation)?;
comparisonTail
    : comparisonSign value                    # signTail
    | IS NOT? (KNOWN | MISSING | value)       # isTail
    | NOT? IN LEFT_BRACE value (COMMA value)* COMMA? RIGHT_BRACE  # setTail
    | NOT? IN value RANGE value               # rangeTail
    | WITHIN value (BEFORE | AFTER) value     # withinTail
    | HAS value                               # hasTail
    | STARTS WITH TEXT                        # startsTail
    ;
comparisonSign: EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL;

value: sum valueTail*;
valueTail
    : OTHERWISE sum                                       # otherwiseTail
    | ROUNDED rounding? TO (NUMBER PLACES | primary)      # roundedTail
    | LIMITED TO sum RANGE sum                            # limitedTail
    | CONVERTED TO currency AT sum                        # convertedTail
    ;
rounding: HALF (EVEN | UP) | DOWN | UP;

// `months from a to b` takes all of `b + 30 days`; to add to its result, put it in parentheses.
sum: months | product ((PLUS | MINUS) product)*;
months: (MONTH | DAY) FROM sum TO sum;
product: unary ((STAR | SLASH) unary)*;
unary: MINUS unary | primary;

primary
    : number                                                  # numberPrimary
    | (TRUE | FALSE)                                          # booleanPrimary
    | DATE                                                    # datePrimary
    | TEXT                                                    # textPrimary
    | name (DOT name (DOT name)?)?                            # namePrimary
    | LEFT_PAREN expression RIGHT_PAREN                       # parenPrimary
    | (SMALLEST | LARGEST) OF LEFT_BRACE expression (COMMA expression)* COMMA? RIGHT_BRACE  # pickPrimary
    | RATIO LEFT_PAREN expression COMMA expression RIGHT_PAREN  # ratioPrimary
    | ABSOLUTE primary                                        # absolutePrimary
    | LAST NUMBER OF primary                                  # lastPrimary
    | ITEM NUMBER OF primary                                  # itemPrimary
    | (COUNT | ANY | NONE) OF KNOWN? primary                  # ofPrimary
    | (LATEST | MOST FREQUENT | COUNT DISTINCT) fieldName OF primary  # ofFieldPrimary
    | fieldName OF primary                                    # projectionPrimary
    | aggregate LEFT_PAREN KNOWN? sum window? (WITH expression)? RIGHT_PAREN  # callPrimary
    ;
aggregate
    : SUM | AVERAGE | LARGEST | SMALLEST | LATEST | MOST FREQUENT | COUNT DISTINCT | COUNT
    ;
window: WITHIN value (BEFORE | AFTER) value;
