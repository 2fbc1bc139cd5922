# Target `sextant_grammar`: the C++ that the ANTLR tool makes of grammar/*.g4, in the build tree.
# Included as "grammar/SextantParser.h", and only by compiler/parse.

set(generated "${CMAKE_BINARY_DIR}/generated/grammar")
file(MAKE_DIRECTORY "${generated}")
set(antlr "${SEXTANT_ANTLR_TOOL}" -Dlanguage=Cpp -no-listener -no-visitor -Werror
    -package sextant::grammar -Xexact-output-dir -o "${generated}" -lib "${generated}")

add_custom_command(
  OUTPUT "${generated}/SextantLexer.cpp" "${generated}/SextantLexer.h"
         "${generated}/SextantLexer.tokens"
  COMMAND ${antlr} SextantLexer.g4
  DEPENDS SextantLexer.g4
  WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
  COMMENT "ANTLR: SextantLexer.g4" VERBATIM)
add_custom_command(
  OUTPUT "${generated}/SextantParser.cpp" "${generated}/SextantParser.h"
  COMMAND ${antlr} -DcontextSuperClass=RuleContext SextantParser.g4
  DEPENDS SextantParser.g4 "${generated}/SextantLexer.tokens"
  WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
  COMMENT "ANTLR: SextantParser.g4" VERBATIM)

add_library(sextant_grammar STATIC
  "${generated}/SextantLexer.cpp" "${generated}/SextantLexer.h"
  "${generated}/SextantParser.cpp" "${generated}/SextantParser.h")
add_library(sextant::grammar ALIAS sextant_grammar)
# The generated code predates char8_t, and gains nothing from a higher optimisation level.
target_compile_options(sextant_grammar PRIVATE -w -O1 -fno-char8_t)
target_include_directories(sextant_grammar SYSTEM PUBLIC "${CMAKE_BINARY_DIR}/generated")
# The generated header does not include the base of its contexts.
target_compile_options(sextant_grammar
                       PUBLIC "SHELL:-include ${CMAKE_SOURCE_DIR}/grammar/rule_context.h")
target_link_libraries(sextant_grammar PUBLIC external::antlr)
