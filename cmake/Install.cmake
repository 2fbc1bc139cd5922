# `cmake --install build/release --prefix DIR` makes a tree that can be moved as a whole:
#
#   bin/sextant   lib/ (Arrow and Parquet)   share/sextant/strategies   share/doc/sextant
#
# libLLVM, ANTLR's runtime, fmt and spdlog are Debian packages and stay where Debian puts them.

if(TARGET sextant)
  set_target_properties(sextant PROPERTIES INSTALL_RPATH "$ORIGIN/../lib")
  install(TARGETS sextant RUNTIME DESTINATION bin)
endif()
if(SEXTANT_ARROW_LIBRARIES)
  install(FILES ${SEXTANT_ARROW_LIBRARIES} DESTINATION lib)
endif()
install(DIRECTORY strategies/ DESTINATION share/sextant/strategies OPTIONAL)
install(DIRECTORY docs/ DESTINATION share/doc/sextant OPTIONAL)
install(FILES LICENSE CHANGELOG.md README.md DESTINATION share/doc/sextant OPTIONAL)
