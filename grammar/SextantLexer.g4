// The words and signs of a strategy. The lexer never fails: what it cannot read is a SLIP or a
// STRAY_CHARACTER, which the bridge reports before parsing.
//
// Full-width forms (，。：；（）｛｝＝＜＞＋－＊／％｜, digits, letters), 、 and the ideographic space
// are exchanged for their ASCII twins before lexing, except inside text and comments; so only signs
// without a single twin (≥ ≤ ≠ “ ”) appear here.
lexer grammar SextantLexer;

// Reserved words. Everything else may be used as a name.
AND: 'and';
OR: 'or';
NOT: 'not';
IN: 'in';
IS: 'is';
IF: 'if';
THEN: 'then';
ELSE: 'else';
WHEN: 'when';
OTHERWISE: 'otherwise';
BECAUSE: 'because';
MISSING: 'missing';
KNOWN: 'known';
HAS: 'has';
OF: 'of';
FROM: 'from';
TO: 'to';
WITH: 'with';
WITHIN: 'within';
BEFORE: 'before';
AFTER: 'after';
ROUNDED: 'rounded';
TRUE: 'true';
FALSE: 'false';

// Soft words: read as words of the language where one can stand, as names everywhere else. Each is
// listed in the parser's rule `name`.
RECORD: 'record';
SOURCE: 'source';
PARAM: 'param';
LET: 'let';
BAND: 'band';
LIFECYCLE: 'lifecycle';
QUADRANT: 'quadrant';
MATRIX: 'matrix';
TABLE: 'table';
SCORECARD: 'scorecard';
STRATEGY: 'strategy';
DECISION: 'decision';
OUTPUT: 'output';
GUARANTEE: 'guarantee';
SAMPLE: 'sample';
TEST: 'test';
ENUM: 'enum';
EXPERIMENT: 'experiment';
IMPORT: 'import';
PARTNER: 'partner';
OFFERS: 'offers';
BUDGET: 'budget';
MIX: 'mix';

KEY: 'key';
CHECK: 'check';
OPTIONAL: 'optional';
MONEY: 'money';
ONE: 'one';
SERIES: 'series';
LIST: 'list';
DATED: 'dated';
SET: 'set';
CONSENTS: 'consents';
AT: 'at';
LEAST: 'least';
MOST: 'most';
ABOVE: 'above';
BELOW: 'below';
UP: 'up';
FOR: 'for';
DATES: 'dates';
NULL_WORD: 'null';
SEPARATOR: 'separator';
PERCENT_WORD: 'percent';
CODES: 'codes';
FLAGS: 'flags';
SPLIT: 'split';
BY: 'by';
FIRST: 'first';
OFFER: 'offer';
BEST: 'best';
KEEP: 'keep';
UNLESS: 'unless';
WORTH: 'worth';
NEEDS: 'needs';
CONSENT: 'consent';
HANDS: 'hands';
OVER: 'over';
NEVER: 'never';
SHARED: 'shared';
MATCH: 'match';
STAGE: 'stage';
WHILE: 'while';
FORMERLY: 'formerly';
MOVES: 'moves';
OTHER: 'other';
STAY: 'stay';
STAYS: 'stays';
EXCEPT: 'except';
REMEMBERED: 'remembered';
RULE: 'rule';
BASE: 'base';
TOP: 'top';
REASONS: 'reasons';
UNIQUE: 'unique';
COLLECT: 'collect';
LOWEST: 'lowest';
HIGHEST: 'highest';
SPEND: 'spend';
RANK: 'rank';
ENCODING: 'encoding';
RISES: 'rises';
FALLS: 'falls';
AS: 'as';
ON: 'on';
GIVEN: 'given';
ASSUME: 'assume';
EXPECT: 'expect';
FAULT: 'fault';
ABOUT: 'about';
SINCE: 'since';

IMPLIES: 'implies';
ABSOLUTE: 'absolute';
SMALLEST: 'smallest';
LARGEST: 'largest';
SUM: 'sum';
AVERAGE: 'average';
COUNT: 'count';
ANY: 'any';
NONE: 'none';
RATIO: 'ratio';
LAST: 'last';
LATEST: 'latest';
FREQUENT: 'frequent';
DISTINCT: 'distinct';
ITEM: 'item';
HALF: 'half';
EVEN: 'even';
DOWN: 'down';
PLACES: 'places';
LIMITED: 'limited';
CONVERTED: 'converted';
STARTS: 'starts';
SALT: 'salt';
EFFECTIVE: 'effective';
DAY: 'day' | 'days';
MONTH: 'month' | 'months';
YEAR: 'year' | 'years';
BASIS_POINT: 'bp';

// Multipliers and the yuan, as written in Chinese.
TEN_THOUSANDS: '万' | '亿';
TEN_THOUSANDS_OF_YUAN: '万元' | '亿元';
YUAN: '元';

// Three capitals are a currency after a number or `money`, a name everywhere else.
CURRENCY: [A-Z] [A-Z] [A-Z];

NAME: NAME_START NAME_PART*;
QUOTED_NAME: '`' (NAME_START NAME_PART*)? '`';
fragment NAME_START: [\p{XID_Start}] | '_';
fragment NAME_PART: [\p{XID_Continue}];

DATE: [0-9] [0-9] [0-9] [0-9] '-' [0-9] [0-9] '-' [0-9] [0-9];
NUMBER: DIGITS ('.' DIGITS)? ('万' | '亿')?;
fragment DIGITS: [0-9]+ ('_' [0-9]+)*;

// Text ends on the line it begins on. `\"`, `\\`, `\n` and `\t` are its escapes.
TEXT: '"' (~["\\\r\n] | ESCAPE)* '"'
    | '＂' (~[＂\\\r\n] | ESCAPE)* '＂'
    | [“”] (~[“”\\\r\n] | ESCAPE)* [“”];
fragment ESCAPE: '\\' ~[\r\n];

LEFT_BRACE: '{';
RIGHT_BRACE: '}';
LEFT_PAREN: '(';
RIGHT_PAREN: ')';
// Lists of values, in samples and tests alone; slips everywhere else.
LEFT_BRACKET: '[';
RIGHT_BRACKET: ']';
COMMA: ',';
SEMICOLON: ';';
COLON: ':';
ARROW: '->';
GIVES: '=>';
PIPE: '|';
RANGE: '..';
DOT: '.';
PERCENT: '%';
PERMILLE: '‰';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
EQUAL: '=';
NOT_EQUAL: '!=' | '<>' | '≠';
LESS: '<';
LESS_EQUAL: '<=' | '≤';
GREATER: '>';
GREATER_EQUAL: '>=' | '≥';

SPACE: [ \t\r\n]+ -> skip;
COMMENT: '#' ~[\r\n]* -> skip;

// What people write by habit from elsewhere; never in the parser.
SLIP: '==' | '===' | '!==' | '&&' | '&' | '||' | '!' | '=<' | '**' | '^' | '//' ~[\r\n]*
    | '/*' | '\'' ~['\r\n]* '\'' | '…';
UNCLOSED_TEXT
    : '"' (~["\\\r\n] | ESCAPE)* | '＂' (~[＂\\\r\n] | ESCAPE)* | [“”] (~[“”\\\r\n] | ESCAPE)*
    | '\'' ~['\r\n]*
    ;
STRAY_CHARACTER: . ;
